namespace LearningHub.EmbeddedOrleans;

/// <summary>A reminder as it is kept.</summary>
/// <param name="Grain">The grain's id, written type/key.</param>
/// <param name="Name">Unique in its grain.</param>
public sealed record StoredReminder(string Grain, string Name, DateTimeOffset FirstTickAt, TimeSpan Period);

/// <summary>Where the host keeps reminders, so that they outlive the program.</summary>
public interface IReminderStore
{
    Task<IReadOnlyList<StoredReminder>> AllAsync(CancellationToken ct);

    /// <summary>Adds the reminder, or replaces the one of the same grain and name.</summary>
    Task SaveAsync(StoredReminder reminder, CancellationToken ct);

    /// <summary>Does nothing when there is no such reminder.</summary>
    Task RemoveAsync(string grain, string name, CancellationToken ct);
}

/// <summary>Keeps reminders in memory: they end with the program.</summary>
internal sealed class MemoryReminderStore : IReminderStore
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string, string), StoredReminder> reminders = new();

    public Task<IReadOnlyList<StoredReminder>> AllAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<StoredReminder>>([.. reminders.Values]);

    public Task SaveAsync(StoredReminder reminder, CancellationToken ct)
    {
        reminders[(reminder.Grain, reminder.Name)] = reminder;
        return Task.CompletedTask;
    }

    public Task RemoveAsync(string grain, string name, CancellationToken ct)
    {
        reminders.TryRemove((grain, name), out _);
        return Task.CompletedTask;
    }
}
