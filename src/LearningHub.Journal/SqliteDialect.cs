using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace LearningHub.Journal;

/// <summary>One file, one writer: BEGIN IMMEDIATE is the lock, and every line goes through one prepared statement.</summary>
internal sealed class SqliteDialect : Dialect
{
    // "cross join" keeps SQLite from walking the journal: it then looks each asked pair up in the index.
    private const string Asked = """
        select coalesce((select max(position) from journal), 0), (select id from journal_site);
        select s.value, coalesce((select max(version) from journal where stream = s.value), 0) from json_each(@streams) s;
        select j.stream, j.command_id, max(j.version), max(j.position)
          from json_each(@commands) c cross join journal j on j.stream = c.value ->> 0 and j.command_id = c.value ->> 1
          group by j.stream, j.command_id;
        """;

    private const string Insert = """
        insert into journal (position, event_id, site, stream, version, type, data, command_id, recorded_at, happened_at)
        values (@position, @event_id, @site, @stream, @version, @type, @data, @command_id, @recorded_at, @happened_at)
        """;

    private readonly SqliteCommand ask;
    private readonly SqliteCommand insert;
    private readonly SqliteParameter streamsAsked, commandsAsked;
    private readonly SqliteParameter position, eventId, site, stream, version, type, data, commandId, recordedAt, happenedAt;

    public SqliteDialect(SqliteConnection connection)
    {
        ask = new(Asked, connection);
        (streamsAsked, commandsAsked) = (Parameter(ask, "@streams"), Parameter(ask, "@commands"));
        insert = new(Insert, connection);
        (position, eventId, site) = (Parameter(insert, "@position", SqliteType.Integer), Parameter(insert, "@event_id"), Parameter(insert, "@site"));
        (stream, version, type) = (Parameter(insert, "@stream"), Parameter(insert, "@version", SqliteType.Integer), Parameter(insert, "@type"));
        (data, commandId) = (Parameter(insert, "@data"), Parameter(insert, "@command_id"));
        (recordedAt, happenedAt) = (Parameter(insert, "@recorded_at"), Parameter(insert, "@happened_at"));
    }

    protected override bool LockAnswers => false; // BEGIN IMMEDIATE took it

    public override Task InsertAsync(DbTransaction transaction, IReadOnlyList<JournalRow> rows)
    {
        insert.Prepare(); // once
        insert.Transaction = (SqliteTransaction)transaction;
        foreach (var row in rows)
        {
            (position.Value, eventId.Value, site.Value) = (row.Position, Text(row.EventId), Text(row.Site));
            (stream.Value, version.Value, type.Value, data.Value) = (row.Stream, row.Version, row.Type, row.Data);
            commandId.Value = row.CommandId is { } id ? Text(id) : DBNull.Value;
            recordedAt.Value = JournalTime.ToText(row.RecordedAt);
            happenedAt.Value = row.HappenedAt is { } at ? JournalTime.ToText(at) : DBNull.Value;
            insert.ExecuteNonQuery(); // SQLite works on the calling thread in any case
        }

        return Task.CompletedTask;
    }

    public override async ValueTask DisposeAsync()
    {
        await ask.DisposeAsync();
        await insert.DisposeAsync();
    }

    protected override ValueTask<DbCommand> AskingAsync(string[] streams, (string Stream, Guid Command)[] commands)
    {
        streamsAsked.Value = JsonSerializer.Serialize(streams);
        commandsAsked.Value = commands.Length == 0 ? "[]" : JsonSerializer.Serialize(commands.Select(c => new[] { c.Stream, Text(c.Command) }));
        ask.Prepare(); // once
        return new(ask);
    }

    private static SqliteParameter Parameter(SqliteCommand command, string name, SqliteType type = SqliteType.Text) => command.Parameters.Add(name, type);

    /// <summary>Ids as EF Core writes them to SQLite.</summary>
    private static string Text(Guid id) => id.ToString().ToUpperInvariant();
}
