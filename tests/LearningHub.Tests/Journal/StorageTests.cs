using System.Net;
using LearningHub.Grains;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Journal;

public sealed class SqliteStorageTests(SqliteFixture database) : StorageTests(database), IClassFixture<SqliteFixture>
{
    [Fact]
    public async Task A_read_only_file_stops_the_start()
    {
        await PrepareAsync();
        var stopped = await Assert.ThrowsAsync<StartException>(() => PrepareAsync(";Mode=ReadOnly"));
        Assert.Contains("read-only", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("hub.db", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start()
    {
        var file = Path.Combine(Path.GetTempPath(), $"no-database-{Guid.NewGuid():N}.db");
        await File.WriteAllTextAsync(file, string.Concat(Enumerable.Repeat("A letter, not a database. ", 100)));
        var stopped = await Assert.ThrowsAsync<StartException>(() => PrepareAtAsync($"Data Source={file}"));
        File.Delete(file);
        Assert.Contains("restore a backup", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_can_not_be_made_stops_the_start()
    {
        var stopped = await Assert.ThrowsAsync<StartException>(() => PrepareAtAsync("Data Source=/dev/null/hub.db"));
        Assert.Contains("/dev/null/hub.db", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_of_the_file_is_made()
    {
        using var folder = new TemporaryFolder();
        await PrepareAtAsync($"Data Source={Path.Combine(folder.Path, "a", "b", "hub.db")}");
        Assert.True(File.Exists(Path.Combine(folder.Path, "a", "b", "hub.db")));
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("learning-hub-test-").FullName;

        public void Dispose()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Path, recursive: true);
        }
    }
}

public sealed class PostgreSqlStorageTests(PostgresFixture database) : StorageTests(database), IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_read_only_server_stops_the_start()
    {
        await PrepareAsync();
        var stopped = await Assert.ThrowsAsync<StartException>(() => PrepareAsync(";Options=-c default_transaction_read_only=on"));
        Assert.Contains("primary", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_nobody_answers_at_stops_the_start_and_is_named()
    {
        var port = Ports.Free();
        var stopped = await Assert.ThrowsAsync<StartException>(() => PrepareAtAsync($"Host=127.0.0.1;Port={port};Database=hub;Username=hub;Password=secret;Timeout=5"));
        Assert.Contains($"127.0.0.1:{port}", stopped.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_made_by_who_may_and_refused_to_who_may_not()
    {
        var server = await PostgresServer.SharedAsync();
        await server.RunAsync("create role guest login");
        var stopped = await Assert.ThrowsAsync<StartException>(() => PrepareAtAsync(server.ConnectionTo("made").Replace("Username=hub", "Username=guest", StringComparison.Ordinal)));
        Assert.Contains("Create the database first", stopped.Message, StringComparison.Ordinal);
        await PrepareAtAsync(server.ConnectionTo("made"));
        await server.RunAsync("drop database made with (force)");
        await server.RunAsync("drop role guest");
    }
}

/// <summary>The start on a database that is ready, or the one line that says why not.</summary>
public abstract class StorageTests(TestDatabase database)
{
    [Fact]
    public async Task An_empty_database_is_made_ready_and_starting_again_changes_nothing()
    {
        await PrepareAsync();
        await PrepareAsync();
        await using var db = Open(database.ConnectionString);
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        Assert.Single(await db.Set<JournalSite>().ToListAsync());
    }

    [Fact]
    public async Task A_database_of_a_newer_version_stops_the_start()
    {
        await PrepareAsync();
        await using var db = Open(database.ConnectionString);
        await db.Database.ExecuteSqlRawAsync("""insert into "__EFMigrationsHistory" ("MigrationId", "ProductVersion") values ('29990101000000_Later', '99.0.0')""");
        var stopped = await Assert.ThrowsAsync<StartException>(() => PrepareAsync());
        Assert.Contains("29990101000000_Later", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("another version", stopped.Message, StringComparison.Ordinal);
        await db.Database.ExecuteSqlRawAsync("""delete from "__EFMigrationsHistory" where "MigrationId" = '29990101000000_Later'""");
        await PrepareAsync();
    }

    [Fact]
    public void The_migrations_make_exactly_the_model()
    {
        using var db = Open(database.ConnectionString);
        Assert.False(db.Database.HasPendingModelChanges(), "The model has changed: run tools/migrations.sh and commit what it writes.");
    }

    [Fact]
    public void No_read_row_gets_a_value_from_the_database_that_a_rebuild_would_make_differently()
    {
        using var db = Open(database.ConnectionString);
        Assert.All(db.Model.GetEntityTypes().Where(type => typeof(IReadRow).IsAssignableFrom(type.ClrType)), type =>
            Assert.All(type.GetProperties(), property => Assert.True(property.ValueGenerated == Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never,
                $"{type.ClrType.Name}.{property.Name} is generated by the database; give it its value in the projection and say ValueGeneratedNever().")));
    }

    [Fact]
    public async Task A_secret_is_made_once()
    {
        await PrepareAsync();
        await using var services = Services(database.ConnectionString);
        var secrets = services.GetRequiredService<LearningHub.Grains.Common.Secrets>();
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => secrets.GetAsync("seal")));
        Assert.Equal(32, all[0].Length);
        Assert.All(all, secret => Assert.Equal(all[0], secret));
        Assert.NotEqual(all[0], await secrets.GetAsync("another"));
    }

    protected Task PrepareAsync(string more = "") => PrepareAtAsync(database.ConnectionString + more);

    protected async Task PrepareAtAsync(string connectionString)
    {
        await using var services = Services(connectionString);
        await using var db = services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext();
        await Storage.PrepareAsync(db);
    }

    private HubDbContext Open(string connectionString) => Services(connectionString).GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext();

    private ServiceProvider Services(string connectionString) => new ServiceCollection().AddHubDatabase(database.Provider, connectionString).BuildServiceProvider();
}

/// <summary>What the person who runs the hub, and the one who uses it, are told.</summary>
public sealed class StorageMessageTests
{
    [Theory]
    [InlineData("--Storage:Provider=Oracle", "Storage:Provider is 'Oracle'")]
    [InlineData("--Storage:Provider=PostgreSQL", "Storage:ConnectionString is empty")]
    [InlineData("--Storage:ConnectionString=Colour=blue", "Storage:ConnectionString is 'Colour=blue'")]
    [InlineData("--Storage:ConnectionString=Data Source=:memory:", "It names no file")]
    public void A_wrong_value_is_named_with_its_key_and_what_is_allowed(string word, string message)
    {
        var stopped = Assert.Throws<StartException>(() => WebApplication.CreateBuilder([word]).AddHubStorage());
        Assert.Contains(message, stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_ends_with_one_line_and_an_exit_code()
    {
        var (exitCode, _, errors) = await ChildProgram.RunAsync("LearningHub.Web", "--Storage:Provider=Oracle");
        Assert.Equal(1, exitCode);
        Assert.Equal("Storage:Provider is 'Oracle'. Set it to Sqlite (one file, the default) or PostgreSQL, in appsettings.json or as Storage__Provider.", errors.Trim());
    }

    [Fact]
    public async Task While_the_database_takes_no_writes_a_client_is_told_when_to_come_again()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddHubStorage();
        builder.AddLanguages();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.UseExceptionHandler();
        app.MapGet("/full", () => { throw new JournalUnavailableException("The disk is full."); });
        await app.StartAsync();
        using var client = app.GetTestClient();

        using var forProgram = await client.GetAsync("/full");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, forProgram.StatusCode);
        Assert.Equal("application/problem+json", forProgram.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromSeconds(10), forProgram.Headers.RetryAfter?.Delta);
    }
}
