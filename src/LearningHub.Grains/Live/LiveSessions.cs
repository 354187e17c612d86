using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Live;

/// <summary>One live session, as lists of sessions show it.</summary>
public sealed class LiveSessionRow : IReadRow
{
    public Guid SessionId { get; set; }
    public string Code { get; set; } = "";
    public string Module { get; set; } = "";
    public int ModuleVersion { get; set; }
    public Guid HostId { get; set; }
    public int Questions { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When module and learners were told of the results; null as long as they were not.</summary>
    public DateTimeOffset? PassedOnAt { get; set; }
}

/// <summary>A key message that a session chose to pass on first.</summary>
public sealed class LiveTakeawayRow : IReadRow
{
    public Guid SessionId { get; set; }

    /// <summary>Counted from 1. Votes only grow, so a place once taken stays taken.</summary>
    public int Place { get; set; }
    public string Message { get; set; } = "";
    public int Votes { get; set; }
}

internal sealed class LiveTakeawayRowConfiguration : IEntityTypeConfiguration<LiveTakeawayRow>
{
    public void Configure(EntityTypeBuilder<LiveTakeawayRow> builder) =>
        builder.ToTable("live_takeaways").HasKey(row => new { row.SessionId, row.Place });
}

/// <summary>Who took part in a live session.</summary>
public sealed class LiveParticipantRow : IReadRow
{
    public Guid SessionId { get; set; }
    public Guid LearnerId { get; set; }
    public DateTimeOffset JoinedAt { get; set; }
}

internal sealed class LiveSessionRowConfiguration : IEntityTypeConfiguration<LiveSessionRow>
{
    public void Configure(EntityTypeBuilder<LiveSessionRow> builder)
    {
        builder.ToTable("live_sessions").HasKey(row => row.SessionId);
        builder.Property(row => row.SessionId).ValueGeneratedNever();
        builder.HasIndex(row => new { row.HostId, row.StartedAt });
    }
}

internal sealed class LiveParticipantRowConfiguration : IEntityTypeConfiguration<LiveParticipantRow>
{
    public void Configure(EntityTypeBuilder<LiveParticipantRow> builder)
    {
        builder.ToTable("live_participants").HasKey(row => new { row.SessionId, row.LearnerId });
        builder.HasIndex(row => row.LearnerId);
    }
}

/// <summary>Keeps both tables. Answers change neither, so that they stay cheap.</summary>
public sealed class LiveSessionsProjection : IProjection<HubDbContext, LiveEvent>
{
    public bool FindsByKeyOnly => true;

    public bool Wants(Type record) =>
        record == typeof(LiveEvent.SessionStarted) || record == typeof(LiveEvent.ParticipantJoined) || record == typeof(LiveEvent.SessionEnded)
        || record == typeof(LiveEvent.ResultsPassedOn) || record == typeof(LiveEvent.TakeawaysChosen);

    public async ValueTask ProjectAsync(HubDbContext db, Recorded<LiveEvent> recorded, CancellationToken ct)
    {
        switch (recorded.Event)
        {
            case LiveEvent.SessionStarted e:
                db.Add(new LiveSessionRow
                {
                    SessionId = SessionOf(recorded), Code = e.Code, Module = e.Module.Module, ModuleVersion = e.Module.Version,
                    HostId = e.Host.Value, Questions = e.Plan.Length, StartedAt = e.At,
                });
                break;
            case LiveEvent.ParticipantJoined e:
                db.Add(new LiveParticipantRow { SessionId = SessionOf(recorded), LearnerId = e.Learner.Value, JoinedAt = e.At });
                break;
            case LiveEvent.SessionEnded e when await db.FindAsync<LiveSessionRow>([SessionOf(recorded)], ct) is { } row:
                row.EndedAt = e.At;
                break;
            case LiveEvent.ResultsPassedOn e when await db.FindAsync<LiveSessionRow>([SessionOf(recorded)], ct) is { } row:
                row.PassedOnAt = e.At;
                break;
            case LiveEvent.TakeawaysChosen e:
                await ChooseAsync(db, SessionOf(recorded), e, ct);
                break;
        }
    }

