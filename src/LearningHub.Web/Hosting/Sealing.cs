using LearningHub.Grains;
using LearningHub.Journal;

namespace LearningHub.Web.Hosting;

/// <summary>Seals the journal in the background, so that a line that is changed later is found.</summary>
internal sealed partial class Sealing(JournalSealer<HubDbContext> sealer, ILogger<Sealing> log) : BackgroundService
{
    /// <summary>What is changed sooner than this after it was written isn't found. Shorter costs writes that nobody needs.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await SealAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The program stops. The next start seals what is left.
        }
    }

    private async Task SealAsync(CancellationToken ct)
    {
        try
        {
            await sealer.SealAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogLater(e); // the next minute tries again; nothing is lost by waiting
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The journal could not be sealed now; it is tried again in a minute.")]
    private partial void LogLater(Exception exception);
}
