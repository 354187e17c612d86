using System.Collections.Frozen;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Short names for branches, such as <c>K7</c>: a branch begins at a session. They say nothing about who taught it.</summary>
/// <remarks>A letter and as many of six digits as are needed to tell the sessions of this lineage apart, all taken from the session's id:
/// the same on every machine. A name becomes longer only when another session would have the same.</remarks>
public static class BranchNames
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"; // without I and O, which read as digits

    /// <summary>The name of every session that counts.</summary>
    public static IReadOnlyDictionary<CascadeSessionId, string> Of(Lineage lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var whole = lineage.Sessions.Select(session => session.Fact.Session).Distinct().Select(session => (session, name: Whole(session)))
            .OrderBy(entry => entry.name, StringComparer.Ordinal).ToList();
        return whole.Select((entry, i) => (entry.session, name: entry.name[..Math.Min(7, 1 + Math.Max(1, Math.Max(Alike(whole, i, i - 1), Alike(whole, i, i + 1))))]))
            .ToFrozenDictionary(entry => entry.session, entry => entry.name);
    }

    /// <summary>How many letters the names at two places share; 0 outside the list.</summary>
    private static int Alike(List<(CascadeSessionId Session, string Name)> names, int place, int other) => other < 0 || other >= names.Count
        ? 0
        : names[place].Name.Zip(names[other].Name).TakeWhile(pair => pair.First == pair.Second).Count();

    private static string Whole(CascadeSessionId session)
    {
        var chance = new Dice(Dice.SeedOf(session.Value));
        return $"{Letters[chance.Below(Letters.Length)]}{chance.Below(1_000_000):000000}";
    }
}
