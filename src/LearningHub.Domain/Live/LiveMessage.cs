using System.Collections.Immutable;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>An activity as it leaves the server: nothing in it says what is right. Field names are the public protocol's.</summary>
/// <param name="Kind">As <see cref="ActivityKinds.Wire"/> names it.</param>
/// <param name="SecondsToAnswer">Seconds left of the time hint when this was sent; never enforced; null for as long as it takes.</param>
public sealed record ShownActivity(string ActivityId, string Kind, string Prompt, ImmutableArray<ShownOption> Options, int? SecondsToAnswer = null)
{
    /// <summary>How many options one answer may name, entries it may have, or dots a person has on a wall of ideas; null for one.</summary>
    public int? Most { get; init; }

    public ActivityRange? Range { get; init; }

    /// <summary>The right-hand side of a matching.</summary>
    public ImmutableArray<ShownOption>? Choices { get; init; }

    /// <summary>Lines of a card.</summary>
    public ImmutableArray<string>? Points { get; init; }

    /// <summary>Where the whole text stands, on this site.</summary>
    public string? Link { get; init; }

    /// <summary>1 and 2 for the two votes around a talk; null for an ordinary question.</summary>
    public int? Vote { get; init; }

    /// <summary>Of a second vote, the id of the first.</summary>
    public string? FirstVote { get; init; }

    /// <summary>Something can be right or wrong here, so that "sure" may be asked.</summary>
    public bool? Judged { get; init; }
}

public sealed record ShownOption(string Id, string Text);

/// <summary>One person's answer to one question, as a client sends it and gets it back. The kind says which field is used.</summary>
/// <param name="Options">Chosen options.</param>
/// <param name="Order">All options in an order; in a matching, the choice for each option in the order shown.</param>
/// <param name="Text">A short text; entries of a word cloud one a line.</param>
public sealed record LiveResponse(
    ImmutableArray<string>? Options = null, bool? Sure = null, decimal? Number = null, string? Text = null, ImmutableArray<string>? Order = null)
{
    /// <summary>Whether it names this option.</summary>
    public bool Names(string option) => Options is { IsDefault: false } options && options.Contains(option);
}

/// <summary>The result of one question, as everybody sees it.</summary>
/// <param name="Right">Ids of the right options; of an ordering, all of them in the right order; empty where nothing is right or wrong.</param>
/// <param name="Tally">Answers in time. By option, every one named; of a scale or number by value; of texts by what they say; of an ordering or
/// matching how many placed this option right; of a ranking points, the first of n options being worth n.</param>
/// <param name="Feedback">Why each option is right or wrong; empty where nothing is.</param>
public sealed record LiveResult(
    string ActivityId, ImmutableArray<string> Right, ImmutableSortedDictionary<string, int> Tally, ImmutableSortedDictionary<string, string> Feedback)
{
    public LiveResultDetail? Detail { get; init; }
}

/// <summary>What some results say beyond a tally. Absent fields do not apply.</summary>
public sealed record LiveResultDetail
{
    /// <summary>People who answered in time, hands and paper included.</summary>
    public int People { get; init; }

    /// <summary>People whose whole answer is right; absent where nothing is right or wrong.</summary>
    public int? AllRight { get; init; }

    /// <summary>How many answers came otherwise than from a person's own phone, by mode.</summary>
    public ImmutableSortedDictionary<string, int>? Modes { get; init; }

    /// <summary>The right number.</summary>
    public RightNumber? Number { get; init; }

    /// <summary>Of a short text: what counts as right.</summary>
    public ImmutableArray<string>? Accepted { get; init; }

    /// <summary>Of a scale or number.</summary>
    public decimal? Mean { get; init; }

    public decimal? Median { get; init; }

    /// <summary>Of a matching: the choice that belongs to each option.</summary>
    public ImmutableSortedDictionary<string, string>? Matches { get; init; }

    /// <summary>What the two votes of a peer instruction say together.</summary>
    public PeerShift? Shift { get; init; }
}

/// <summary>What talking changed, among people who voted twice.</summary>
/// <param name="First">The first vote, by option.</param>
/// <param name="Gain">Normalised gain of all votes (Hake): (share right after − share right before) / (1 − share right before); null when all were right before.</param>
public sealed record PeerShift(
    ImmutableSortedDictionary<string, int> First, int StayedRight, int WrongToRight, int RightToWrong, int StayedWrong, decimal? Gain);

