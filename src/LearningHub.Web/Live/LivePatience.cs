using System.Diagnostics;
using LearningHub.Domain.Common;
using LearningHub.Journal;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace LearningHub.Web.Live;

/// <summary>Calls a session's grain again while it moves to another machine or the database restarts. Every call of a live room may be repeated.</summary>
public sealed class LivePatience(LiveRooms rooms, IOptions<LiveOptions> options)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <param name="session">Null while the room is still being looked for.</param>
    /// <param name="waiting">Told once, when the first try failed: people should know that the room is being reached again.</param>
    /// <exception cref="LiveUnreachableException">It did not work in time.</exception>
    public async Task<T> CallAsync<T>(LiveSessionId? session, Func<Task<T>> call, Func<Task>? waiting = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        var begun = Stopwatch.StartNew();
        var pause = TimeSpan.FromMilliseconds(50);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var result = await call();
                if (attempt > 0 && session is { } known) rooms.RenewNow(known);
                return result;
            }
            catch (Exception e) when (MayPass(e))
            {
                if (begun.Elapsed.TotalSeconds >= options.Value.PatienceSeconds) throw new LiveUnreachableException(e);
            }

            if (attempt == 1 && waiting is not null) await waiting();
            await Task.Delay(pause, ct);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    private static bool MayPass(Exception e) => e is StreamMovedException or JournalUnavailableException or TimeoutException or OrleansException;
}

/// <summary>The room can't be reached. Nothing is known of what became of the call; it may be repeated.</summary>
public sealed class LiveUnreachableException(Exception inner) : Exception(Refusal.Message, inner)
{
    /// <summary>What the exception says to a person.</summary>
    public static Refusal Refusal => new("live.unreachable", "The room can't be reached now. What you sent is kept on your device; it goes out when the room is back.");
}