    private static async ValueTask ChooseAsync(HubDbContext db, Guid session, LiveEvent.TakeawaysChosen e, CancellationToken ct)
    {
        foreach (var (message, i) in e.Messages.Select((message, i) => (message, i)))
        {
            var row = await db.LiveTakeaways.FindAsync([session, i + 1], ct) ?? db.LiveTakeaways.Add(new() { SessionId = session, Place = i + 1 }).Entity;
            (row.Message, row.Votes) = (message.Message, message.Votes);
        }
    }

    private static Guid SessionOf(Recorded<LiveEvent> recorded) => Guid.Parse(recorded.Stream.AsSpan("live-".Length));
}

/// <summary>A facilitator's sessions, the newest first.</summary>
public sealed class LiveSessionsQuery(IDbContextFactory<HubDbContext> contexts)
{
    private const int Most = 50;

    public sealed record Line(LiveSessionId Session, string Code, ModuleVersion Module, int Questions, int Participants, DateTimeOffset StartedAt, DateTimeOffset? EndedAt);

    public async Task<IReadOnlyList<Line>> OfAsync(LearnerId host, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.LiveSessions.AsNoTracking()
            .Where(row => row.HostId == host.Value)
            .OrderByDescending(row => row.StartedAt).ThenBy(row => row.SessionId)
            .Take(Most)
            .Select(row => new Line(
                new LiveSessionId(row.SessionId), row.Code, new ModuleVersion(row.Module, row.ModuleVersion), row.Questions,
                db.LiveParticipants.Count(participant => participant.SessionId == row.SessionId), row.StartedAt, row.EndedAt))
            .ToListAsync(ct);
    }
}

/// <summary>Sessions that ended and whose results were not passed on: the program stopped in between.</summary>
public sealed class LiveLeftoversQuery(IDbContextFactory<HubDbContext> contexts)
{
    private const int Most = 1000;

    public async Task<IReadOnlyList<LiveSessionId>> OfAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.LiveSessions.AsNoTracking()
            .Where(row => row.EndedAt != null && row.PassedOnAt == null)
            .OrderBy(row => row.SessionId).Take(Most)
            .Select(row => new LiveSessionId(row.SessionId)).ToListAsync(ct);
    }
}

/// <summary>The key messages that a workshop's sessions chose to pass on first: those of its latest vote in each module.</summary>
public sealed class TakeawaysQuery(IDbContextFactory<HubDbContext> contexts)
{
    private const int Most = 200;

    public sealed record Line(ModuleVersion Module, string Message, int Votes);

    public async Task<IReadOnlyList<Line>> OfAsync(CohortId cohort, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var chosen = await db.CohortSessions.AsNoTracking()
            .Where(session => session.CohortId == cohort.Value)
            .Join(db.LiveTakeaways.AsNoTracking(), session => session.SessionId, row => row.SessionId, (session, row) => new { session.Module, session.ModuleVersion, session.AddedAt, row })
            .OrderByDescending(line => line.AddedAt).ThenBy(line => line.row.SessionId).ThenBy(line => line.row.Place)
            .Take(Most).ToListAsync(ct);
        return [.. chosen
            .GroupBy(line => (line.Module, line.ModuleVersion))
            .SelectMany(module => module.Where(line => line.row.SessionId == module.First().row.SessionId))
            .Select(line => new Line(new(line.Module, line.ModuleVersion), line.row.Message, line.row.Votes))];
    }
}

/// <summary>Names of people in a room, for its host alone.</summary>
public sealed class PresentPeopleQuery(IDbContextFactory<HubDbContext> contexts)
{
    public async Task<IReadOnlyDictionary<LearnerId, string>> OfAsync(IReadOnlyCollection<LearnerId> people, CancellationToken ct = default)
    {
        var ids = people.Select(person => person.Value).ToArray();
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking()
            .Where(person => ids.Contains(person.Id))
            .OrderBy(person => person.Id)
            .ToDictionaryAsync(person => new LearnerId(person.Id), person => person.DisplayName, ct);
    }
}
