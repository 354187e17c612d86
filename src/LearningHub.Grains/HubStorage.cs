using LearningHub.Grains.Common;
using LearningHub.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LearningHub.Grains;

/// <summary>Where the hub keeps its tables.</summary>
public enum StorageProvider
{
    /// <summary>One file; needs no other program.</summary>
    Sqlite,

    /// <summary>A database server; needed when several machines form one hub.</summary>
    PostgreSQL,
}

/// <summary>Adds the hub's database to a program: the server, a test, the design tool.</summary>
public static class HubStorage
{
    /// <summary>Registers <see cref="IDbContextFactory{TContext}"/> of <see cref="HubDbContext"/> for grains and queries, and a scoped context for Identity.</summary>
    public static IServiceCollection AddHubDatabase(this IServiceCollection services, StorageProvider provider, string connectionString)
    {
        // Identity reads its model's version here, not from the context. Version 3 has passkeys.
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.TryAddSingleton<Secrets>();
        services.TryAddScoped(scope => scope.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContext());
        return provider == StorageProvider.Sqlite
            ? services.AddContext<SqliteHubDbContext>(options => options.UseDurableSqlite(connectionString))
            : services.AddContext<PostgreSqlHubDbContext>(options => options.UseDurablePostgreSql(connectionString));
    }

    private static IServiceCollection AddContext<TContext>(this IServiceCollection services, Action<DbContextOptionsBuilder> options)
        where TContext : HubDbContext
    {
        services.AddPooledDbContextFactory<TContext>(options);
        return services.AddSingleton<IDbContextFactory<HubDbContext>>(provider =>
            new Factory<TContext>(provider.GetRequiredService<IDbContextFactory<TContext>>()));
    }

    private sealed class Factory<TContext>(IDbContextFactory<TContext> pool) : IDbContextFactory<HubDbContext> where TContext : HubDbContext
    {
        public HubDbContext CreateDbContext() => pool.CreateDbContext();

        public async Task<HubDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) => await pool.CreateDbContextAsync(cancellationToken);
    }
}