/// <summary>A room at one version.</summary>
/// <param name="Plan">Ids of the plan's activities, for the host alone.</param>
/// <param name="Result">Once the current question's result was shown.</param>
/// <param name="Missed">How many questions of which this person has no answer were asked before the current one; for a participant.</param>
/// <param name="Answers">This person's own answers; empty for the host and the screen.</param>
public sealed record LiveSnapshot(
    LivePhase Phase, ImmutableArray<string>? Plan, ShownActivity? Activity, LiveResult? Result, int Answered, int? Missed,
    ImmutableSortedDictionary<string, LiveResponse> Answers)
{
    /// <summary>While people talk: the number that this person shares with somebody who voted otherwise; null when nobody is left to pair with.</summary>
    public int? Pair { get; init; }

    /// <summary>The current wall; absent when the current activity is none.</summary>
    public ShownWall? Wall { get; init; }

    /// <summary>The result of the teams is shown on the projector.</summary>
    public bool? Teams { get; init; }
}

/// <summary>Something the room was shown, to read again.</summary>
/// <param name="Result">Once it was shown.</param>
public sealed record LiveShownActivity(ShownActivity Activity, LiveResult? Result);

/// <summary>What a room is told. Each is made once and is the same for everybody.</summary>
/// <param name="Version">The stream's version it brings a client to.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "message")]
[JsonDerivedType(typeof(ActivityOpened), "activityOpened")]
[JsonDerivedType(typeof(ActivityClosed), "activityClosed")]
[JsonDerivedType(typeof(TalkStarted), "talkStarted")]
[JsonDerivedType(typeof(ResultsRevealed), "resultsRevealed")]
[JsonDerivedType(typeof(TimerChanged), "timerChanged")]
[JsonDerivedType(typeof(TeamsShown), "teamsShown")]
[JsonDerivedType(typeof(PlanChanged), "planChanged")]
[JsonDerivedType(typeof(TallyChanged), "tally")]
[JsonDerivedType(typeof(SessionEnded), "sessionEnded")]
public abstract partial record LiveMessage(long Version)
{
    public sealed record ActivityOpened(long Version, ShownActivity Activity) : LiveMessage(Version);

    /// <param name="Answered">People who answered in time.</param>
    public sealed record ActivityClosed(long Version, string ActivityId, int Answered) : LiveMessage(Version);

    /// <summary>People talk now. Each client asks for the room again to learn its pair.</summary>
    public sealed record TalkStarted(long Version, string ActivityId) : LiveMessage(Version);

    /// <summary>Also sent again when answers from paper or hands have changed a result that is on show.</summary>
    public sealed record ResultsRevealed(
        long Version, string ActivityId, ImmutableArray<string> Right, ImmutableSortedDictionary<string, int> Tally, ImmutableSortedDictionary<string, string> Feedback,
        LiveResultDetail? Detail = null) : LiveMessage(Version)
    {
        public static ResultsRevealed Of(long version, LiveResult result)
        {
            ArgumentNullException.ThrowIfNull(result);
            return new(version, result.ActivityId, result.Right, result.Tally, result.Feedback, result.Detail);
        }
    }

    /// <param name="SecondsLeft">Null when the time hint was taken away.</param>
    public sealed record TimerChanged(long Version, string ActivityId, int? SecondsLeft) : LiveMessage(Version);

    /// <summary>Screens look again: at what the teams got right, or because the host moved a result to or from the projector alone.</summary>
    public sealed record TeamsShown(long Version, bool Shown) : LiveMessage(Version);

    /// <summary>The plan has a new activity; hosts look again.</summary>
    public sealed record PlanChanged(long Version) : LiveMessage(Version);

    /// <param name="ActivityId">Null in the lobby.</param>
    /// <param name="Joined">Phones that ever joined.</param>
    /// <param name="Connected">Those of them that are connected now.</param>
    /// <param name="Late">Answers that arrived after the close.</param>
    /// <param name="Counts">By option or value, for the host alone.</param>
    public sealed record TallyChanged(
        long Version, string? ActivityId, int Answered, int Joined, int Connected, int Late, ImmutableSortedDictionary<string, int>? Counts) : LiveMessage(Version);

    public sealed record SessionEnded(long Version) : LiveMessage(Version);
}
