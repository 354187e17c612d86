using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Journal;

/// <summary>The journal's own statements on one connection, in its database's words. Plain ADO.NET, prepared once: these are the hot ones.</summary>
internal abstract class Dialect : IAsyncDisposable
{
    /// <param name="db">Its connection is open, and stays so for as long as the statements are used.</param>
    public static Dialect On(DbContext db) => db.Database.GetDbConnection() switch
    {
        Npgsql.NpgsqlConnection postgres => new PostgreSqlDialect(postgres),
        Microsoft.Data.Sqlite.SqliteConnection sqlite => new SqliteDialect(sqlite),
        var other => throw new NotSupportedException($"The journal is not kept in a {other.GetType().Name}."),
    };

    /// <summary>Keeps every other writer of this database waiting until the transaction ends, then says what is known: one round trip.</summary>
    public async Task<Known> KnowAsync(DbTransaction transaction, string[] streams, (string Stream, Guid Command)[] commands)
    {
        var command = await AskingAsync(streams, commands);
        command.Transaction = transaction;
        var heads = new Dictionary<string, long>(streams.Length, StringComparer.Ordinal);
        var recorded = new Dictionary<(string, Guid), Receipt>();
        long position;
        Guid? site;
        await using (var reader = await command.ExecuteReaderAsync())
        {
            if (LockAnswers) await reader.NextResultAsync();
            await reader.ReadAsync();
            (position, site) = (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetGuid(1));
            await reader.NextResultAsync();
            while (await reader.ReadAsync()) heads[reader.GetString(0)] = reader.GetInt64(1);
            await reader.NextResultAsync();
            while (await reader.ReadAsync())
                recorded[(reader.GetString(0), reader.GetGuid(1))] = new(reader.GetString(0), reader.GetInt64(2), reader.GetInt64(3), Repeated: true);
        }

        return new(position, site ?? await NameSiteAsync(transaction), heads, recorded);
    }

    public abstract Task InsertAsync(DbTransaction transaction, IReadOnlyList<JournalRow> rows);

    /// <summary>Takes the writers' lock for the rest of the transaction, without asking anything.</summary>
    public Task<Known> LockAsync(DbTransaction transaction) => KnowAsync(transaction, [], []);

    public abstract ValueTask DisposeAsync();

    /// <summary>The question begins with a statement that takes the lock and answers nothing of use.</summary>
    protected abstract bool LockAnswers { get; }

    /// <summary>The prepared question, with what is asked.</summary>
    protected abstract ValueTask<DbCommand> AskingAsync(string[] streams, (string Stream, Guid Command)[] commands);

    private static async Task<Guid> NameSiteAsync(DbTransaction transaction)
    {
        var site = Guid.CreateVersion7();
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into journal_site (id) values (@id)";
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("@id", site);
        command.Parameters.Add(id);
        await command.ExecuteNonQueryAsync();
        return site;
    }
}
