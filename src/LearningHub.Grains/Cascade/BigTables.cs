using System.Collections.Immutable;
using System.Data.Common;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LearningHub.Grains.Cascade;

/// <summary>Reads the tables that grow with everybody taught: facts straight from the reader, no row objects in between.</summary>
/// <remarks>The order of facts changes no figure, so none is asked for: sorting a million rows would cost more than reading them.
/// Some sessions are asked for by their ids alone, so that the database takes their keys and not the index of the whole module.</remarks>
internal sealed class BigTables(HubDbContext db, ModuleVersion module, CancellationToken ct)
{
    private const string OfModule = "s.module = @module and s.module_version = @version";

    /// <summary>Sessions with their trainers.</summary>
    /// <param name="only">Sessions of this or other modules; null for all of this one.</param>
    public async Task<ImmutableArray<SessionFact>> SessionsAsync(IReadOnlySet<CascadeSessionId>? only)
    {
        var trainers = new Dictionary<Guid, ImmutableArray<LearnerId>>();
        await ReadAsync($"select t.session_id, t.learner_id from cascade_sessions s join cascade_trainers t on t.session_id = s.id where {OfModule}{Among("s.id", only)}", row =>
        {
            var session = row.GetGuid(0);
            trainers[session] = trainers.TryGetValue(session, out var others) ? others.Add(new(row.GetGuid(1))) : [new(row.GetGuid(1))];
        }, only);
        var sessions = ImmutableArray.CreateBuilder<SessionFact>(trainers.Count);
        await ReadAsync($"select s.id, s.held_at, s.minutes, s.claimed_heads, s.standing from cascade_sessions s where {OfModule}{Among("s.id", only)}", row =>
        {
            var id = row.GetGuid(0);
            sessions.Add(new(
                new(id), JournalTime.Read(row, 1), trainers.GetValueOrDefault(id, []), row.GetInt32(2), row.GetInt32(3), row.GetString(4) != nameof(SessionStanding.Undisputed)));
        }, only);
        return sessions.DrainToImmutable();
    }

    /// <summary>Each tier at its own moment, so that a figure as of an earlier day sees what was known then.</summary>
    /// <param name="only">Sessions of this module; null for all.</param>
    public async Task<ImmutableArray<ExposureFact>> ExposuresAsync(IReadOnlySet<CascadeSessionId>? only)
    {
        var spotChecks = new Dictionary<(Guid, Guid), DateTimeOffset>();
        await ReadAsync($"select s.session_id, s.learner_id, s.at from spot_checks s where 1 = 1{Among("s.session_id", only)}", row => spotChecks[(row.GetGuid(0), row.GetGuid(1))] = JournalTime.Read(row, 2), only);
        var facts = ImmutableArray.CreateBuilder<ExposureFact>();
        var modes = new Shared();
        var sql = $"select s.session_id, s.learner_id, s.tier, s.confirmed_at, s.checked_at, s.passed, s.mode from exposures s where {(only is null ? OfModule : "1 = 1")}{Among("s.session_id", only)}";
        await ReadAsync(sql, row =>
        {
            var (session, person, tier, mode) = (row.GetGuid(0), row.GetGuid(1), (EvidenceTier)row.GetInt32(2), modes.Of(row.GetString(6)));
            void Add(EvidenceTier evidence, DateTimeOffset at, bool qualified) => facts.Add(new(new(session), new(person), evidence, at, qualified, mode));
            if (tier < EvidenceTier.Confirmed)
            {
                Add(tier, JournalTime.Read(row, 3), false);
                return;
            }

            Add(EvidenceTier.Confirmed, JournalTime.Read(row, 3), false);
            var passed = row.GetBoolean(5);
            if (!row.IsDBNull(4)) Add(EvidenceTier.Checked, JournalTime.Read(row, 4), passed);
            if (tier == EvidenceTier.SpotChecked && spotChecks.TryGetValue((session, person), out var spot)) Add(EvidenceTier.SpotChecked, spot, passed);
        }, only);
        return facts.DrainToImmutable();
    }

