using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>Wakes grains by their reminders. The store keeps them; this keeps an alarm for each.</summary>
internal sealed class ReminderService(Engine engine, IOptions<ReminderOptions> options, IReminderStore? store = null)
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), Reminder> reminders = new();

    public IReminderStore Store => store ?? throw new OrleansConfigurationException("No reminder service is configured. Register an IReminderStore, or call UseInMemoryReminderService.");

    public async Task StartAsync(CancellationToken ct)
    {
        if (store is null) return;
        foreach (var stored in await store.AllAsync(ct)) Schedule(stored);
    }

    public void Stop()
    {
        foreach (var (_, reminder) in reminders) reminder.Dispose();
    }

    public async Task<IGrainReminder> RegisterAsync(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
            throw new ArgumentException($"Reminder '{name}' of {grain} asks for a period of {period}. The shortest allowed is {options.Value.MinimumReminderPeriod}.", nameof(period));
        var stored = new StoredReminder(grain.ToString(), name, engine.Clock.GetUtcNow() + dueTime, period);
        await Store.SaveAsync(stored, CancellationToken.None);
        return Schedule(stored);
    }

    public async Task UnregisterAsync(GrainId grain, string name)
    {
        await Store.RemoveAsync(grain.ToString(), name, CancellationToken.None);
        if (reminders.TryRemove((grain, name), out var reminder)) reminder.Dispose();
    }

    public Task<List<IGrainReminder>> OfAsync(GrainId grain)
    {
        _ = Store; // a missing store is a mistake, not an empty list
        return Task.FromResult<List<IGrainReminder>>([.. reminders.Where(it => it.Key.Grain == grain).Select(it => it.Value).OrderBy(it => it.ReminderName, StringComparer.Ordinal)]);
    }

    private Reminder Schedule(StoredReminder stored)
    {
        var key = (GrainId.Parse(stored.Grain), stored.Name);
        if (reminders.TryRemove(key, out var earlier)) earlier.Dispose();
        return reminders[key] = new Reminder(engine, key.Item1, stored);
    }

    private sealed class Reminder : IGrainReminder, IDisposable
    {
        /// <summary>A clock's timer cannot be set for longer; the alarm then looks again.</summary>
        private static readonly TimeSpan LongestNap = TimeSpan.FromDays(7);

        private readonly Engine engine;
        private readonly IRemindable grain;
        private readonly GrainId id;
        private readonly StoredReminder stored;
        private readonly ITimer alarm;
        private DateTimeOffset due;

        public Reminder(Engine engine, GrainId id, StoredReminder stored)
        {
            (this.engine, this.id, this.stored) = (engine, id, stored);
            grain = (IRemindable)(object)engine.Refer(typeof(IRemindable), id);
            using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
                alarm = engine.Clock.CreateTimer(static it => _ = ((Reminder)it!).RingAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            due = Next(engine.Clock.GetUtcNow(), orNow: true);
            Nap();
        }

        public string ReminderName => stored.Name;

        public void Dispose() => alarm.Dispose();

        /// <summary>Ticks are counted from the first, so that a late one does not move those after it, and missed ones are skipped.</summary>
        private DateTimeOffset Next(DateTimeOffset now, bool orNow)
        {
            if (now < stored.FirstTickAt || (orNow && now == stored.FirstTickAt)) return stored.FirstTickAt;
            return stored.FirstTickAt + (stored.Period * (Math.Floor((now - stored.FirstTickAt) / stored.Period) + 1));
        }

        private void Nap()
        {
            var left = due - engine.Clock.GetUtcNow();
            alarm.Change(left < LongestNap ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : LongestNap, Timeout.InfiniteTimeSpan);
        }

        private async Task RingAsync()
        {
            var now = engine.Clock.GetUtcNow();
            var isDue = now >= due;
            if (isDue) due = Next(now, orNow: false);
            Nap();
            if (!isDue) return;
            try
            {
                await grain.ReceiveReminder(stored.Name, TickStatus.Create(stored.FirstTickAt.UtcDateTime, stored.Period, now.UtcDateTime));
            }
            catch (Exception e)
            {
                engine.Log.LogError(e, "Reminder {Reminder} of grain {Grain} failed; it ticks on.", stored.Name, id);
            }
        }
    }
}
