using System.Collections;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <inheritdoc/>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>The observers that have subscribed to a grain. One that fails or does not renew in time is dropped.</summary>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver> where TIdentity : notnull
{
    private readonly Dictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> observers = [];
    private readonly ILogger log;

    /// <param name="expiration">How long a subscription lasts without being renewed.</param>
    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        (ExpirationDuration, this.log) = (expiration, log);
        GetDateTime = () => DateTime.UtcNow;
    }

    /// <summary>The clock, UTC.</summary>
    public Func<DateTime> GetDateTime { get; set; }

    public TimeSpan ExpirationDuration { get; set; }
    public int Count => observers.Count;

    public void Clear() => observers.Clear();

    /// <summary>Adds the observer, or renews its subscription.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => observers[id] = (observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => observers.Remove(id);

    /// <summary>Tells each observer in turn and waits for it.</summary>
    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Current(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception e)
            {
                Drop(id, e);
            }
        }
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Current(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception e)
            {
                Drop(id, e);
            }
        }
    }

    public void ClearExpired()
    {
        var now = GetDateTime();
        foreach (var (id, it) in observers.ToArray())
            if (it.LastSeen + ExpirationDuration < now) observers.Remove(id);
    }

    public IEnumerator<TObserver> GetEnumerator() => observers.Values.Select(it => it.Observer).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>A copy, so that observers may come and go while the others are told.</summary>
    private List<(TIdentity Id, TObserver Observer)> Current(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. observers.Where(it => predicate is null || predicate(it.Value.Observer)).Select(it => (it.Key, it.Value.Observer))];
    }

    private void Drop(TIdentity id, Exception reason)
    {
        observers.Remove(id);
        log.LogDebug(reason, "Dropped observer {Id}: it failed.", id);
    }
}
