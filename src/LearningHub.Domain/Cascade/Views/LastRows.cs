using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>The rows that somebody looked at last, as long as nobody needs their memory: leafing through a million of them makes them once.</summary>
internal sealed class LastRows
{
    private volatile Rows? last;

    public ImmutableArray<FigureRow>? Find(Definition definition, string slice, bool sensitive, int windowDays) =>
        last is { } rows && rows.Of == (definition, slice, sensitive, windowDays) && rows.Kept.TryGetTarget(out var kept) ? ImmutableCollectionsMarshal.AsImmutableArray(kept) : null;

    public ImmutableArray<FigureRow> Keep(Definition definition, string slice, bool sensitive, int windowDays, ImmutableArray<FigureRow> rows)
    {
        last = new((definition, slice, sensitive, windowDays), new(ImmutableCollectionsMarshal.AsArray(rows)!));
        return rows;
    }

    private sealed record Rows((Definition, string, bool, int) Of, WeakReference<FigureRow[]> Kept);
}
