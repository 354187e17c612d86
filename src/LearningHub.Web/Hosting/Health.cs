using System.Data.Common;
using LearningHub.Grains;
using LearningHub.Grains.Common;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningHub.Web.Hosting;

/// <summary><c>/healthz/live</c>: the program runs. <c>/healthz/ready</c>: send people here, for what they do can be kept.</summary>
internal static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<StorageHealth>("storage", tags: [Ready], timeout: TimeSpan.FromSeconds(5))
            .AddCheck<StoppingHealth>("stopping", tags: [Ready]);
        return services;
    }

    public static IEndpointRouteBuilder MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous();
        return routes;
    }

    /// <summary>The database answers, has every migration, and takes a write.</summary>
    private sealed class StorageHealth(IDbContextFactory<HubDbContext> contexts) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                    return HealthCheckResult.Unhealthy("The database lacks migrations. Start the program once with the right to change it.");
                // Written and taken back: a disk that is full, a file that is read-only or a server in recovery says so here.
                await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
                db.Secrets.Add(new Secret { Name = $"health-{Guid.NewGuid():N}", Value = [0] });
                await db.SaveChangesAsync(cancellationToken);
                await transaction.RollbackAsync(CancellationToken.None); // also when the one who asked has gone: else it is logged as a failure
                return HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is DbException or DbUpdateException or TimeoutException or InvalidOperationException)
            {
                return HealthCheckResult.Unhealthy("The database does not take writes.", e);
            }
        }
    }

    /// <summary>A program that is stopping asks its proxy to send nobody new, while it finishes what it has.</summary>
    private sealed class StoppingHealth(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("The program is stopping.") : HealthCheckResult.Healthy());
    }
}
