using System.Data.Common;
using Npgsql;

namespace LearningHub.Journal;

/// <summary>Many programs, one writer at a time: an advisory lock held to the end of the transaction makes positions gap-free and in the order of commits.</summary>
internal sealed class PostgreSqlDialect : Dialect
{
    public static readonly PostgreSqlDialect Instance = new();

    /// <summary>The lock's name within the database: "LHJOURNL".</summary>
    private const long LockName = 0x4C_48_4A_4F_55_52_4E_4C;

    // Each statement sees what was committed before it began, so the three that follow the lock see every earlier batch.
    // A server set to a weaker promise than "on disk" is overruled; one set to a stronger promise is left alone.
    private const string Asked = """
        select pg_advisory_xact_lock(@lock),
          case when current_setting('synchronous_commit') in ('off', 'local') then set_config('synchronous_commit', 'on', true) end;
        select coalesce((select max(position) from journal), 0), (select id from journal_site);
        select s, coalesce((select max(version) from journal where stream = s), 0) from unnest(@streams) s;
        select j.stream, j.command_id, max(j.version), max(j.position)
          from unnest(@command_streams, @commands) c(stream, command) join journal j on j.stream = c.stream and j.command_id = c.command
          group by j.stream, j.command_id
        """;

    private const string Insert = """
        insert into journal (position, event_id, site, stream, version, type, data, command_id, recorded_at, happened_at)
        select position, event_id, @site, stream, version, type, data, command_id, @recorded_at, happened_at
        from unnest(@positions, @event_ids, @streams, @versions, @types, @data, @command_ids, @happened_ats)
          as lines(position, event_id, stream, version, type, data, command_id, happened_at)
        """;

    protected override bool LockAnswers => true;

    protected override void Ask(DbCommand command, string[] streams, (string Stream, Guid Command)[] commands)
    {
        command.CommandText = Asked;
        var postgres = (NpgsqlCommand)command;
        postgres.Parameters.AddWithValue("lock", LockName);
        postgres.Parameters.AddWithValue("streams", streams);
        postgres.Parameters.AddWithValue("command_streams", Array.ConvertAll(commands, c => c.Stream));
        postgres.Parameters.AddWithValue("commands", Array.ConvertAll(commands, c => c.Command));
    }

    public override async Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<JournalRow> rows)
    {
        await using var command = new NpgsqlCommand(Insert, (NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        var parameters = command.Parameters;
        parameters.AddWithValue("site", rows[0].Site);
        parameters.AddWithValue("recorded_at", rows[0].RecordedAt);
        parameters.AddWithValue("positions", rows.Select(r => r.Position).ToArray());
        parameters.AddWithValue("event_ids", rows.Select(r => r.EventId).ToArray());
        parameters.AddWithValue("streams", rows.Select(r => r.Stream).ToArray());
        parameters.AddWithValue("versions", rows.Select(r => r.Version).ToArray());
        parameters.AddWithValue("types", rows.Select(r => r.Type).ToArray());
        parameters.AddWithValue("data", rows.Select(r => r.Data).ToArray());
        parameters.AddWithValue("command_ids", rows.Select(r => r.CommandId).ToArray());
        parameters.AddWithValue("happened_ats", rows.Select(r => r.HappenedAt).ToArray());
        await command.ExecuteNonQueryAsync();
    }
}
