using LearningHub.Grains.Cascade;

namespace LearningHub.Web.Cascade;

/// <summary>Reads large cascades soon after a start, before the first programme officer comes.</summary>
public sealed class CascadeWarmth(CascadeBooks books, TimeProvider clock, ILogger<CascadeWarmth> logger) : BackgroundService
{
    /// <summary>Whoever started the hub sees the first page before the processor is taken.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(AfterStart, clock, stoppingToken);
            await books.WarmAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
        catch (Exception e)
        {
            logger.LogWarning(e, "Large cascades could not be read in advance. Their first page reads them.");
        }
    }
}
