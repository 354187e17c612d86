using System.Collections.Concurrent;
using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Flags;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Flags;

/// <summary>One flag with the records it rests on and what a review decided.</summary>
/// <param name="Number">What its kind counts: people, districts, hours, seconds or heads.</param>
/// <param name="Records">What it rests on.</param>
public sealed record ProgrammeFlag(
    Guid Key, FlagKind Kind, DateOnly Day, ImmutableArray<LearnerId> People, int Number, ImmutableArray<FlagRecord> Records, FlagOutcome Outcome, FlagReason? Why, LearnerId? By, DateTimeOffset? At)
{
    public ImmutableArray<CascadeSessionId> Sessions { get; init; } = [];
}

/// <summary>What a record says: where somebody was, and how the hub knows it.</summary>
public enum FlagRecordKind { WorkshopByCode, WorkshopMarked, OwnSession, Taught, Learned, Session }

/// <summary>One record behind a flag.</summary>
/// <param name="Place">A workshop's title, or a session's district.</param>
/// <param name="Minutes">Of a session taught; 0 for the others.</param>
public sealed record FlagRecord(FlagRecordKind Kind, string Place, bool Afternoon = false, int Minutes = 0);

/// <summary>How many flags there are and what became of them: published with the programme.</summary>
/// <param name="Sessions">Sessions of the programme.</param>
public sealed record FlagTally(int Flags, int Explained, int Problems, int Sessions)
{
    public int Open => Flags - Explained - Problems;

    /// <summary>Flags for each 100 sessions; null without a session.</summary>
    public double? Rate => Sessions == 0 ? null : 100.0 * Flags / Sessions;
}

/// <summary>Everything about a programme that somebody should ask about: two places at once, days too full, and what looks odd in confirmations.</summary>
/// <remarks>What comes from the books is found once for each state of the books, so that a page that only shows the tally costs one small query.</remarks>
public sealed class ProgrammeFlagsQuery(IDbContextFactory<HubDbContext> databases, ProgrammeQuery programmes, CascadeBooks books, OverlapQuery overlaps, CascadeFlagsQuery oddities)
{
    /// <summary>Flags shown at most; open ones first, the newest first.</summary>
    public const int MaxLines = 300;

    private readonly ConcurrentDictionary<(ProgrammeId, ModuleVersion), (CascadeBook Own, CascadeBook All, ImmutableArray<DayFlag> Days, ImmutableArray<CascadeFlag> Odd)> found = new();

    public async Task<(ImmutableArray<ProgrammeFlag> Flags, FlagTally Tally)> OfAsync(ProgrammeId programme, CancellationToken ct = default)
    {
        if (await programmes.FindAsync(programme, ct) is not { } view) return ([], new(0, 0, 0, 0));
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = new HashSet<CascadeSessionId>();
        var flags = (await overlaps.OfProgrammeAsync(programme, ct)).Select(Of).ToList();
        foreach (var module in view.Modules)
        {
            var book = await books.OfProgrammeAsync(programme, module, ct: ct);
            var held = book.Facts.Sessions.Select(session => session.Session).ToHashSet();
            own.UnionWith(held);
            var (days, odd) = await FromBooksAsync(db, programme, module, book, held, ct);
            flags.AddRange(days.Select(Of));
            flags.AddRange(odd.Select(Of));
        }

        return await ReviewedAsync(db, flags, own, ct);
    }

    /// <summary>A person of this programme in two places on one day, wherever the other place belongs; and what looks odd in the newest sessions.</summary>
    private async Task<(ImmutableArray<DayFlag> Days, ImmutableArray<CascadeFlag> Odd)> FromBooksAsync(
        HubDbContext db, ProgrammeId programme, ModuleVersion module, CascadeBook own, HashSet<CascadeSessionId> within, CancellationToken ct)
    {
        var all = await books.OfModuleAsync(module, ct: ct);
        if (found.TryGetValue((programme, module), out var known) && ReferenceEquals(known.Own, own) && ReferenceEquals(known.All, all)) return (known.Days, known.Odd);
        var (facts, twice) = (all.Facts, InSeveralSessions(all));
        await db.Database.OpenConnectionAsync(ct);
        var held = new BigTables(FactReader.Of(db), module).DaysHeld();
        await db.Database.CloseConnectionAsync();
        var places = facts.Sessions.Where(session => held.ContainsKey(session.Session)).DistinctBy(session => session.Session).ToDictionary(session => session.Session);
        var taught = from session in places.Values
                     from trainer in session.Trainers
                     where twice.Contains(trainer)
                     select new DayPlace(trainer, held[session.Session], session.Session, session.District, session.Minutes, true);
        var learned = from exposure in facts.Exposures
                      where exposure.Tier >= EvidenceTier.Confirmed && twice.Contains(exposure.Person) && places.ContainsKey(exposure.Session)
                      select new DayPlace(exposure.Person, held[exposure.Session], exposure.Session, places[exposure.Session].District, 0, false);
        var flags = DayFlags.Of(taught.Concat(learned)).Where(flag => flag.Places.Any(place => within.Contains(place.Session))).ToImmutableArray();
        var odd = (await oddities.OfModuleAsync(module, ct)).Where(flag => within.Contains(flag.Session)).ToImmutableArray();
        found[(programme, module)] = (own, all, flags, odd);
        return (flags, odd);
    }

