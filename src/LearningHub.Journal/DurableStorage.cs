using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LearningHub.Journal;

/// <summary>Connects a context so that a commit means "on disk".</summary>
public static class DurableStorage
{
    /// <summary>Seconds a writer waits for another program that holds the file.</summary>
    private const int BusySeconds = 10;

    /// <summary>A SQLite file in write-ahead mode: readers never wait for the writer, and every commit is flushed.</summary>
    public static DbContextOptionsBuilder UseDurableSqlite(this DbContextOptionsBuilder options, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(options);
        var connection = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = BusySeconds, ForeignKeys = true };
        return options.UseSqlite(connection.ToString()).AddInterceptors(DurableSqlite.Instance);
    }

    /// <summary>A PostgreSQL database. The writer sees to a flush at every commit, whatever the server's default.</summary>
    public static DbContextOptionsBuilder UseDurablePostgreSql(this DbContextOptionsBuilder options, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.UseNpgsql(connectionString);
    }

    private sealed class DurableSqlite : DbConnectionInterceptor
    {
        public static readonly DurableSqlite Instance = new();

        // WAL is kept in the file; asking for it again costs nothing. A file that can't be written keeps the mode that it has.
        // SQLite's own waiting looks again after a millisecond; the driver's, which takes over after it, only every 150.
        private const string Pragmas = "pragma busy_timeout = 5000; pragma synchronous = full; pragma journal_mode = wal;";

        // The pool hands the same handle out again and again; what was set stays set.
        private static readonly ConditionalWeakTable<object, object> Prepared = [];

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (connection is not SqliteConnection { Handle: { } handle } || !Prepared.TryAdd(handle, handle)) return;
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
