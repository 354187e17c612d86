using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Identity;

/// <summary>Which sign-ins are one person, by the merges that stand now: a union-find over pairs, whose order changes nothing.</summary>
/// <remarks>The smallest id of a group stands for it. Ids carry the time they were made, so that this is the oldest sign-in.</remarks>
public sealed class PersonMap
{
    public static readonly PersonMap Empty = new([], ImmutableDictionary<LearnerId, ImmutableArray<LearnerId>>.Empty);

    private readonly Dictionary<LearnerId, LearnerId> stands;
    private readonly ImmutableDictionary<LearnerId, ImmutableArray<LearnerId>> groups;

    private PersonMap(Dictionary<LearnerId, LearnerId> stands, ImmutableDictionary<LearnerId, ImmutableArray<LearnerId>> groups) =>
        (this.stands, this.groups) = (stands, groups);

    /// <summary>Nobody is merged.</summary>
    public bool IsEmpty => stands.Count == 0;

    /// <summary>Groups of more than one sign-in, by the id that stands for them.</summary>
    public IEnumerable<ImmutableArray<LearnerId>> Groups => groups.OrderBy(group => group.Key.Value).Select(group => group.Value);

    /// <summary>The id that stands for this person in every figure: her own when she is merged with nobody.</summary>
    public LearnerId this[LearnerId person] => stands.TryGetValue(person, out var found) ? found : person;

    /// <summary>The map of these merges.</summary>
    public static PersonMap Of(IEnumerable<PersonPair> merges)
    {
        ArgumentNullException.ThrowIfNull(merges);
        Dictionary<LearnerId, LearnerId> parent = [];
        foreach (var pair in merges)
        {
            var (one, other) = (Root(parent, pair.One), Root(parent, pair.Other));
            if (one == other) continue;
            if (one.Value.CompareTo(other.Value) < 0) parent[other] = one;
            else parent[one] = other;
        }

        if (parent.Count == 0) return Empty;
        foreach (var person in parent.Keys.ToList()) parent[person] = Root(parent, person);
        var groups = parent.GroupBy(entry => entry.Value, entry => entry.Key)
            .ToImmutableDictionary(group => group.Key, group => group.Append(group.Key).Distinct().OrderBy(person => person.Value).ToImmutableArray());
        return new(parent, groups);
    }

    /// <summary>Every sign-in of this person, the oldest first; herself alone when she is merged with nobody.</summary>
    public ImmutableArray<LearnerId> Everyone(LearnerId person) => groups.TryGetValue(this[person], out var group) ? group : [person];

    public bool AreOne(LearnerId one, LearnerId other) => this[one] == this[other];

    private static LearnerId Root(Dictionary<LearnerId, LearnerId> parent, LearnerId person)
    {
        var root = person;
        while (parent.TryGetValue(root, out var above) && above != root) root = above;
        while (parent.TryGetValue(person, out var above) && above != root && person != root)
        {
            parent[person] = root; // every step on the way is shortened, so that long chains stay cheap
            person = above;
        }

        return root;
    }
}
