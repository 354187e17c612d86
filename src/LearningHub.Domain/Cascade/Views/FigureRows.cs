using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>Why a row stands behind a figure.</summary>
public enum RowReason { Reached, Claimed, Verified, Again, Seed, Taught, TaughtNobody, NotYet, NewTrainers, Kept, NotKept, Answered, Sessions, Credit, DaysAfter, Chose, Sure, StillKnown, Responded, Drawn, NoAnswer, LotAccepted, LotRefused, LotOpen, InPost, StillHolds }

/// <summary>One row behind a published number: a session, a person, a lot of spot checks or an institution, nobody by name.</summary>
/// <param name="Counted">What it adds: to the sum above the line of a share, to the count, or its days. Null where it only stands in the population.</param>
/// <param name="Of">What it adds below the line of a share; null where the figure is no share.</param>
public sealed record FigureRow(CascadeSessionId? Session, LearnerId? Person, int? Generation, DateTimeOffset? At, RowReason Reason, double? Counted, double? Of = null)
{
    /// <summary>The lot of spot checks that the row is.</summary>
    public Guid? Lot { get; init; }

    /// <summary>The institution that the row is.</summary>
    public InstitutionId? Institution { get; init; }
}

/// <summary>The rows that a figure was computed from, so that nobody has to believe it.</summary>
public static class FigureRows
{
    /// <summary>The rows in a stable order.</summary>
    /// <param name="slice">As in the figure: <c>g=1</c> chooses a generation.</param>
    /// <param name="sensitive">Protection content: sessions with fewer than 11 people, otherwise 5, are left out of figures on answers.</param>
    /// <returns>Empty where every group is too small to show, or nothing stands behind the figure.</returns>
    public static ImmutableArray<FigureRow> Of(Lineage lineage, Definition definition, string slice, bool sensitive, int windowDays = 90)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        ArgumentNullException.ThrowIfNull(definition);
        var last = Made.Of(lineage, false, _ => new LastRows());
        if (last.Find(definition, slice, sensitive, windowDays) is { } known) return known;
        return last.Keep(definition, slice, sensitive, windowDays, Find(lineage, definition, slice, sensitive, windowDays));
    }

    private static ImmutableArray<FigureRow> Find(Lineage lineage, Definition definition, string slice, bool sensitive, int windowDays)
    {
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
            "dose" => [.. Doses(lineage)],
            "concentration" => [.. Credited(lineage)],
            "generation-interval" => [.. Intervals(lineage)],
            "spot-checks-unreachable" or "spot-check-share" or "spot-check-estimate" or "lots-accepted" or "lots-refused" => SpotCheckRows.Of(lineage, definition),
            "coverage" or "effective-coverage" => [.. Institutions(lineage, definition == Definitions.EffectiveCoverage, sensitive)],
            _ => AnswerRows.Of(lineage, definition, slice, sensitive),
        };
    }

    /// <summary>The generation a slice names; 0 when it names none.</summary>
    public static int GenerationOf(string slice) => int.TryParse(Part(slice, "g="), out var g) ? g : 0;

    /// <summary>The key message a slice names, or null.</summary>
    public static string? MessageOf(string slice) => Part(slice, "message=");

    private static string? Part(string slice, string name) =>
        slice.Split(';').FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static IEnumerable<Place> People(Lineage lineage) => InOrder(lineage).Select(person => lineage.People.Values[person]);

    private static int[] InOrder(Lineage lineage) => Made.Of(lineage, false, PeopleInOrder.Of).Numbers;

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

    private static IEnumerable<FigureRow> Taught(Lineage lineage, int g, int windowDays) =>
        from person in InOrder(lineage)
        let place = lineage.People.Values[person]
        where place.Generation == g && place.QualifiedAt is not null && lineage.Index.FollowUp(person) >= windowDays
        select new FigureRow(
            place.ReachedIn, place.Person, g, place.QualifiedAt, lineage.Index.TaughtWithin(person, windowDays) ? RowReason.Taught : RowReason.TaughtNobody,
            Credit(lineage, person, windowDays, lineage.Index.NewIn), 1);

    private static IEnumerable<FigureRow> NewTrainers(Lineage lineage, int g, int windowDays) =>
        from person in InOrder(lineage)
        let place = lineage.People.Values[person]
        where place.Generation == g && place.QualifiedAt is not null && lineage.Index.FollowUp(person) >= 2 * windowDays && lineage.Index.TaughtWithin(person, windowDays)
        select new FigureRow(
            place.ReachedIn, place.Person, g, place.QualifiedAt, RowReason.NewTrainers, Credit(lineage, person, windowDays, session => lineage.Index.NewTrainersIn(session, windowDays)), 1);

    /// <summary>People of a trainer's sessions within the window, shared with those who taught with her.</summary>
    private static double Credit(Lineage lineage, int trainer, int windowDays, Func<int, int> people) =>
        lineage.Index.SessionsOf(lineage.People.Values[trainer].Person).Where(session => lineage.Index.DaysUntil(session, trainer) <= windowDays)
            .Sum(session => people(session) / (double)lineage.Trainers[session].Length);

    private static IEnumerable<FigureRow> Days(Lineage lineage, int g) =>
        from person in InOrder(lineage)
        let place = lineage.People.Values[person]
        where place.Generation == g && place.QualifiedAt is not null
        let days = lineage.Index.DaysToTeaching(person)
        select new FigureRow(place.ReachedIn, place.Person, g, place.QualifiedAt, days is null ? RowReason.NotYet : RowReason.Taught, days ?? lineage.Index.FollowUp(person));

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

    private static IEnumerable<FigureRow> Doses(Lineage lineage)
    {
        var sessions = lineage.Sessions.SelectMany(s => s.Verified).CountBy(person => person).ToDictionary();
        return People(lineage).Where(p => p.Generation > 0).Select(p => Row(p, RowReason.Sessions, sessions.GetValueOrDefault(p.Person)));
    }

    private static IEnumerable<FigureRow> Credited(Lineage lineage) =>
        from credit in Quantity.CreditByTrainer(lineage)
        orderby credit.Value descending, credit.Key.Value
        let place = lineage.People.TryGetValue(credit.Key, out var found) ? found : null
        select new FigureRow(place?.ReachedIn, credit.Key, place?.Generation, place?.QualifiedAt, RowReason.Credit, credit.Value);

    private static IEnumerable<FigureRow> Intervals(Lineage lineage) =>
        from session in lineage.Sessions
        from person in session.Verified
        where lineage.People.TryGetValue(person, out var place) && place.ReachedIn == session.Fact.Session && place.QualifiedAt is not null
        let child = lineage.People[person]
        from trainer in session.Fact.Trainers
        where lineage.People.TryGetValue(trainer, out var parent) && parent.QualifiedAt is not null
        select Row(child, RowReason.DaysAfter, Metrics.Days.Between(lineage.People[trainer].QualifiedAt!.Value, child.QualifiedAt!.Value));

    /// <summary>By institution; what tells of single people is left out.</summary>
    private static IEnumerable<FigureRow> Institutions(Lineage lineage, bool held, bool sensitive) =>
        from institution in lineage.Facts.Staff.Where(staff => staff.Unit.Length == 0).Select(staff => staff.Institution).Distinct().OrderBy(institution => institution.Value)
        let effective = EffectiveCoverage.Of(lineage, institution)
        where effective is not null && (held ? effective.MayShow(sensitive) : SmallCells.MayShow(effective.Coverage.Qualified, sensitive))
        select held
            ? new FigureRow(null, null, null, lineage.AsOf, RowReason.StillHolds, effective.Still, effective.Checked) { Institution = institution }
            : new FigureRow(null, null, null, new(effective.Coverage.Declared.DeclaredOn, default, TimeSpan.Zero), RowReason.InPost, effective.Coverage.Qualified, effective.Coverage.Declared.Eligible) { Institution = institution };
}
