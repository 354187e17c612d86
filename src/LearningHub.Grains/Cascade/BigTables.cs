using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Grains.Learning.Content;

namespace LearningHub.Grains.Cascade;

/// <summary>Evidence and answers of some sessions.</summary>
/// <param name="Runs">Whose session each stretch of <paramref name="Answers"/> belongs to.</param>
internal sealed record Evidence(ExposureFact[] Exposures, AnswerFact[] Answers, (CascadeSessionId Session, int Count)[] Runs);

/// <summary>Reads the tables that grow with everybody taught: facts straight from the rows, no row objects in between.</summary>
/// <remarks>One for each connection. The order of facts changes no figure; rows come session by session, since so they stand in the database's keys.</remarks>
internal sealed class BigTables(FactReader reader, ModuleVersion module)
{
    private const string OfModule = "s.module = @module and s.module_version = @version";

    /// <summary>Not by the module's index: the sessions stand between two keys.</summary>
    private const string Between = "s.id >= @first and s.id <= @last and (s.module || '') = @module and s.module_version = @version";

    // Filled and emptied again: lists that grow leave large garbage behind.
    private readonly List<ExposureFact> exposures = [];
    private readonly List<AnswerFact> answers = [];
    private readonly List<(CascadeSessionId Session, int Count)> runs = [];
    private readonly Dictionary<(string Item, string Option, string? Message, bool Right, string Mode), AnswerKind> kinds = [];

    /// <summary>People's confirmations of sessions of this module: how large its cascade is.</summary>
    public int Confirmations()
    {
        var count = 0;
        reader.Read($"select cast(count(*) as integer) from exposures s where {OfModule}", row => count = row.Number(0), OfThis());
        return count;
    }

    /// <summary>Sessions with their trainers.</summary>
    /// <param name="only">Sessions of this or other modules; null for all of this one.</param>
    public ImmutableArray<SessionFact> Sessions(IReadOnlyCollection<CascadeSessionId>? only)
    {
        var where = only is null ? OfModule : $"{OfModule} and {Among("s.id", only)}";
        (string, object)[] parameters = [.. OfThis(), .. Ids(only ?? [])];
        var trainers = new Dictionary<Guid, ImmutableArray<LearnerId>>();
        reader.Read($"select t.session_id, t.learner_id from cascade_sessions s join cascade_trainers t on t.session_id = s.id where {where}", row =>
        {
            var session = row.Id(0);
            trainers[session] = trainers.TryGetValue(session, out var others) ? others.Add(new(row.Id(1))) : [new(row.Id(1))];
        }, parameters);
        var sessions = ImmutableArray.CreateBuilder<SessionFact>(trainers.Count);
        reader.Read($"select s.id, s.held_at, s.minutes, s.claimed_heads, s.standing, s.district from cascade_sessions s where {where}", row =>
        {
            var id = row.Id(0);
            sessions.Add(new(
                new(id), row.Time(1), trainers.GetValueOrDefault(id, []), row.Number(2), row.Number(3), row.Text(4) != nameof(SessionStanding.Undisputed), row.Text(5)));
        }, parameters);
        return sessions.DrainToImmutable();
    }

    /// <summary>The day on which each session was held, as its trainer said it.</summary>
    public Dictionary<CascadeSessionId, DateOnly> DaysHeld()
    {
        var days = new Dictionary<CascadeSessionId, DateOnly>();
        reader.Read($"select s.id, s.held_on from cascade_sessions s where {OfModule}", row => days[new(row.Id(0))] = row.Day(1), OfThis());
        return days;
    }

    /// <summary>What independent checks found last, of all sessions: there are few.</summary>
    public Dictionary<(CascadeSessionId, LearnerId), DateTimeOffset> SpotChecks()
    {
        var found = new Dictionary<(CascadeSessionId, LearnerId), DateTimeOffset>();
        reader.Read("select session_id, learner_id, at from spot_checks", row => found[(new(row.Id(0)), new(row.Id(1)))] = row.Time(2));
        return found;
    }

    /// <summary>Evidence of the sessions named.</summary>
    public Evidence Of(IReadOnlyCollection<CascadeSessionId> only, IReadOnlyDictionary<(CascadeSessionId, LearnerId), DateTimeOffset> spotChecks) =>
        Read(Among("s.id", only), [.. Ids(only)], spotChecks);

    /// <summary>Evidence of the sessions of this module from one id to another, both included.</summary>
    public Evidence Of(CascadeSessionId first, CascadeSessionId last, IReadOnlyDictionary<(CascadeSessionId, LearnerId), DateTimeOffset> spotChecks) =>
        Read(Between, [.. OfThis(), ("@first", first.Value), ("@last", last.Value)], spotChecks);

