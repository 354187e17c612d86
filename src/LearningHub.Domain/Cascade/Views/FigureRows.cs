using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>Why a row stands behind a figure.</summary>
public enum RowReason { Reached, Claimed, Verified, Again, Seed, Taught, TaughtNobody, NotYet, NewTrainers, Kept, NotKept, Answered }

/// <summary>One row behind a published number: a session or a person, never both by name.</summary>
/// <param name="Counted">What it adds: to the sum above the line of a share, to the count, or its days. Null where it only stands in the population.</param>
/// <param name="Of">What it adds below the line of a share; null where the figure is no share.</param>
public sealed record FigureRow(CascadeSessionId? Session, LearnerId? Person, int? Generation, DateTimeOffset? At, RowReason Reason, double? Counted, double? Of = null);

/// <summary>The rows that a figure was computed from, so that nobody has to believe it.</summary>
public static class FigureRows
{
    /// <summary>The rows in a stable order.</summary>
    /// <param name="slice">As in the figure: <c>g=1</c> chooses a generation.</param>
    /// <param name="sensitive">Protection content: sessions with fewer than 11 people, otherwise 5, are left out of figures on answers.</param>
    /// <returns>Empty for a figure that has no rows here.</returns>
    public static ImmutableArray<FigureRow> Of(Lineage lineage, Definition definition, string slice, bool sensitive, int windowDays = 90)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        ArgumentNullException.ThrowIfNull(definition);
        var g = GenerationOf(slice);
        return definition.Id switch
        {
            "reach" or "depth" => [.. People(lineage).Where(p => p.Generation > 0).Select(p => Row(p, RowReason.Reached, 1))],
            "generation-size" => [.. People(lineage).Where(p => p.Generation == g).Select(p => Row(p, g == 0 ? RowReason.Seed : RowReason.Reached, 1))],
            "contacts" or "verified-share" => [.. lineage.Sessions.Select(s => Row(lineage, s, RowReason.Verified, s.Verified.Length, s.Fact.ClaimedHeads))],
            "claimed-heads" => [.. lineage.Sessions.Select(s => Row(lineage, s, RowReason.Claimed, s.Fact.ClaimedHeads))],
            "duplication" => [.. Again(lineage)],
            "fan-out" or "yield" or "activation" => [.. Taught(lineage, g, windowDays)],
            "reproduction" => [.. NewTrainers(lineage, g, windowDays)],
            "time-to-cascade" => [.. Days(lineage, g)],
            "conversion-people" or "conversion-volume" => [.. Pledged(lineage)],
            "gain" or "fidelity" or "layer-retention" or "message-survival" => [.. Answered(lineage, g, MessageOf(slice), sensitive)],
            _ => [],
        };
    }

    /// <summary>The generation a slice names; 0 when it names none.</summary>
    public static int GenerationOf(string slice) => int.TryParse(Part(slice, "g="), out var g) ? g : 0;

    /// <summary>The key message a slice names, or null.</summary>
    public static string? MessageOf(string slice) => Part(slice, "message=");

    private static string? Part(string slice, string name) =>
        slice.Split(';').FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static IEnumerable<Place> People(Lineage lineage) => lineage.People.Values.OrderBy(p => p.Generation).ThenBy(p => p.ReachedAt ?? p.QualifiedAt).ThenBy(p => p.Person.Value);

    private static FigureRow Row(Place place, RowReason reason, double? counted, double? of = null) =>
        new(place.ReachedIn, place.Person, place.Generation, place.ReachedAt ?? place.QualifiedAt, reason, counted, of);

    private static FigureRow Row(Lineage lineage, CountedSession session, RowReason reason, double counted, double? of = null) =>
        new(session.Fact.Session, null, GenerationOf(lineage, session), session.Fact.HeldAt, reason, counted, of);

    /// <summary>The generation that a session makes: one more than the smallest of its trainers'.</summary>
    public static int GenerationOf(Lineage lineage, CountedSession session) =>
        1 + session.Fact.Trainers.Where(lineage.People.ContainsKey).Select(t => lineage.People[t].Generation).DefaultIfEmpty(0).Min();

    private static IEnumerable<FigureRow> Again(Lineage lineage) =>
        from contact in lineage.Sessions.SelectMany(s => s.Verified, (s, person) => (s, person))
        group contact.s by contact.person into sessions
        let place = lineage.People[sessions.Key]
        let more = sessions.Count() - (place.Generation > 0 ? 1 : 0)
        where more > 0
        orderby more descending, sessions.Key.Value
        select Row(place, RowReason.Again, more);

    private static IEnumerable<FigureRow> Taught(Lineage lineage, int g, int windowDays)
    {
        var first = FirstSessions.Of(lineage);
        var credit = lineage.Credits.ToLookup(c => c.Trainer);
        return from place in People(lineage)
               where place.Generation == g && place.QualifiedAt is not null && lineage.FollowUp(place) >= windowDays
               let within = credit[place.Person].Where(c => Metrics.Days.Between(place.QualifiedAt!.Value, c.At) <= windowDays).Sum(c => c.Share)
               select new FigureRow(place.ReachedIn, place.Person, g, place.QualifiedAt, first.Within(place, windowDays) ? RowReason.Taught : RowReason.TaughtNobody, within, 1);
    }

    private static IEnumerable<FigureRow> NewTrainers(Lineage lineage, int g, int windowDays)
    {
        var first = FirstSessions.Of(lineage);
        var credit = lineage.Credits.ToLookup(c => c.Trainer);
        return from place in People(lineage)
               where place.Generation == g && place.QualifiedAt is not null && lineage.FollowUp(place) >= 2 * windowDays && first.Within(place, windowDays)
               let grown = credit[place.Person].Where(c => Metrics.Days.Between(place.QualifiedAt!.Value, c.At) <= windowDays && first.Within(lineage.People[c.Learner], windowDays)).Sum(c => c.Share)
               select new FigureRow(place.ReachedIn, place.Person, g, place.QualifiedAt, RowReason.NewTrainers, grown, 1);
    }

    private static IEnumerable<FigureRow> Days(Lineage lineage, int g)
    {
        var first = FirstSessions.Of(lineage);
        return from place in People(lineage)
               where place.Generation == g && place.QualifiedAt is not null
               let days = first.DaysTo(place)
               select new FigureRow(place.ReachedIn, place.Person, g, place.QualifiedAt, days is null ? RowReason.NotYet : RowReason.Taught, days ?? lineage.FollowUp(place));
    }

    private static IEnumerable<FigureRow> Pledged(Lineage lineage)
    {
        var today = Metrics.Days.Of(lineage.AsOf);
        var held = lineage.Sessions.Where(s => !s.Verified.IsEmpty).SelectMany(s => s.Fact.Trainers, (s, trainer) => (trainer, Day: Metrics.Days.Of(s.Fact.HeldAt))).ToLookup(s => s.trainer, s => s.Day);
        return from pledge in lineage.Facts.Pledges.DistinctBy(p => p.Pledge)
               where pledge.DueOn.AddDays(Conversion.DefaultGraceDays) <= today && pledge.MadeOn <= today
               orderby pledge.DueOn, pledge.Pledge
               let kept = held[pledge.Person].Any(day => day >= pledge.MadeOn && day <= pledge.DueOn.AddDays(Conversion.DefaultGraceDays))
               select new FigureRow(null, pledge.Person, lineage.People.TryGetValue(pledge.Person, out var place) ? place.Generation : null,
                   new(pledge.DueOn, default, TimeSpan.Zero), kept ? RowReason.Kept : RowReason.NotKept, kept ? 1 : 0, pledge.People);
    }

    /// <summary>By session, so that no single person's answers are shown; small sessions are left out.</summary>
    private static IEnumerable<FigureRow> Answered(Lineage lineage, int g, string? message, bool sensitive) =>
        from answer in Scores.First(lineage, AnswerOccasion.Post)
        where message is null || answer.Message == message
        where lineage.People.TryGetValue(answer.Person, out var place) && place.Generation == g
        let reached = lineage.People[answer.Person]
        group answer by (reached.ReachedIn, reached.ReachedAt) into session
        where SmallCells.MayShow(session.Select(a => a.Person).Distinct().Count(), sensitive)
        orderby session.Key.ReachedAt, session.Key.ReachedIn?.Value
        select new FigureRow(session.Key.ReachedIn, null, g, session.Key.ReachedAt, RowReason.Answered, session.Count(a => a.Correct), session.Count());
}
