using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace LearningHub.Journal;

/// <summary>One file, one writer: BEGIN IMMEDIATE is the lock, and every line goes through one prepared statement.</summary>
internal sealed class SqliteDialect : Dialect
{
    public static readonly SqliteDialect Instance = new();

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

    protected override bool LockAnswers => false; // BEGIN IMMEDIATE took it

    protected override void Ask(DbCommand command, string[] streams, (string Stream, Guid Command)[] commands)
    {
        command.CommandText = Asked;
        var sqlite = (SqliteCommand)command;
        sqlite.Parameters.AddWithValue("@streams", JsonSerializer.Serialize(streams));
        sqlite.Parameters.AddWithValue("@commands", JsonSerializer.Serialize(commands.Select(c => new[] { c.Stream, Text(c.Command) })));
    }

    public override Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<JournalRow> rows)
    {
        using var command = new SqliteCommand(Insert, (SqliteConnection)connection, (SqliteTransaction)transaction);
        SqliteParameter Parameter(string name, SqliteType type) => command.Parameters.Add(name, type);
        var (position, eventId, site) = (Parameter("@position", SqliteType.Integer), Parameter("@event_id", SqliteType.Text), Parameter("@site", SqliteType.Text));
        var (stream, version, type) = (Parameter("@stream", SqliteType.Text), Parameter("@version", SqliteType.Integer), Parameter("@type", SqliteType.Text));
        var (data, commandId) = (Parameter("@data", SqliteType.Text), Parameter("@command_id", SqliteType.Text));
        var (recordedAt, happenedAt) = (Parameter("@recorded_at", SqliteType.Text), Parameter("@happened_at", SqliteType.Text));
        foreach (var row in rows)
        {
            (position.Value, eventId.Value, site.Value) = (row.Position, Text(row.EventId), Text(row.Site));
            (stream.Value, version.Value, type.Value, data.Value) = (row.Stream, row.Version, row.Type, row.Data);
            commandId.Value = row.CommandId is { } id ? Text(id) : DBNull.Value;
            recordedAt.Value = JournalTime.ToText(row.RecordedAt);
            happenedAt.Value = row.HappenedAt is { } at ? JournalTime.ToText(at) : DBNull.Value;
            command.ExecuteNonQuery(); // SQLite works on the calling thread in any case
        }

        return Task.CompletedTask;
    }

    /// <summary>Ids as EF Core writes them to SQLite.</summary>
    private static string Text(Guid id) => id.ToString().ToUpperInvariant();
}
