using Orleans.Utilities;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Concurrency;

namespace LearningHub.Tests.Engine;

/// <summary>A grain that tells of its life.</summary>
public interface ILifeGrain : IGrainWithStringKey
{
    /// <summary>Which life of the grain this is, counted from 1.</summary>
    Task<int> Life();
    Task End();
    Task EndWhileHolding(string name);
    Task StayFor(TimeSpan span);
    [AlwaysInterleave] Task<string> Peek();
    Task Hold(string name);
    Task Tick(string name, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive);
    Task StopTicking();
    Task ChangeTicking(TimeSpan due, TimeSpan period);
    Task TickOutsideATurn();
}

public sealed class LifeGrain(Stage stage) : Grain, ILifeGrain
{
    private int life;
    private IGrainTimer? timer;
    private int ticks;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        life = stage.Count($"lives of {this.GetPrimaryKeyString()}");
        return base.OnActivateAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        stage.Reach($"{reason.ReasonCode}-{life}");
        await stage.Gate("farewell");
        stage.Reach($"gone-{life}");
    }

    public Task<int> Life() => Task.FromResult(life);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task EndWhileHolding(string name)
    {
        DeactivateOnIdle();
        await Hold(name);
    }

    public Task StayFor(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public Task<string> Peek() => Task.FromResult(stage.Log);

    public async Task Hold(string name)
    {
        stage.Reach($"{name}-begins");
        await stage.Gate(name);
        stage.Reach($"{name}-ends");
    }

    public Task Tick(string name, TimeSpan due, TimeSpan period, bool interleave, bool keepAlive)
    {
        timer = this.RegisterGrainTimer(
            async ct =>
            {
                var tick = ++ticks;
                using var told = ct.Register(() => stage.Reach($"{name}{tick}-cancelled"));
                stage.Reach($"{name}{tick}-begins");
                await stage.Gate($"{name}{tick}");
                if (name == "fail") throw new CodedException("tick");
                stage.Reach($"{name}{tick}-ends");
            },
            new GrainTimerCreationOptions(due, period) { Interleave = interleave, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StopTicking()
    {
        timer!.Dispose();
        return Task.CompletedTask;
    }

    public Task ChangeTicking(TimeSpan due, TimeSpan period)
    {
        timer!.Change(due, period);
        return Task.CompletedTask;
    }

    public Task TickOutsideATurn() =>
        Task.Run(() => this.RegisterGrainTimer(() => Task.CompletedTask, TimeSpan.Zero, Timeout.InfiniteTimeSpan));
}

/// <summary>A grain that cannot be activated while the stage says so.</summary>
public interface IFragileGrain : IGrainWithStringKey
{
    Task<int> Tries();
}

public sealed class FragileGrain(Stage stage) : Grain, IFragileGrain
{
    private int tries;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        tries = stage.Count("tries");
        return stage.Log.Contains("mended", StringComparison.Ordinal) ? Task.CompletedTask : throw new CodedException($"try-{tries}");
    }

    public Task<int> Tries() => Task.FromResult(tries);
}

/// <summary>A grain whose constructor asks for something that nobody offers.</summary>
public interface INeedyGrain : IGrainWithStringKey
{
    Task Do();
}

public sealed class NeedyGrain(IOrphanGrain nobodyOffersThis) : Grain, INeedyGrain
{
    public Task Do() => Task.FromResult(nobodyOffersThis);
}

/// <summary>Somebody who watches.</summary>
public interface IWatcher : IGrainObserver
{
    Task Saw(string what);
    [OneWay] Task Heard(string what);
}

/// <summary>A grain that tells its watchers.</summary>
public interface IWatchedGrain : IGrainWithGuidKey
{
    Task Watch(IWatcher watcher);
    Task Unwatch(IWatcher watcher);
    Task<int> Tell(string what);
    Task Call(string what);
    Task<Guid> Key();
}

public sealed class WatchedGrain(TimeProvider clock) : Grain, IWatchedGrain
{
    private readonly ObserverManager<IWatcher> watchers = new(TimeSpan.FromMinutes(5), NullLogger.Instance) { GetDateTime = () => clock.GetUtcNow().UtcDateTime };

    public Task Watch(IWatcher watcher)
    {
        watchers.Subscribe(watcher, watcher);
        return Task.CompletedTask;
    }

    public Task Unwatch(IWatcher watcher)
    {
        watchers.Unsubscribe(watcher);
        return Task.CompletedTask;
    }

    public async Task<int> Tell(string what)
    {
        await watchers.Notify(it => it.Saw(what));
        return watchers.Count;
    }

    public Task Call(string what) => watchers.Notify(it => it.Heard(what));
    public Task<Guid> Key() => Task.FromResult(this.GetPrimaryKey());
}

/// <summary>A grain that keeps a word, and can be reminded.</summary>
public interface IKeepingGrain : IGrainWithIntegerKey, IRemindable
{
    Task Keep(string text);
    Task ChangeUnkept(string text);
    Task<string?> Kept();
    Task Forget();
    Task End();
    Task RemindMe(string name, TimeSpan due, TimeSpan period);
    Task RemindMeNoMore(string name);
    Task<string> Reminders();
}

/// <summary>What <see cref="KeepingGrain"/> keeps.</summary>
public sealed class Word
{
    public string? Text { get; set; }
}

public sealed class KeepingGrain(Stage stage, [PersistentState("tests.word")] IPersistentState<Word> word) : Grain, IKeepingGrain
{
    public Task Keep(string text)
    {
        word.State.Text = text;
        return word.WriteStateAsync();
    }

    public Task ChangeUnkept(string text)
    {
        word.State.Text = text;
        return Task.CompletedTask;
    }

    public Task<string?> Kept() => Task.FromResult(word.RecordExists ? word.State.Text : null);
    public Task Forget() => word.ClearStateAsync();

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task RemindMe(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);
    public async Task RemindMeNoMore(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);
    public async Task<string> Reminders() => string.Join(' ', (await this.GetReminders()).Select(it => it.ReminderName));

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        stage.Reach($"{reminderName}-{stage.Count(reminderName)} of {this.GetPrimaryKeyLong()} at {status.CurrentTickTime:HH:mm}");
        return Task.CompletedTask;
    }
}
