using Orleans.Concurrency;

namespace LearningHub.Tests.Engine;

/// <summary>A grain that takes one request after the other.</summary>
public interface IPlainGrain : IGrainWithStringKey
{
    /// <summary>Notes its beginning, waits at the gate of the same name, notes its end.</summary>
    Task Hold(string name);
    [ReadOnly] Task Read(string name);
    [AlwaysInterleave] Task<string> Peek();
    [AlwaysInterleave] Task Slip(string name);
    Task<int> CountSlowly();
    Task<bool> ComesBackAfterLeaving();
    [ResponseTimeout("00:00:05")] Task HoldBriefly(string name);
    [OneWay] Task HoldOneWay(string name);
    [OneWay] Task FailOneWay();
    Task HoldUnlessCancelled(string name, CancellationToken ct);
    Task Fail(string code);
    Task FailAtOnce(string code);
    Task FailLater(string code);
    ValueTask<string> Key();
    Task<string?> Carried(string key);
    Task<string?> CarriedFurther(string key, string to);
    Task ChangeCarried(string key, string value);
    Task<string> AskBack(string other, bool allowed);
    Task<string> AnswerVia(string caller);
    Task<string> Name();
    Task<IPlainGrain> Myself();
    Task<bool> IsSame(IPlainGrain other);
}

/// <summary>An exception that carries more than a text.</summary>
public sealed class CodedException(string code) : Exception($"It failed with {code}.")
{
    public string Code { get; } = code;
}

public sealed class PlainGrain(Stage stage) : Grain, IPlainGrain
{
    private int count;

    public async Task Hold(string name)
    {
        stage.Reach($"{name}-begins");
        await stage.Gate(name);
        stage.Reach($"{name}-ends");
    }

    public Task Read(string name) => Hold(name);
    public Task Slip(string name) => Hold(name);
    public Task HoldBriefly(string name) => Hold(name);
    public Task HoldOneWay(string name) => Hold(name);
    public Task<string> Peek() => Task.FromResult(stage.Log);

    public async Task<int> CountSlowly()
    {
        var before = count;
        await Task.Yield();
        await Task.Run(() => { });
        return count = before + 1;
    }

    public async Task<bool> ComesBackAfterLeaving()
    {
        var home = TaskScheduler.Current;
        await Task.Run(() => { });
        return home != TaskScheduler.Default && TaskScheduler.Current == home;
    }

    public Task FailOneWay() => throw new CodedException("lost");

    public async Task HoldUnlessCancelled(string name, CancellationToken ct)
    {
        stage.Reach($"{name}-begins");
        try
        {
            await stage.Gate(name).WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            stage.Reach($"{name}-cancelled");
            throw;
        }
    }

    public async Task Fail(string code)
    {
        await Task.Yield();
        throw new CodedException(code);
    }

    public Task FailAtOnce(string code) => throw new CodedException(code);
    public Task FailLater(string code) => Task.FromException(new CodedException(code));
    public ValueTask<string> Key() => new(this.GetPrimaryKeyString());
    public Task<string?> Carried(string key) => Task.FromResult(RequestContext.Get(key) as string);
    public Task<string?> CarriedFurther(string key, string to) => GrainFactory.GetGrain<IPlainGrain>(to).Carried(key);

    public Task ChangeCarried(string key, string value)
    {
        RequestContext.Set(key, value);
        return Task.CompletedTask;
    }

    public async Task<string> AskBack(string other, bool allowed)
    {
        using var section = allowed ? RequestContext.AllowCallChainReentrancy() : RequestContext.SuppressCallChainReentrancy();
        return await GrainFactory.GetGrain<IPlainGrain>(other).AnswerVia(this.GetPrimaryKeyString());
    }

    public async Task<string> AnswerVia(string caller) => $"{await GrainFactory.GetGrain<IPlainGrain>(caller).Name()} via {this.GetPrimaryKeyString()}";
    public Task<string> Name() => Task.FromResult(this.GetPrimaryKeyString());
    public Task<IPlainGrain> Myself() => Task.FromResult(this.AsReference<IPlainGrain>());
    public Task<bool> IsSame(IPlainGrain other) => Task.FromResult(other.GetPrimaryKeyString() == this.GetPrimaryKeyString());
}

/// <summary>A grain whose requests interleave.</summary>
public interface IInterleavingGrain : IGrainWithStringKey
{
    Task Hold(string name);

    /// <summary>How many ran at the same time in a stretch without an await; more than one must never be seen.</summary>
    Task<int> MostAtOnce(int rounds);
}

[Reentrant]
public sealed class InterleavingGrain(Stage stage) : Grain, IInterleavingGrain
{
    private int inside;
    private int most;

    public async Task Hold(string name)
    {
        stage.Reach($"{name}-begins");
        await stage.Gate(name);
        stage.Reach($"{name}-ends");
    }

    public async Task<int> MostAtOnce(int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Thread.SpinWait(50);
            Interlocked.Decrement(ref inside);
            await Task.Yield();
        }

        return most;
    }
}