    /// <summary>What people say of where they work, of every institution.</summary>
    public ImmutableArray<PostFact> Posts()
    {
        var posts = ImmutableArray.CreateBuilder<PostFact>();
        reader.Read("select learner_id, institution_id, unit, \"from\", until from memberships", row =>
            posts.Add(new(new(row.Id(0)), new(row.Id(1)), row.Text(2), row.Day(3), row.IsNull(4) ? null : row.Day(4))));
        return posts.DrainToImmutable();
    }

    private Evidence Read(string which, (string, object)[] parameters, IReadOnlyDictionary<(CascadeSessionId, LearnerId), DateTimeOffset> spotChecks)
    {
        var modes = new Dictionary<(CascadeSessionId, LearnerId), string>();
        exposures.Clear();
        answers.Clear();
        runs.Clear();
        ReadExposures(which, parameters, spotChecks, modes);
        ((CascadeSessionId Session, LearnerId Person) Key, string? Mode) last = default;
        reader.Read($"""
            select a.session_id, a.learner_id, a.item, a.option, a.message, a."right", a.at from cascade_sessions s cross join cascade_answers a
            where a.session_id = s.id and {which} order by s.id, a.learner_id
            """, row =>
        {
            var key = (new CascadeSessionId(row.Id(0)), new LearnerId(row.Id(1)));
            if (key != last.Key) last = (key, modes.GetValueOrDefault(key)); // answers of one person stand together
            if (last.Mode is not { } mode) return; // nobody verified her presence
            answers.Add(new(key.Item2, Kind(row, mode), row.Time(6)));
            if (runs.Count > 0 && runs[^1].Session == key.Item1) runs[^1] = (key.Item1, runs[^1].Count + 1);
            else runs.Add((key.Item1, 1));
        }, parameters);
        return new([.. exposures], [.. answers], [.. runs]);
    }

    /// <summary>Each tier at its own moment, so that a figure as of an earlier day sees what was known then.</summary>
    /// <param name="modes">Takes how each person confirmed.</param>
    private void ReadExposures(
        string which, (string, object)[] parameters, IReadOnlyDictionary<(CascadeSessionId, LearnerId), DateTimeOffset> spotChecks, Dictionary<(CascadeSessionId, LearnerId), string> modes)
    {
        reader.Read($"""
            select e.session_id, e.learner_id, e.tier, e.confirmed_at, e.checked_at, e.passed, e.mode from cascade_sessions s cross join exposures e
            where e.session_id = s.id and {which} order by s.id, e.learner_id
            """, row =>
        {
            var (session, person) = (new CascadeSessionId(row.Id(0)), new LearnerId(row.Id(1)));
            var (tier, confirmed, mode) = ((EvidenceTier)row.Number(2), row.Time(3), row.Text(6));
            if (tier < EvidenceTier.Confirmed)
            {
                exposures.Add(new(session, person, tier, confirmed, false, mode));
                return;
            }

            modes[(session, person)] = mode;
            exposures.Add(new(session, person, EvidenceTier.Confirmed, confirmed, false, mode));
            var passed = row.Number(5) != 0;
            if (!row.IsNull(4)) exposures.Add(new(session, person, EvidenceTier.Checked, row.Time(4), passed, mode));
            if (tier == EvidenceTier.SpotChecked && spotChecks.TryGetValue((session, person), out var spot)) exposures.Add(new(session, person, EvidenceTier.SpotChecked, spot, passed, mode));
        }, parameters);
    }

    private AnswerKind Kind(IFactRow row, string mode)
    {
        (string Item, string Option, string? Message, bool Right, string Mode) key = (row.Text(2), row.Text(3), row.IsNull(4) ? null : row.Text(4), row.Number(5) != 0, mode);
        if (kinds.TryGetValue(key, out var kind)) return kind;
        return kinds[key] = new(AnswerOccasion.Post, key.Item, key.Message, true, key.Option, key.Right, null, mode, ContentLibrary.FirstLanguage);
    }

    private static string Among(string column, IReadOnlyCollection<CascadeSessionId> only) => $"{column} in ({string.Join(", ", Enumerable.Range(0, only.Count).Select(i => $"@only{i}"))})";

    private static IEnumerable<(string, object)> Ids(IReadOnlyCollection<CascadeSessionId> only) => only.Select((session, number) => ($"@only{number}", (object)session.Value));

    private (string, object)[] OfThis() => [("@module", module.Module), ("@version", module.Version)];
}