    /// <summary>Nobody else can have been in two places: of a million people these are few.</summary>
    private static HashSet<LearnerId> InSeveralSessions(CascadeBook book)
    {
        var (first, twice) = (new Dictionary<LearnerId, CascadeSessionId>(book.Lineage.People.Count), new HashSet<LearnerId>());
        void See(LearnerId person, CascadeSessionId session)
        {
            if (!first.TryAdd(person, session) && first[person] != session) twice.Add(person);
        }

        foreach (var session in book.Facts.Sessions)
            foreach (var trainer in session.Trainers) See(trainer, session.Session);
        foreach (var exposure in book.Facts.Exposures) See(exposure.Person, exposure.Session);
        return twice;
    }

    private static async Task<(ImmutableArray<ProgrammeFlag>, FlagTally)> ReviewedAsync(HubDbContext db, List<ProgrammeFlag> flags, HashSet<CascadeSessionId> own, CancellationToken ct)
    {
        var reviews = (await db.FlagReviews.AsNoTracking().ToListAsync(ct)).ToDictionary(row => row.Flag);
        var all = flags.DistinctBy(flag => flag.Key).Select(flag => reviews.TryGetValue(flag.Key, out var review)
            ? flag with { Outcome = review.Outcome, Why = review.Why, By = new(review.By), At = review.At } : flag).ToList();
        var odd = all.Where(flag => flag.Day == default && !flag.Sessions.IsEmpty).Select(flag => flag.Sessions[0].Value).Distinct().ToArray();
        var days = (await db.CascadeSessions.AsNoTracking().Where(row => odd.Contains(row.Id)).Select(row => new { row.Id, row.HeldOn, row.District }).ToListAsync(ct)).ToDictionary(row => row.Id);
        var dated = all.Select(flag => flag.Day == default && !flag.Sessions.IsEmpty && days.TryGetValue(flag.Sessions[0].Value, out var day)
            ? flag with { Day = day.HeldOn, Records = [new(FlagRecordKind.Session, day.District)] } : flag);
        return (
            [.. dated.OrderBy(flag => flag.Outcome != FlagOutcome.Open).ThenByDescending(flag => flag.Day).ThenBy(flag => flag.Key).Take(MaxLines)],
            new(all.Count, all.Count(flag => flag.Outcome == FlagOutcome.Explained), all.Count(flag => flag.Outcome == FlagOutcome.Problem), own.Count));
    }

    private static ProgrammeFlag Of(Overlap overlap) => new(
        FlagKey.Of($"overlap|{overlap.Learner}|{overlap.HalfDay}|{string.Join('|', new[] { overlap.Here.Title, overlap.Elsewhere.Title }.Order(StringComparer.Ordinal))}"),
        overlap.Elsewhere.IsOwnSession ? FlagKind.WorkshopAndOwnSession : FlagKind.TwoWorkshops,
        overlap.HalfDay.Day, [overlap.Learner], 2, [Said(overlap.Here, overlap.HalfDay.Afternoon), Said(overlap.Elsewhere, overlap.HalfDay.Afternoon)], FlagOutcome.Open, null, null, null);

    private static FlagRecord Said(RecordedPlace place, bool afternoon) =>
        new(place.IsOwnSession ? FlagRecordKind.OwnSession : place.ConfirmedAt is null ? FlagRecordKind.WorkshopMarked : FlagRecordKind.WorkshopByCode, place.Title, afternoon);

    private static ProgrammeFlag Of(DayFlag flag) => new(
        flag.Key, flag.Kind, flag.Day, [flag.Person], flag.Number,
        [.. flag.Places.Select(place => new FlagRecord(place.Taught ? FlagRecordKind.Taught : FlagRecordKind.Learned, place.District, Minutes: place.Minutes))], FlagOutcome.Open, null, null, null)
    { Sessions = [.. flag.Places.Select(place => place.Session).Distinct()] };

    private static ProgrammeFlag Of(CascadeFlag flag) => new(
        flag.Key, Enum.Parse<FlagKind>(flag.Kind.ToString()), default, flag.People, flag.Number, [], FlagOutcome.Open, null, null, null) { Sessions = [flag.Session] };
}
