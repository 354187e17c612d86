using LearningHub.Tests.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Storage;

namespace LearningHub.Tests.Engine;

/// <summary>A running silo with a fake clock, for the behaviour suite. EmbeddedSilo.cs or OrleansSilo.cs says which engine runs it.</summary>
public sealed class GrainHost : IAsyncDisposable
{
    private readonly IHost host;

    private GrainHost(IHost host) => this.host = host;

    public FakeTimeProvider Clock { get; } = new();
    public Stage Stage { get; } = new();
    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<GrainHost> StartAsync(Action<ISiloBuilder>? configure = null, TimeSpan startsAfter = default)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo =>
        {
            silo.UseEngineOfThisBuild();
            silo.Services.AddKeyedSingleton<IGrainStorage, MemoryGrainStorage>("Default");
            configure?.Invoke(silo);
            silo.UseInMemoryReminderService();
        });
        GrainHost? made = null;
        builder.Services.AddSingleton<TimeProvider>(_ => made!.Clock);
        builder.Services.AddSingleton(_ => made!.Stage);
        made = new(builder.Build());
        made.Clock.Advance(startsAfter);
        await made.host.StartAsync();
        return made;
    }

    public Task StopAsync(CancellationToken ct = default) => host.StopAsync(ct);

    public async ValueTask DisposeAsync()
    {
        Stage.OpenAll();
        await host.StopAsync();
        host.Dispose();
    }
}
