using LearningHub.Journal;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningHub.Bench.Journal;

/// <summary>The reference: the same bytes into a table of the same columns and keys, many rows a transaction, nothing else.</summary>
internal interface IBareInserts
{
    Task PrepareAsync();
    Task InsertAsync(JournalRow[] rows, int rowsATransaction);
}

internal static class BareTable
{
    public static string Create(string id, string time) => $"""
        create table bare (position bigint primary key, event_id {id} unique, site {id}, stream text, version bigint, type text, data text, command_id {id},
          recorded_at {time}, happened_at {time}, unique (stream, version));
        create index bare_stream_command on bare (stream, command_id);
        """;
}

internal sealed class BareSqlite(string connectionString) : IBareInserts
{
    public async Task PrepareAsync()
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = BareTable.Create("text", "text");
        await command.ExecuteNonQueryAsync();
    }

    public Task InsertAsync(JournalRow[] rows, int rowsATransaction)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var pragmas = connection.CreateCommand();
        pragmas.CommandText = "pragma synchronous = full";
        pragmas.ExecuteNonQuery();
        foreach (var chunk in rows.Chunk(rowsATransaction))
        {
            using var transaction = connection.BeginTransaction();
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "insert into bare values (@0, @1, @2, @3, @4, @5, @6, @7, @8, null)";
            for (var i = 0; i < 9; i++) command.Parameters.Add(new() { ParameterName = $"@{i}" });
            foreach (var row in chunk)
            {
                object?[] values = [row.Position, row.EventId.ToString(), row.Site.ToString(), row.Stream, row.Version, row.Type, row.Data, row.CommandId.ToString(),
                    row.RecordedAt.ToString("O")];
                for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
                command.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return Task.CompletedTask;
    }
}

internal sealed class BarePostgreSql(string connectionString) : IBareInserts
{
    private const string Insert = """
        insert into bare (position, event_id, site, stream, version, type, data, command_id, recorded_at)
        select * from unnest(@positions, @event_ids, @sites, @streams, @versions, @types, @data, @command_ids, @recorded_ats)
        """;

    public async Task PrepareAsync()
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("drop table if exists bare; " + BareTable.Create("uuid", "timestamptz"), connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task InsertAsync(JournalRow[] rows, int rowsATransaction)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var chunk in rows.Chunk(rowsATransaction))
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand(Insert, connection, transaction);
            command.Parameters.AddWithValue("positions", Array.ConvertAll(chunk, row => row.Position));
            command.Parameters.AddWithValue("event_ids", Array.ConvertAll(chunk, row => row.EventId));
            command.Parameters.AddWithValue("sites", Array.ConvertAll(chunk, row => row.Site));
            command.Parameters.AddWithValue("streams", Array.ConvertAll(chunk, row => row.Stream));
            command.Parameters.AddWithValue("versions", Array.ConvertAll(chunk, row => row.Version));
            command.Parameters.AddWithValue("types", Array.ConvertAll(chunk, row => row.Type));
            command.Parameters.AddWithValue("data", Array.ConvertAll(chunk, row => row.Data));
            command.Parameters.AddWithValue("command_ids", Array.ConvertAll(chunk, row => row.CommandId));
            command.Parameters.AddWithValue("recorded_ats", Array.ConvertAll(chunk, row => row.RecordedAt));
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }
}
