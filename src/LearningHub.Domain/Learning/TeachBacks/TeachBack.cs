using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning.TeachBacks;

/// <summary>What somebody who listens to a teach-back looks for: five things, each seen or not. docs/teach-back.md says where they come from.</summary>
public enum RubricItem
{
    /// <summary>Every key message is said, and none is changed. Without it nobody is cleared.</summary>
    Messages,

    /// <summary>In her own words, without reading aloud.</summary>
    OwnWords,

    /// <summary>Asks the listeners something and waits for the answer.</summary>
    Asks,

    /// <summary>Answers a question rightly, or says that she will find out.</summary>
    Answers,

    /// <summary>Ends with what each listener does next, and how to confirm the session.</summary>
    Ends,
}

/// <summary>How the rubric is scored.</summary>
public static class Rubric
{
    /// <summary>Points of one item: 0 not yet, 1 partly, 2 yes.</summary>
    public const int Most = 2;

    /// <summary>Points of ten from which on a teach-back is passed.</summary>
    public const int PassFrom = 8;

    /// <summary>Colleagues whose pass clears; one facilitator's does alone.</summary>
    public const int Peers = 2;

    public static ImmutableArray<RubricItem> Items { get; } = [.. Enum.GetValues<RubricItem>()];

    /// <summary>Whether so many points pass: the messages in full, and <see cref="PassFrom"/> together.</summary>
    /// <param name="points">In the order of <see cref="Items"/>.</param>
    public static bool Passes(ImmutableArray<int> points) => points[(int)RubricItem.Messages] == Most && points.Sum() >= PassFrom;
}

/// <summary>Everything that can have happened in one learner's teach-back of one module version.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Requested), "teach-back.requested.v1")]
[JsonDerivedType(typeof(Rated), "teach-back.rated.v1")]
[JsonDerivedType(typeof(Cleared), "teach-back.cleared.v1")]
public abstract record TeachBackEvent
{
    private TeachBackEvent() { }

    /// <summary>The learner asks colleagues to listen.</summary>
    /// <param name="Code">Leads a colleague to the rubric.</param>
    /// <param name="Until">From then on the code leads nowhere.</param>
    public sealed record Requested(string Code, DateTimeOffset Until, DateTimeOffset At) : TeachBackEvent;

    /// <param name="AsFacilitator">Of a workshop that the learner takes part in.</param>
    /// <param name="Points">In the order of <see cref="Rubric.Items"/>, 0 to <see cref="Rubric.Most"/> each. A later rating by the same person takes its place.</param>
    public sealed record Rated(LearnerId Rater, bool AsFacilitator, ImmutableArray<int> Points, DateTimeOffset At) : TeachBackEvent;

    /// <summary>Cleared to teach the module version. It stays, whatever is rated later; and it changes nothing in who counts as qualified.</summary>
    public sealed record Cleared(DateTimeOffset At) : TeachBackEvent;
}

/// <summary>What may be asked of one teach-back.</summary>
public abstract record TeachBackCommand
{
    private TeachBackCommand() { }

    public sealed record Request(string Code, DateTimeOffset Until, DateTimeOffset At) : TeachBackCommand;

    /// <param name="Learner">Who taught.</param>
    /// <param name="Shares">The caller vouches that both belong to one workshop.</param>
    public sealed record Rate(LearnerId Learner, LearnerId Rater, bool Shares, bool AsFacilitator, ImmutableArray<int> Points, DateTimeOffset At) : TeachBackCommand;
}

/// <param name="Ratings">The last one of each rater.</param>
public sealed record TeachBackState(string? Code, DateTimeOffset Until, ImmutableDictionary<LearnerId, TeachBackEvent.Rated> Ratings, bool Cleared)
{
    public static readonly TeachBackState Initial = new(null, default, ImmutableDictionary<LearnerId, TeachBackEvent.Rated>.Empty, false);
}

/// <summary>The rules of a teach-back: rated by those who listened, never by herself; cleared by one facilitator or two colleagues.</summary>
public static class TeachBack
{
    public static readonly Decider<TeachBackState, TeachBackCommand, TeachBackEvent> Rules = new(TeachBackState.Initial, Decide, Evolve);

    public static Decision<TeachBackEvent> Decide(TeachBackCommand command, TeachBackState state) => command switch
    {
        TeachBackCommand.Request c => new TeachBackEvent.Requested(c.Code, c.Until, c.At),
        TeachBackCommand.Rate c => Decide(c, state),
        _ => throw new UnreachableException($"TeachBack.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static TeachBackState Evolve(TeachBackState state, TeachBackEvent @event) => @event switch
    {
        TeachBackEvent.Requested e => state with { Code = e.Code, Until = e.Until },
        TeachBackEvent.Rated e => state with { Ratings = state.Ratings.SetItem(e.Rater, e) },
        TeachBackEvent.Cleared => state with { Cleared = true },
        _ => throw new UnreachableException($"TeachBack.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static Decision<TeachBackEvent> Decide(TeachBackCommand.Rate command, TeachBackState state)
    {
        if (command.Rater == command.Learner) return new Refusal("teach-back.own", "Nobody rates her own teach-back. Let two colleagues or a facilitator listen.");
        if (!command.Shares) return new Refusal("teach-back.not-together", "You can rate people of your own workshops. Ask somebody of her workshop to listen.");
        if (command.Points.IsDefault || command.Points.Length != Rubric.Items.Length || command.Points.Any(points => points is < 0 or > Rubric.Most))
            return new Refusal("teach-back.incomplete", "Mark each of the five points.");
        if (state.Ratings.TryGetValue(command.Rater, out var earlier) && earlier.AsFacilitator == command.AsFacilitator && earlier.Points.SequenceEqual(command.Points))
            return Decision<TeachBackEvent>.Nothing;

        var rated = new TeachBackEvent.Rated(command.Rater, command.AsFacilitator, command.Points, command.At);
        return state.Cleared || !Clears(state.Ratings.SetItem(command.Rater, rated))
            ? rated
            : (ImmutableArray<TeachBackEvent>)[rated, new TeachBackEvent.Cleared(command.At)];
    }

    private static bool Clears(ImmutableDictionary<LearnerId, TeachBackEvent.Rated> ratings)
    {
        var passed = ratings.Values.Where(rating => Rubric.Passes(rating.Points)).ToList();
        return passed.Exists(rating => rating.AsFacilitator) || passed.Count >= Rubric.Peers;
    }
}
