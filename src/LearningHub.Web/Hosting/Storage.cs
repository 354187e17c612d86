using System.Data.Common;
using LearningHub.Grains;
using LearningHub.Journal;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace LearningHub.Web.Hosting;

/// <summary>The program's database: chosen by <c>Storage:Provider</c> and <c>Storage:ConnectionString</c>, made ready at the start.</summary>
public static class Storage
{
    /// <summary>Longest wait for another node that is changing the tables.</summary>
    private static readonly TimeSpan MigrationWait = TimeSpan.FromMinutes(2);

    /// <summary>Registers the database. Without configuration: the file <c>data/hub.db</c> under the content root.</summary>
    /// <exception cref="StartException">A value is wrong.</exception>
    public static WebApplicationBuilder AddHubStorage(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var provider = ProviderOf(builder.Configuration["Storage:Provider"]);
        var connectionString = provider == StorageProvider.Sqlite
            ? SqliteFile(builder.Configuration["Storage:ConnectionString"], builder.Environment.ContentRootPath)
            : PostgreSql(builder.Configuration["Storage:ConnectionString"]);
        builder.Services.AddHubDatabase(provider, connectionString);
        builder.Services.AddDataProtection().SetApplicationName("LearningHub");
        builder.Services.AddOptions<KeyManagementOptions>()
            .Configure<IDbContextFactory<HubDbContext>>((options, contexts) => options.XmlRepository = new StorageKeys(contexts));
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<StorageFailure>();
        return builder;
    }

    /// <summary>Brings the tables up to this program's version and proves that the database takes writes.</summary>
    /// <exception cref="StartException">The database is unreachable, read-only, full, damaged, or was written by another version.</exception>
    public static async Task PrepareStorageAsync(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        await PrepareAsync(db);
    }

    /// <summary>The same for one context.</summary>
    /// <exception cref="StartException">As above.</exception>
    public static async Task PrepareAsync(HubDbContext db)
    {
        ArgumentNullException.ThrowIfNull(db);
        using var patience = new CancellationTokenSource(MigrationWait);
        try
        {
            MakeFolder(db);
            await RefuseAnotherVersionAsync(db, patience.Token);
            if ((await db.Database.GetPendingMigrationsAsync(patience.Token)).Any()) await db.Database.MigrateAsync(patience.Token);
            await JournalStart.CheckAsync(db, patience.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new StartException($"Another program has been changing the tables of {StorageTrouble.NameOf(db)} for {MigrationWait.TotalMinutes:0} minutes, or was stopped "
                + "in the middle of it. If none is running, delete the rows of its table __EFMigrationsLock and start again.", e);
        }
        catch (Exception e) when (Unavailable.Is(e) || e is UnauthorizedAccessException or DbException)
        {
            throw new StartException($"The database {StorageTrouble.NameOf(db)} can't be used: {StorageTrouble.Reason(e)} {StorageTrouble.Advice(e)}", e);
        }
    }

    private static async Task RefuseAnotherVersionAsync(HubDbContext db, CancellationToken ct)
    {
        if (!await db.Database.CanConnectAsync(ct)) return; // a new SQLite file; anything else fails by itself with its reason
        var unknown = (await db.Database.GetAppliedMigrationsAsync(ct)).Except(db.Database.GetMigrations(), StringComparer.Ordinal).ToList();
        if (unknown.Count == 0) return;
        throw new StartException($"The database {StorageTrouble.NameOf(db)} was written by another version of the program: it holds the step '{unknown[^1]}', which this "
            + "version doesn't know. Start the version that wrote it (mostly a newer one), restore a backup made by this version, or set Storage:ConnectionString to an empty database.");
    }

    private static StorageProvider ProviderOf(string? value) => value switch
    {
        null or "" => StorageProvider.Sqlite,
        _ when value.Equals(nameof(StorageProvider.Sqlite), StringComparison.OrdinalIgnoreCase) => StorageProvider.Sqlite,
        _ when value.Equals(nameof(StorageProvider.PostgreSQL), StringComparison.OrdinalIgnoreCase) => StorageProvider.PostgreSQL,
        _ => throw new StartException($"Storage:Provider is '{value}'. Set it to Sqlite (one file, the default) or PostgreSQL, in appsettings.json or as Storage__Provider."),
    };

    private static string SqliteFile(string? value, string contentRoot)
    {
        try
        {
            var connection = new SqliteConnectionStringBuilder(string.IsNullOrWhiteSpace(value) ? "Data Source=data/hub.db" : value);
            if (connection.DataSource is "" or ":memory:" || connection.Mode == SqliteOpenMode.Memory) throw new ArgumentException("It names no file.");
            connection.DataSource = Path.GetFullPath(connection.DataSource, contentRoot);
            return connection.ToString();
        }
        catch (ArgumentException e)
        {
            throw new StartException($"Storage:ConnectionString is '{value}', which is not a connection string for a SQLite file: {e.Message} An example: Data Source=data/hub.db", e);
        }
    }

    private static string PostgreSql(string? value)
    {
        // The value may hold a password, so that it's not repeated here.
        const string example = "An example: Host=127.0.0.1;Port=5432;Database=learning_hub;Username=learning_hub;Password=...";
        if (string.IsNullOrWhiteSpace(value)) throw new StartException($"Storage:Provider is PostgreSQL, but Storage:ConnectionString is empty. {example}");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(value);
            return connection.Host is { Length: > 0 } ? value : throw new ArgumentException("It names no Host.");
        }
        catch (ArgumentException e)
        {
            throw new StartException($"Storage:ConnectionString is not a connection string for PostgreSQL: {e.Message} {example}", e);
        }
    }

    private static void MakeFolder(HubDbContext db)
    {
        if (!db.Database.IsSqlite() || new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).Mode == SqliteOpenMode.ReadOnly) return;
        var folder = Path.GetDirectoryName(db.Database.GetDbConnection().DataSource)!;
        // The file holds people's names and the installation's keys: a folder made here is its owner's alone.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
