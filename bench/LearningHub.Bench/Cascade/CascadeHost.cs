using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LearningHub.Bench.Cascade;

/// <summary>The hub without its pages, on one database: grains, journal, tables and queries.</summary>
internal sealed class CascadeHost : IAsyncDisposable
{
    private readonly IHost host;

    private CascadeHost(IHost host) => this.host = host;

    public Module Module => Of<ContentLibrary>().Current("diaspora-engagement")!;

    public T Of<T>() where T : notnull => host.Services.GetRequiredService<T>();

    public Task<HubDbContext> DatabaseAsync() => Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();

    public static Task<CascadeHost> StartAsync(string file) => StartAsync(StorageProvider.Sqlite, $"Data Source={file}");

    public static async Task<CascadeHost> StartAsync(StorageProvider provider, string connection)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseInMemoryReminderService());
        builder.Services.AddHubDatabase(provider, connection);
        builder.Services.AddSingleton(new Seal(new byte[32])).AddSingleton<PersonNames>();
        builder.Services.AddLearning(null, AppContext.BaseDirectory, strict: false).AddCohorts().AddCascade();
        builder.Services.AddJournal<HubDbContext>().Family<JoinCodeEvent>();
        var host = new CascadeHost(builder.Build());
        await host.host.StartAsync();
        await using var db = await host.DatabaseAsync();
        await db.Database.MigrateAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
