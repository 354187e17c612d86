using LearningHub.Grains.Live;

namespace LearningHub.Web.Live;

/// <summary>Passes on, once after the start, what a stop of the program left undone: results of ended sessions that module and learners never heard of.</summary>
public sealed class LiveLeftovers(LiveLeftoversQuery leftovers, LiveDoor door, TimeProvider clock, ILogger<LiveLeftovers> logger) : BackgroundService
{
    /// <summary>The first pages come first: nobody waits for what was left over.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(AfterStart, clock, stoppingToken);
            foreach (var session in await leftovers.OfAsync(stoppingToken)) await door.Grain(session).PassOn();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        catch (Exception e)
        {
            logger.LogWarning(e, "Results of earlier live sessions could not be passed on now. The next start tries again.");
        }
    }
}
