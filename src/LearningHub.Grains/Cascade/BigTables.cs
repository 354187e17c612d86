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
/// <remarks>The order of facts changes no figure, so none is asked for: sorting a million rows would cost more than reading them.</remarks>
internal static class BigTables
{
    private const string OfModule = "module = @module and s.module_version = @version";

    /// <summary>Sessions with their trainers.</summary>
    public static async Task<ImmutableArray<SessionFact>> SessionsAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var trainers = new Dictionary<Guid, ImmutableArray<LearnerId>>();
        await ReadAsync(db, module, $"select t.session_id, t.learner_id from cascade_sessions s join cascade_trainers t on t.session_id = s.id where s.{OfModule}", row =>
        {
            var session = row.GetGuid(0);
            trainers[session] = trainers.TryGetValue(session, out var others) ? others.Add(new(row.GetGuid(1))) : [new(row.GetGuid(1))];
        }, ct);
        var sessions = ImmutableArray.CreateBuilder<SessionFact>(trainers.Count);
        await ReadAsync(db, module, $"select id, held_at, minutes, claimed_heads, standing from cascade_sessions s where s.{OfModule}", row =>
        {
            var id = row.GetGuid(0);
            sessions.Add(new(
                new(id), JournalTime.Read(row, 1), trainers.GetValueOrDefault(id, []), row.GetInt32(2), row.GetInt32(3), row.GetString(4) != nameof(SessionStanding.Undisputed)));
        }, ct);
        return sessions.DrainToImmutable();
    }

    /// <summary>Each tier at its own moment, so that a figure as of an earlier day sees what was known then.</summary>
    public static async Task<ImmutableArray<ExposureFact>> ExposuresAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var spotChecks = new Dictionary<(Guid, Guid), DateTimeOffset>();
        await ReadAsync(db, module, "select session_id, learner_id, at from spot_checks", row => spotChecks[(row.GetGuid(0), row.GetGuid(1))] = JournalTime.Read(row, 2), ct);
        var facts = ImmutableArray.CreateBuilder<ExposureFact>();
        var modes = new Shared();
        await ReadAsync(db, module, $"select session_id, learner_id, tier, confirmed_at, checked_at, passed, mode from exposures s where s.{OfModule}", row =>
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
        }, ct);
        return facts.DrainToImmutable();
    }

    /// <summary>Answers to the checks of coupons that were redeemed by the colleague herself.</summary>
    /// <param name="exposures">Those of the same module, which say how each person confirmed.</param>
    public static async Task<ImmutableArray<AnswerFact>> CheckAnswersAsync(
        HubDbContext db, ModuleVersion module, ImmutableArray<ExposureFact> exposures, CancellationToken ct)
    {
        var modes = new Dictionary<(CascadeSessionId, LearnerId), string>(exposures.Length);
        foreach (var exposure in exposures)
            if (exposure.Tier == EvidenceTier.Confirmed) modes[(exposure.Session, exposure.Person)] = exposure.Mode;
        var answers = ImmutableArray.CreateBuilder<AnswerFact>();
        var kinds = new Dictionary<(string Item, string Option, string? Message, bool Right, string Mode), AnswerKind>();
        var sql = $"select a.session_id, a.learner_id, a.item, a.option, a.message, a.\"right\", a.at from cascade_sessions s join cascade_answers a on a.session_id = s.id where s.{OfModule}";
        await ReadAsync(db, module, sql, row =>
        {
            var person = new LearnerId(row.GetGuid(1));
            if (!modes.TryGetValue((new(row.GetGuid(0)), person), out var mode)) return;
            var key = (row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetBoolean(5), mode);
            if (!kinds.TryGetValue(key, out var kind))
                kinds.Add(key, kind = new(AnswerOccasion.Post, key.Item1, key.Item3, true, key.Item2, key.Item4, null, mode, ContentLibrary.FirstLanguage));
            answers.Add(new(person, kind, JournalTime.Read(row, 6)));
        }, ct);
        return answers.DrainToImmutable();
    }

    /// <summary>What people say of where they work, of every institution.</summary>
    public static async Task<ImmutableArray<PostFact>> PostsAsync(HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var posts = ImmutableArray.CreateBuilder<PostFact>();
        var units = new Shared();
        await ReadAsync(db, module, "select learner_id, institution_id, unit, \"from\", until from memberships", row => posts.Add(new(
            new(row.GetGuid(0)), new(row.GetGuid(1)), units.Of(row.GetString(2)), row.GetFieldValue<DateOnly>(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4))), ct);
        return posts.DrainToImmutable();
    }

    private static async Task ReadAsync(HubDbContext db, ModuleVersion module, string sql, Action<DbDataReader> row, CancellationToken ct)
    {
        var connection = db.Database.GetDbConnection();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = 0; // a million rows may take longer than the half minute allowed to others
        foreach (var (name, value) in ((string, object)[])[("@module", module.Module), ("@version", module.Version)])
        {
            if (!sql.Contains(name, StringComparison.Ordinal)) continue;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

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
