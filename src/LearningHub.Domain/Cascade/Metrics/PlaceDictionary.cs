using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Everybody who has a generation, by person. Made for a million: one hash table, and one array to walk through.</summary>
public sealed class PlaceDictionary : IReadOnlyDictionary<LearnerId, Place>
{
    internal static readonly PlaceDictionary None = new([], []);

    private readonly Dictionary<LearnerId, int> index;

    internal PlaceDictionary(ImmutableArray<Place> values, Dictionary<LearnerId, int> index) => (Values, this.index) = (values, index);

    /// <summary>In the order in which they came in: every parent stands before her learners.</summary>
    public ImmutableArray<Place> Values { get; }

    public int Count => Values.Length;

    public IEnumerable<LearnerId> Keys => Values.Select(place => place.Person);

    IEnumerable<Place> IReadOnlyDictionary<LearnerId, Place>.Values => Values;

    /// <exception cref="KeyNotFoundException">The person has no generation.</exception>
    public Place this[LearnerId key] => Values[index[key]];

    public bool ContainsKey(LearnerId key) => index.ContainsKey(key);

    public bool TryGetValue(LearnerId key, [MaybeNullWhen(false)] out Place value)
    {
        var found = index.TryGetValue(key, out var at);
        value = found ? Values[at] : null;
        return found;
    }

    public IEnumerator<KeyValuePair<LearnerId, Place>> GetEnumerator() => Values.Select(place => KeyValuePair.Create(place.Person, place)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Where a person stands in <see cref="Values"/>; −1 when she has no generation.</summary>
    internal int IndexOf(LearnerId person) => index.TryGetValue(person, out var at) ? at : -1;
}
