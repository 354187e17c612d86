using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace LearningHub.Journal;

/// <summary>Many programs, one writer at a time: an advisory lock held to the end of the transaction makes positions gap-free and in the order of commits.</summary>
internal sealed class PostgreSqlDialect : Dialect
{
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

    private readonly NpgsqlCommand ask;
    private readonly NpgsqlCommand insert;
    private readonly NpgsqlParameter streamsAsked, commandStreamsAsked, commandsAsked;
    private readonly NpgsqlParameter site, recordedAt, positions, eventIds, streams, versions, types, data, commandIds, happenedAts;

    public PostgreSqlDialect(NpgsqlConnection connection)
    {
        ask = new(Asked, connection);
        Parameter(ask, "lock", NpgsqlDbType.Bigint).Value = LockName;
        streamsAsked = Many(ask, "streams", NpgsqlDbType.Text);
        (commandStreamsAsked, commandsAsked) = (Many(ask, "command_streams", NpgsqlDbType.Text), Many(ask, "commands", NpgsqlDbType.Uuid));
        insert = new(Insert, connection);
        (site, recordedAt) = (Parameter(insert, "site", NpgsqlDbType.Uuid), Parameter(insert, "recorded_at", NpgsqlDbType.TimestampTz));
        (positions, eventIds) = (Many(insert, "positions", NpgsqlDbType.Bigint), Many(insert, "event_ids", NpgsqlDbType.Uuid));
        (streams, versions) = (Many(insert, "streams", NpgsqlDbType.Text), Many(insert, "versions", NpgsqlDbType.Bigint));
        (types, data) = (Many(insert, "types", NpgsqlDbType.Text), Many(insert, "data", NpgsqlDbType.Text));
        (commandIds, happenedAts) = (Many(insert, "command_ids", NpgsqlDbType.Uuid), Many(insert, "happened_ats", NpgsqlDbType.TimestampTz));
    }

    protected override bool LockAnswers => true;

    public override async Task InsertAsync(DbTransaction transaction, IReadOnlyList<JournalRow> rows)
    {
        insert.Transaction = (NpgsqlTransaction)transaction;
        (site.Value, recordedAt.Value) = (rows[0].Site, rows[0].RecordedAt);
        (positions.Value, eventIds.Value) = (Of(rows, row => row.Position), Of(rows, row => row.EventId));
        (streams.Value, versions.Value) = (Of(rows, row => row.Stream), Of(rows, row => row.Version));
        (types.Value, data.Value) = (Of(rows, row => row.Type), Of(rows, row => row.Data));
        (commandIds.Value, happenedAts.Value) = (Of(rows, row => row.CommandId), Of(rows, row => row.HappenedAt));
        if (!insert.IsPrepared) await insert.PrepareAsync();
        await insert.ExecuteNonQueryAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await ask.DisposeAsync();
        await insert.DisposeAsync();
    }

    protected override async ValueTask<DbCommand> AskingAsync(string[] streams, (string Stream, Guid Command)[] commands)
    {
        streamsAsked.Value = streams;
        (commandStreamsAsked.Value, commandsAsked.Value) = (Array.ConvertAll(commands, c => c.Stream), Array.ConvertAll(commands, c => c.Command));
        if (!ask.IsPrepared) await ask.PrepareAsync();
        return ask;
    }

    private static NpgsqlParameter Parameter(NpgsqlCommand command, string name, NpgsqlDbType type) => command.Parameters.Add(name, type);

    private static NpgsqlParameter Many(NpgsqlCommand command, string name, NpgsqlDbType type) => command.Parameters.Add(name, NpgsqlDbType.Array | type);

    private static T[] Of<T>(IReadOnlyList<JournalRow> rows, Func<JournalRow, T> field)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = field(rows[i]);
        return values;
    }
}