    /// <summary>Answers to the checks of people whose exposure is verified, session after session.</summary>
    /// <param name="exposures">Those of the same sessions, which say how each person confirmed.</param>
    /// <param name="only">Sessions of this module; null for all.</param>
    public async Task<(ImmutableArray<AnswerFact> Answers, ImmutableArray<(CascadeSessionId Session, int Count)> Runs)> CheckAnswersAsync(
        ImmutableArray<ExposureFact> exposures, IReadOnlySet<CascadeSessionId>? only)
    {
        var modes = new Dictionary<(CascadeSessionId, LearnerId), string>(exposures.Length);
        foreach (var exposure in exposures)
            if (exposure.Tier == EvidenceTier.Confirmed) modes[(exposure.Session, exposure.Person)] = exposure.Mode;
        var (answers, runs) = (ImmutableArray.CreateBuilder<AnswerFact>(), ImmutableArray.CreateBuilder<(CascadeSessionId Session, int Count)>());
        var kinds = new Dictionary<(string Item, string Option, string? Message, bool Right, string Mode), AnswerKind>();
        var sql = only is null
            ? $"select a.session_id, a.learner_id, a.item, a.option, a.message, a.\"right\", a.at from cascade_sessions s join cascade_answers a on a.session_id = s.id where {OfModule}"
            : $"select a.session_id, a.learner_id, a.item, a.option, a.message, a.\"right\", a.at from cascade_answers a where 1 = 1{Among("a.session_id", only)}";
        await ReadAsync(sql, row =>
        {
            var (session, person) = (new CascadeSessionId(row.GetGuid(0)), new LearnerId(row.GetGuid(1)));
            if (!modes.TryGetValue((session, person), out var mode)) return;
            (string Item, string Option, string? Message, bool Right, string Mode) key = (row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetBoolean(5), mode);
            if (!kinds.TryGetValue(key, out var kind))
                kinds.Add(key, kind = new(AnswerOccasion.Post, key.Item, key.Message, true, key.Option, key.Right, null, mode, ContentLibrary.FirstLanguage));
            answers.Add(new(person, kind, JournalTime.Read(row, 6)));
            if (runs.Count > 0 && runs[^1].Session == session) runs[^1] = (session, runs[^1].Count + 1);
            else runs.Add((session, 1));
        }, only);
        return (answers.DrainToImmutable(), runs.DrainToImmutable());
    }

    /// <summary>What people say of where they work, of every institution.</summary>
    public async Task<ImmutableArray<PostFact>> PostsAsync()
    {
        var posts = ImmutableArray.CreateBuilder<PostFact>();
        var units = new Shared();
        await ReadAsync("select learner_id, institution_id, unit, \"from\", until from memberships", row => posts.Add(new(
            new(row.GetGuid(0)), new(row.GetGuid(1)), units.Of(row.GetString(2)), row.GetFieldValue<DateOnly>(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4))), null);
        return posts.DrainToImmutable();
    }

    private static string Among(string column, IReadOnlySet<CascadeSessionId>? only) =>
        only is null ? "" : $" and {column} in ({string.Join(", ", Enumerable.Range(0, only.Count).Select(i => $"@only{i}"))})";

    private async Task ReadAsync(string sql, Action<DbDataReader> row, IReadOnlySet<CascadeSessionId>? only)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = 0; // a million rows may take longer than the half minute allowed to others
        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        if (sql.Contains("@module", StringComparison.Ordinal)) Add("@module", module.Module);
        if (sql.Contains("@version", StringComparison.Ordinal)) Add("@version", module.Version);
        foreach (var (number, session) in (only ?? ImmutableHashSet<CascadeSessionId>.Empty).Index()) Add($"@only{number}", session.Value);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct)) row(reader);
    }

    /// <summary>One string for all rows that hold the same.</summary>
    private sealed class Shared
    {
        private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

        public string Of(string text)
        {
            if (known.TryGetValue(text, out var first)) return first;
            known.Add(text, text);
            return text;
        }
    }
}
