using LearningHub.Grains;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LearningHub.Tests.Common;

/// <summary>A real, empty database for one test class.</summary>
public abstract class TestDatabase : IAsyncLifetime
{
    public abstract StorageProvider Provider { get; }

    public string ConnectionString { get; protected set; } = "";

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();
}

/// <summary>A SQLite file in a folder of its own.</summary>
public sealed class SqliteFixture : TestDatabase
{
    public override StorageProvider Provider => StorageProvider.Sqlite;

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("learning-hub-test-");

    public override Task InitializeAsync()
    {
        ConnectionString = $"Data Source={Path.Combine(Folder.FullName, "hub.db")}";
        return Task.CompletedTask;
    }

    public override Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Folder.Delete(recursive: true);
        return Task.CompletedTask;
    }
}

/// <summary>A database on the test run's own PostgreSQL server.</summary>
public sealed class PostgresFixture : TestDatabase
{
    public string Name { get; } = $"test_{Guid.NewGuid():N}";

    public override StorageProvider Provider => StorageProvider.PostgreSQL;

    public override async Task InitializeAsync()
    {
        var server = await PostgresServer.SharedAsync();
        await server.RunAsync($"create database {Name}");
        ConnectionString = server.ConnectionTo(Name);
    }

    public override async Task DisposeAsync()
    {
        await using (var pool = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(pool);
        await (await PostgresServer.SharedAsync()).RunAsync($"drop database {Name} with (force)");
    }
}
