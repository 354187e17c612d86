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
    /// <param name="people">How many share this phone, 1 to <see cref="LiveSession.MaxTeam"/>; the first join says it for good.</param>
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

    /// <summary>Keeps the text of an answer from phones and projector, or lets it through again.</summary>
    Task<Reply> HideText(string activity, Guid answer, bool hidden);

    /// <summary>The room as this person sees it, with her own answers; as the screen sees it for null.</summary>
    Task<LiveEntry> Look(LearnerId? learner);

    /// <summary>The room as its host sees it.</summary>
    Task<LiveHostView> LookAsHost();

    /// <summary>Questions that are over and that this person has not answered.</summary>
    Task<ImmutableArray<ShownActivity>> Missed(LearnerId learner);

    /// <summary>Everything the room has been through, for its pages afterwards and for exports.</summary>
    Task<LiveRecord> Record();

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
