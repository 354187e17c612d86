using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Cascade.SpotLots;

/// <summary>Everything that may be asked of one lot. The caller vouches that <c>By</c> is a programme officer.</summary>
public abstract record SpotLotCommand
{
    private SpotLotCommand() { }

    /// <param name="Frame">The sessions of the lot that no earlier part held.</param>
    /// <param name="Seed">Random; it is kept and printed.</param>
    public sealed record DrawLot(SpotLotKey Lot, ImmutableArray<SpotFrame> Frame, ulong Seed, LearnerId By, DateTimeOffset At) : SpotLotCommand;

    /// <param name="Place">In the order of asking, counted from 1.</param>
    /// <param name="Asked">The blind questions of this head, see <see cref="SpotQuestions"/>.</param>
    public sealed record RecordCall(
        int Place, SpotCallResult Result, ImmutableArray<Item> Asked, ImmutableArray<GivenAnswer> Answers, LearnerId By, DateTimeOffset At) : SpotLotCommand;

    public sealed record CloseLot(LearnerId By, DateTimeOffset At) : SpotLotCommand;
}

/// <summary>What one call found.</summary>
public enum SpotCallResult { WasThere, WasNotThere, NobodyAnswered }
