using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel with a call to the grains it leads to. They do not travel back.</summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#CCR";
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Current = new();

    public static IEnumerable<string> Keys => Values?.Keys ?? [];
    public static IEnumerable<KeyValuePair<string, object>> Entries => Values ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>The call chain that may come back to a grain which is waiting for it; empty when none may.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty) Remove(ReentrancyKey);
            else Set(ReentrancyKey, value);
        }
    }

    internal static ImmutableDictionary<string, object>? Values
    {
        get => Current.Value;
        set
        {
            if (!ReferenceEquals(Current.Value, value)) Current.Value = value;
        }
    }

    public static object? Get(string key) => Values?.GetValueOrDefault(key);
    public static void Set(string key, object value) => Values = (Values ?? ImmutableDictionary.Create<string, object>(StringComparer.Ordinal)).SetItem(key, value);

    public static bool Remove(string key)
    {
        if (Values is not { } values || !values.ContainsKey(key)) return false;
        Values = values.Count == 1 ? null : values.Remove(key);
        return true;
    }

    public static void Clear() => Values = null;

    /// <summary>Until the section is disposed of, calls made from here may lead back into this grain while it waits for them.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until the section is disposed of, calls made from here may not lead back.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    internal static Guid ReentrancyIdOf(ImmutableDictionary<string, object>? values) =>
        values is not null && values.TryGetValue(ReentrancyKey, out var id) && id is Guid chain ? chain : Guid.Empty;

    /// <summary>Puts the earlier rule back when it is disposed of.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid originalId;
        private readonly Guid newId;

        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            (originalId, newId) = (originalReentrancyId, newReentrancyId);
            if (newId != originalId) ReentrancyId = newId;
            if (newId != Guid.Empty) RuntimeContext.Current?.EnterReentrantSection(newId);
        }

        public void Dispose()
        {
            if (newId != Guid.Empty) RuntimeContext.Current?.LeaveReentrantSection(newId);
            if (newId != originalId) ReentrancyId = originalId;
        }
    }
}
