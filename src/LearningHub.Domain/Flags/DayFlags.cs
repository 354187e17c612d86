using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Flags;

/// <summary>Where somebody was one day, as recorded.</summary>
/// <param name="Minutes">Time taught; 0 for somebody who learned there.</param>
public sealed record DayPlace(LearnerId Person, DateOnly Day, CascadeSessionId Session, string District, int Minutes, bool Taught);

/// <summary>One thing to ask about, with the records it rests on.</summary>
/// <param name="Number">Districts, or hours taught rounded up.</param>
public sealed record DayFlag(FlagKind Kind, LearnerId Person, DateOnly Day, int Number, ImmutableArray<DayPlace> Places)
{
    /// <summary>The same records give the same key: what a review decided stays with its flag, and a further record asks anew.</summary>
    public Guid Key => FlagKey.Of($"{Kind}|{Person}|{Day:yyyy-MM-dd}|{string.Join(',', Places.Select(place => place.Session))}");
}

/// <summary>Finds who was in two places on one day, and days that hold more teaching than a day has. People are counted after merging.</summary>
public static class DayFlags
{
    /// <summary>More minutes taught in a day than this are asked about: twelve hours.</summary>
    public const int MostMinutes = 12 * 60;

    /// <summary>All flags, the newest day first. Order and repetition of the records change nothing.</summary>
    public static ImmutableArray<DayFlag> Of(IEnumerable<DayPlace> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        return
        [
            .. places.Distinct().GroupBy(place => (place.Person, place.Day)).Where(day => day.Skip(1).Any()).SelectMany(day => OfDay(day.Key.Person, day.Key.Day, day))
                .OrderByDescending(flag => flag.Day).ThenBy(flag => flag.Kind).ThenBy(flag => flag.Person.Value),
        ];
    }

    private static IEnumerable<DayFlag> OfDay(LearnerId person, DateOnly day, IEnumerable<DayPlace> places)
    {
        var all = places.OrderBy(place => place.Session.Value).ThenByDescending(place => place.Taught).ToImmutableArray();
        var taught = all.Where(place => place.Taught).ToImmutableArray();
        if (Districts(taught) > 1) yield return new(FlagKind.TrainerTwoPlaces, person, day, Districts(taught), taught);
        else if (Districts(all) > 1) yield return new(FlagKind.TwoSessionsOneDay, person, day, Districts(all), all);
        var minutes = taught.Sum(place => place.Minutes);
        if (minutes > MostMinutes) yield return new(FlagKind.TooManyHours, person, day, (minutes + 59) / 60, taught);
    }

    private static int Districts(ImmutableArray<DayPlace> places) => places.Select(place => place.District.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count();
}

/// <summary>Names a flag by what it rests on.</summary>
public static class FlagKey
{
    public static Guid Of(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16).ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8: made from content
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
