using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>Where a session stands. Its names in lower case are part of the public protocol.</summary>
public enum LivePhase
{
    Lobby,
    Open,
    Closed,
    Revealed,
    Ended,

    /// <summary>After a hidden first vote: people talk in pairs before they vote again.</summary>
    Talking,
}

/// <summary>The answer that counts for one person and question.</summary>
public sealed record KeptAnswer(
    Guid AnswerId, ImmutableArray<string> Options, bool? Sure, AnswerTiming Timing, bool? Right = null, decimal? Number = null, string? Text = null, AnswerMode? Mode = null);

/// <summary>What the rules of a live session ask about.</summary>
/// <param name="Module">Null until the session was started.</param>
/// <param name="Current">The activity that is open or was last; null in the lobby.</param>
/// <param name="Asked">Activities that were ever opened.</param>
/// <param name="Revealed">Questions whose result was shown.</param>
/// <param name="Answers">By question, then by person.</param>
public sealed record LiveState(
    ModuleVersion? Module, ImmutableArray<PlannedActivity> Plan, LearnerId Host, string Code, LivePhase Phase, string? Current,
    ImmutableHashSet<LearnerId> Participants, ImmutableHashSet<string> Asked, ImmutableHashSet<string> Revealed,
    ImmutableDictionary<string, ImmutableDictionary<LearnerId, KeptAnswer>> Answers)
{
    public static readonly LiveState Initial = new(
        null, [], default, "", LivePhase.Lobby, null, [], [], [], ImmutableDictionary<string, ImmutableDictionary<LearnerId, KeptAnswer>>.Empty);

    /// <summary>Participants whose phone several people share, and how many they are.</summary>
    public ImmutableDictionary<LearnerId, int> Teams { get; init; } = ImmutableDictionary<LearnerId, int>.Empty;

    /// <summary>Hands counted, by question.</summary>
    public ImmutableDictionary<string, ImmutableSortedDictionary<string, int>> Hands { get; init; } =
        ImmutableDictionary<string, ImmutableSortedDictionary<string, int>>.Empty;

    /// <summary>Answers whose text is kept from phones and projector.</summary>
    public ImmutableHashSet<Guid> Hidden { get; init; } = [];

    /// <summary>What people wrote, by wall.</summary>
    public ImmutableDictionary<string, LiveWall> Walls { get; init; } = ImmutableDictionary<string, LiveWall>.Empty;

    /// <summary>Owners and dates of actions voted on, by vote.</summary>
    public ImmutableDictionary<string, ImmutableSortedDictionary<string, LiveAction>> Actions { get; init; } =
        ImmutableDictionary<string, ImmutableSortedDictionary<string, LiveAction>>.Empty;

    /// <summary>Questions for which the host said whether the projector shows their result.</summary>
    public ImmutableDictionary<string, bool> OnScreen { get; init; } = ImmutableDictionary<string, bool>.Empty;

    /// <summary>The time hint of the current activity.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public bool TeamsShown { get; init; }

    /// <summary>What the vote on takeaways chose so far.</summary>
    public ImmutableArray<TakeawayVotes> Takeaways { get; init; } = [];

    /// <summary>Answers that module and learners were told of; null as long as they were not.</summary>
    public int? PassedOn { get; init; }

    /// <summary>Answers of all questions, hands not included.</summary>
    public int AnswersInAll => Answers.Values.Sum(byPerson => byPerson.Count);

    public PlannedActivity? Planned(string activity) => Plan.FirstOrDefault(planned => planned.Id == activity);

    public PlannedActivity? CurrentActivity => Current is { } current ? Planned(current) : null;

    public ImmutableDictionary<LearnerId, KeptAnswer> AnswersTo(string activity) =>
        Answers.GetValueOrDefault(activity, ImmutableDictionary<LearnerId, KeptAnswer>.Empty);

    public LiveWall Wall(string activity) => Walls.GetValueOrDefault(activity, LiveWall.Empty);

    /// <summary>The second vote on this activity, or null.</summary>
    public PlannedActivity? SecondVoteOn(string activity) => Plan.FirstOrDefault(planned => planned.SecondVoteOf == activity);

    /// <summary>A first vote, hidden until the second one was shown or the host skips it.</summary>
    public bool WaitsForSecondVote(PlannedActivity planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return !Revealed.Contains(planned.Id) && SecondVoteOn(planned.Id) is { } second && !Revealed.Contains(second.Id);
    }

    /// <summary>The activity that <see cref="LiveCommand.Next"/> would open, or null: the first behind the current one that was not shown yet, else the first of all.</summary>
    public PlannedActivity? NextInPlan
    {
        get
        {
            var at = Current is { } current ? Plan.IndexOf(Planned(current)!) + 1 : 0;
            return Plan.Skip(at).Concat(Plan.Take(at)).FirstOrDefault(Waits);
        }
    }

    private bool Waits(PlannedActivity planned) => !Asked.Contains(planned.Id) && !(planned.SecondVoteOf is { } first && (Revealed.Contains(first) || !Asked.Contains(first)));
}
