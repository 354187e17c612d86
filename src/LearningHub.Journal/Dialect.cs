using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace LearningHub.Journal;

/// <summary>The journal's own statements in one database's words. Plain ADO.NET: these are the hot ones.</summary>
internal abstract class Dialect
{
    public static Dialect Of(DbContext db) => db.Database.IsNpgsql() ? PostgreSqlDialect.Instance : SqliteDialect.Instance;

    /// <summary>Keeps every other writer of this database waiting until the transaction ends, then says what is known: one round trip.</summary>
    public async Task<Known> KnowAsync(
        DbConnection connection, DbTransaction transaction, IEnumerable<string> streams, IEnumerable<(string Stream, Guid Command)> commands)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        Ask(command, [.. streams], [.. commands]);
        var heads = new Dictionary<string, long>(StringComparer.Ordinal);
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

        return new(position, site ?? await NameSiteAsync(connection, transaction), heads, recorded);
    }

    public abstract Task InsertAsync(DbConnection connection, DbTransaction transaction, IReadOnlyList<JournalRow> rows);

    /// <summary>Takes the writers' lock for the rest of the transaction, without asking anything.</summary>
    public Task LockAsync(DbContext db, DbTransaction transaction) => KnowAsync(db.Database.GetDbConnection(), transaction, [], []);

    /// <summary>The question begins with a statement that takes the lock and answers nothing of use.</summary>
    protected abstract bool LockAnswers { get; }

    protected abstract void Ask(DbCommand command, string[] streams, (string Stream, Guid Command)[] commands);

    private static async Task<Guid> NameSiteAsync(DbConnection connection, DbTransaction transaction)
    {
        var site = Guid.CreateVersion7();
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "insert into journal_site (id) values (@id)";
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("@id", site);
        command.Parameters.Add(id);
        await command.ExecuteNonQueryAsync();
        return site;
    }
}
