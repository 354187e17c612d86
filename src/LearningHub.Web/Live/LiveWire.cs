using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;

namespace LearningHub.Web.Live;

// The records that docs/live-protocol.md describes. Names and forms are a promise to other clients.

/// <summary>Answer to Join and Watch: the room, or why not.</summary>
public sealed record LiveJoinReply(
    LiveSessionId? SessionId, LearnerId? ParticipantId, string? Claim, long? Version, LiveSnapshot? Snapshot, LiveRefusal? Refusal = null)
{
    public static LiveJoinReply Refused(LiveRefusal refusal) => new(null, null, null, null, null, refusal);
}

/// <summary>Why not.</summary>
/// <param name="Code">For a program.</param>
/// <param name="Message">For a person, in the language of her request or connection.</param>
public sealed record LiveRefusal(string Code, string Message);

/// <summary>Answer to Host and to each of the host's steps.</summary>
public sealed record LiveHostReply(long? Version, LiveSnapshot? Snapshot = null, LiveMessage.TallyChanged? Tally = null, LiveRefusal? Refusal = null);

/// <summary>What became of an answer.</summary>
/// <param name="Reason">For a person, when refused.</param>
/// <param name="Code">For a program, when refused.</param>
public sealed record LiveAnswered(LiveAnswerStatus Status, string? Reason = null, string? Code = null)
{
    public static LiveAnswered Refused(LiveRefusal refusal) => new(LiveAnswerStatus.Refused, refusal.Message, refusal.Code);
}

/// <summary>A response as a client sends it; the kind of question says which field is read. Unknown fields are ignored.</summary>
public sealed record LiveResponseBody(
    ImmutableArray<string>? Options = null, bool? Sure = null, decimal? Number = null, string? Text = null, ImmutableArray<string>? Order = null);

/// <summary>Body of <c>POST /live/{code}/answers</c>.</summary>
public sealed record LiveAnswerBody(string? AnswerId, string? ActivityId, LiveResponseBody? Response, string? Claim);

/// <summary>Body of <c>POST /live/{code}/participants</c>: the same as Join, for clients without WebSockets.</summary>
public sealed record LiveJoinBody(string? Name, string? Claim, int? People = null);

/// <summary>Body of <c>POST /api/live</c>.</summary>
/// <param name="Run">Title of a run of show, for example <c>60 minutes</c>; instead of a plan.</param>
public sealed record LiveStartBody(string? Module, ImmutableArray<string>? Plan, string? Run = null);

/// <summary>A session that was started.</summary>
public sealed record LiveStarted(LiveSessionId SessionId, string Code, string HostClaim);

/// <summary>The room as its host sees it, with names.</summary>
public sealed record LiveHostState(
    LiveSessionId SessionId, long Version, LiveSnapshot Snapshot, LiveMessage.TallyChanged Tally, string? Next, ImmutableArray<LivePersonShown> People)
{
    /// <summary>The plan, the texts, what is held wrong: everything the host alone sees.</summary>
    public required LiveHostView View { get; init; }
}

/// <summary>Somebody in the room, for its host alone.</summary>
/// <param name="People">How many share this phone; null for one.</param>
public sealed record LivePersonShown(LearnerId ParticipantId, string Name, bool Connected, int? People = null);

/// <summary>How the wire is written: camel case, names of enums in camel case, nulls left out.</summary>
public static class LiveWire
{
    /// <summary>Bytes of one message to the hub; more closes that connection. Methods check each text by itself.</summary>
    public const int MaxMessageBytes = 32 * 1024;

    public static readonly JsonSerializerOptions Json = Configure(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = true;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return options;
    }

    /// <summary>The name under which clients receive a message.</summary>
    public static string NameOf(LiveMessage message) => message switch
    {
        LiveMessage.ActivityOpened => "activityOpened",
        LiveMessage.ActivityClosed => "activityClosed",
        LiveMessage.TalkStarted => "talkStarted",
        LiveMessage.ResultsRevealed => "resultsRevealed",
        LiveMessage.TimerChanged => "timerChanged",
        LiveMessage.TeamsShown => "teamsShown",
        LiveMessage.PlanChanged => "planChanged",
        LiveMessage.TallyChanged => "tally",
        LiveMessage.PostsChanged => "postsChanged",
        LiveMessage.SessionEnded => "sessionEnded",
        _ => throw new System.Diagnostics.UnreachableException($"LiveWire.NameOf has no case for {message.GetType().Name}; add one."),
    };
}
