using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningHub.Journal;

/// <summary>Tells a database that can't work now from a mistake in what it was asked.</summary>
public static class Unavailable
{
    /// <summary>The database is unreachable, read-only, full, locked for too long or damaged: trying again later, or an administrator, may help.</summary>
    public static bool Is(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case JournalUnavailableException: return true;
                case SqliteException sqlite: return IsSqlite(sqlite.SqliteErrorCode);
                case PostgresException postgres: return IsPostgres(postgres.SqlState);
                case NpgsqlException or SocketException or TimeoutException or IOException: return true;
            }
        }

        return false;
    }

    internal static JournalUnavailableException Because(Exception e, string what) => e is JournalUnavailableException known ? known : new($"{what}: {Innermost(e).Message}", e);

    private static Exception Innermost(Exception e)
    {
        while (e is not (SqliteException or NpgsqlException) && e.InnerException is { } inner) e = inner;
        return e;
    }

    // SQLite result codes: perm, busy, locked, readonly, ioerr, corrupt, full, cantopen, protocol, notadb
    private static bool IsSqlite(int code) => code is 3 or 5 or 6 or 8 or 10 or 11 or 13 or 14 or 15 or 26;

    // Classes: 08 connection, 28 sign-in, 3D no such database, 53 resources (disk full), 57 shut down, 58 system error, XX damaged;
    // 25006 read-only, 55P03 lock not available, 55000 the database takes no connections
    private static bool IsPostgres(string state) =>
        state is "25006" or "55P03" or "55000" || (state.Length == 5 && state[..2] is "08" or "28" or "3D" or "53" or "57" or "58" or "XX");
}
