using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using Orleans.Concurrency;

namespace LearningHub.Grains.Live;

/// <summary>One live room. The key is the session's id.</summary>
/// <remarks>Every call may be repeated: what was done already is answered as done. Steps of the host carry a command id for that,
/// since "next" twice would otherwise skip a question.</remarks>
public interface ILiveSessionGrain : IGrainWithGuidKey
{
    /// <summary>Starts the session; once.</summary>
    Task<Reply> Start(LiveStart start);

    /// <summary>Lets a person in; again and again.</summary>
    /// <param name="newName">The name of a person who is new to the hub, written beside the join; null for a known one.</param>
    /// <param name="people">How many share this phone, 1 to <see cref="LiveSession.MaxTeam"/>; said again with more than one before the first answer, it counts anew.</param>
    Task<LiveEntry> Join(LearnerId learner, string? newName, int people);

    /// <summary>Lets the host bring in somebody who answered on paper, also after the end.</summary>
    Task<LiveEntry> JoinFromPaper(LearnerId learner, string? newName);

    /// <summary>Records an answer. The reply leaves when the answer is on disk.</summary>
    /// <param name="mode">Null for the participant's own phone; <see cref="AnswerMode.Paper"/> for what the host types in.</param>
    Task<LiveAnswerReply> Answer(LearnerId learner, Guid answerId, string activity, LiveResponse response, AnswerMode? mode);

    Task<Reply> Open(string activity, Guid commandId);
    Task<Reply> Close(Guid commandId);

    /// <summary>Closes the first vote and lets people talk in pairs.</summary>
    Task<Reply> Talk(Guid commandId);

    Task<Reply> Reveal(Guid commandId);
    Task<Reply> Next(Guid commandId);
    Task<Reply> End(Guid commandId);

    /// <summary>Adds an activity that the host made up behind the current one.</summary>
    Task<Reply> Add(PlannedActivity activity, Guid commandId);

    /// <summary>Sets the time hint of the open activity to this many seconds from now, or takes it away for null.</summary>
    Task<Reply> SetTimer(int? seconds, Guid commandId);

    /// <summary>Hands raised in the room, by option; a new count replaces the old.</summary>
    Task<Reply> CountHands(string activity, ImmutableSortedDictionary<string, int> hands);

    Task<Reply> ShowTeams(bool shown);

    /// <summary>Puts the result of the current question on the projector, or takes it off; what the phones show does not change.</summary>
    Task<Reply> ShowOnScreen(string activity, bool shown);

    /// <summary>Keeps the text of an answer from phones and projector, or lets it through again.</summary>
    Task<Reply> HideText(string activity, Guid answer, bool hidden);

    /// <summary>Puts a question or idea on a wall. The reply leaves when it is on disk.</summary>
    /// <param name="named">The writer shows her name; without effect for who hides in every list.</param>
    Task<LivePostReply> Post(LearnerId learner, Guid post, string activity, string text, bool named);

    /// <summary>Takes back what this person wrote; its text is deleted.</summary>
    Task<LiveAnswerReply> TakeBack(LearnerId learner, Guid post, string activity);

    /// <summary>Supports a post, or no longer does.</summary>
    Task<LiveAnswerReply> Support(LearnerId learner, Guid post, string activity, bool on);

    /// <summary>The host lets a post through, keeps it back, takes it up, says that it was answered, or removes it.</summary>
    Task<Reply> Mark(string activity, Guid post, PostState state);

    Task<Reply> Pin(string activity, Guid post, bool pinned);

    /// <summary>Writes down what was answered; an empty text takes it away.</summary>
    Task<Reply> Note(string activity, Guid post, string text);

    /// <summary>Puts a post in a group, in a new one by its name, or in none.</summary>
    Task<Reply> Place(string activity, Guid post, Guid? group, string? newName);

    /// <summary>Writes owner and date beside an action that the room voted on; empty ones take them away.</summary>
    /// <param name="option">The option of the priorities vote.</param>
    Task<Reply> PlanAction(string activity, string option, string owner, DateOnly? due);

    Task<Reply> NameGroup(string activity, Guid group, string name);

    /// <summary>Shows posts as they come, or lets them wait for the host.</summary>
    Task<Reply> ShowAtOnce(string activity, bool atOnce);

    /// <summary>Adds a priorities vote on a wall's groups or first ideas behind the current activity.</summary>
    Task<Reply> VoteOnWall(string activity);

    /// <summary>One wall that was opened, as this person sees it; as the screen sees it for null.</summary>
    /// <param name="asHost">As the host sees it: what waits and is held too.</param>
    Task<LiveWallEntry> Wall(string activity, LearnerId? learner, bool asHost);

    /// <summary>The room as this person sees it, with her own answers; as the screen sees it for null.</summary>
    Task<LiveEntry> Look(LearnerId? learner);

    /// <summary>The room as its host sees it.</summary>
    Task<LiveHostView> LookAsHost();

    /// <summary>Questions that are over and that this person has not answered.</summary>
    Task<ImmutableArray<ShownActivity>> Missed(LearnerId learner);

    /// <summary>What the room was shown so far, with the results it saw: to read at one's own pace, and afterwards.</summary>
    Task<ImmutableArray<LiveShownActivity>> Shown();

    /// <summary>Everything the room has been through, for its pages afterwards and for exports.</summary>
    Task<LiveRecord> Record();

    /// <summary>Tells the module and every learner what an ended session brought. It is told by itself at the end; asking again repeats only what is news.</summary>
    Task PassOn();

    /// <summary>What is in memory is read anew before the next call: texts were erased from the database. Web nodes find the room again by themselves.</summary>
    Task ReadAgain();

    /// <summary>Who joined, and who of them is connected now; at most 500 people, those who joined.</summary>
    Task<ImmutableArray<LivePresence>> Present();

    /// <summary>Makes a web node hear what the room is told for 20 seconds more. Renewed every 5 seconds, since a grain that moved knows nobody.</summary>
    /// <param name="connected">The participants connected to this node, all of them.</param>
    /// <returns>The room now: a node that missed a message finds it here.</returns>
    Task<LiveEntry> Subscribe(Guid node, ILiveAudience audience, ImmutableArray<LearnerId> connected);

    Task Unsubscribe(Guid node);

    /// <summary>A participant's first connection to this node came, or the last one went.</summary>
    Task Connection(Guid node, LearnerId learner, bool connected);
}

/// <summary>A web node that passes on what a room is told.</summary>
public interface ILiveAudience : IGrainObserver
{
    [OneWay]
    Task Tell(LiveMessage message);
}
