using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LearningHub.Web.Hosting;

/// <summary>Says in plain words what is wrong with a database and what the person who runs the hub can do.</summary>
internal static class StorageTrouble
{
    /// <summary>The file, or server and database; never a password.</summary>
    public static string NameOf(DbContext db)
    {
        if (db.Database.IsSqlite()) return $"'{db.Database.GetDbConnection().DataSource}'";
        var server = new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString());
        return $"'{server.Database}' on {server.Host}:{server.Port}";
    }

    public static string Reason(Exception e)
    {
        var message = Cause(e) switch
        {
            PostgresException postgres => postgres.MessageText,
            var cause => cause.Message,
        };
        return message.ReplaceLineEndings(" ").TrimEnd('.', ' ') + ".";
    }

    public static string Advice(Exception e) => Cause(e) switch
    {
        SqliteException { SqliteErrorCode: 8 } => "The file is read-only: give the program's user the right to write it and its folder.",
        SqliteException { SqliteErrorCode: 13 } => "The disk is full: make room and start again.",
        SqliteException { SqliteErrorCode: 14 } or UnauthorizedAccessException => "Check that the folder exists and that the program's user may write in it, or set Storage:ConnectionString to another file.",
        SqliteException { SqliteErrorCode: 5 or 6 } => "Another program holds the file: end it, or use PostgreSQL for several programs.",
        SqliteException { SqliteErrorCode: 11 or 26 } => "The file is damaged or no SQLite file: restore a backup, or set Storage:ConnectionString to another file.",
        PostgresException { SqlState: "25006" } => "The server is read-only (a standby?): set Storage:ConnectionString to the primary server.",
        PostgresException { SqlState: "3D000" or "42501" } => "Create the database first, owned by the program's user: createdb --owner.",
        PostgresException { SqlState: ['2', '8', ..] } => "Check user and password in Storage:ConnectionString.",
        PostgresException { SqlState: "53100" } => "The server's disk is full: make room and start again.",
        NpgsqlException or SocketException or TimeoutException => "Check that the server runs and that Storage:ConnectionString names its host and port.",
        _ => "Check the disk and the permissions of the program's user.",
    };

    private static Exception Cause(Exception e)
    {
        while (e is not (SqliteException or NpgsqlException) && e.InnerException is { } inner) e = inner;
        return e;
    }
}
