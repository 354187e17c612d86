using Microsoft.Extensions.Hosting;

namespace LearningHub.EmbeddedOrleans;

/// <summary>Starts the engine before the services that were registered after it, and ends the grains after those have stopped.</summary>
internal sealed class EngineHostedService(Engine engine, ReminderService reminders) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        engine.Start();
        await reminders.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        reminders.Stop();
        return engine.StopAsync(cancellationToken);
    }
}
