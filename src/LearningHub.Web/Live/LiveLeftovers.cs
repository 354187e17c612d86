using LearningHub.Grains.Live;

namespace LearningHub.Web.Live;

/// <summary>Passes on, once after the start, what a stop of the program left undone: results of ended sessions that module and learners never heard of.</summary>
public sealed class LiveLeftovers(LiveLeftoversQuery leftovers, LiveDoor door, IHostApplicationLifetime life, ILogger<LiveLeftovers> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = life.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            foreach (var session in await leftovers.OfAsync(stoppingToken)) await door.Grain(session).PassOn();
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            logger.LogWarning(e, "Results of earlier live sessions could not be passed on now. The next start tries again.");
        }
    }
}
