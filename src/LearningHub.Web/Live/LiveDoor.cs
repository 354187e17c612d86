using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Domain.Live;
using LearningHub.Grains.Common;
using LearningHub.Grains.Live;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Live;

/// <summary>Who may come into which room as whom. The hub, the endpoints and the pages all come in through here.</summary>
public sealed class LiveDoor(IGrainFactory grains, Seal seal, LivePatience patience, Texts texts)
{
    public static readonly Refusal UnknownCode = new Refusal("live.unknown-code", "This code opens no live room. Check it on the screen, or ask the facilitator.");
    public static readonly Refusal NotYours = new Refusal("live.claim-not-known", "This claim does not belong to this session. Join with your name instead.");
    public static readonly Refusal NotHost = new Refusal("live.not-host", "Only the session's facilitator can do this. Sign in, or open the host link.");

    private const string ParticipantSeal = "live-participant";
    private const string HostSeal = "live-host";
    private const int LongestText = 64;
    private const int LongestTyped = 1000;
    private const int MostIds = 24;

    private static readonly Counter<long> Answers =
        new Meter("LearningHub.Live").CreateCounter<long>("live.answers", "{answer}", "Answers taken, by what became of them.");

    public ILiveSessionGrain Grain(LiveSessionId session) => grains.GetGrain<ILiveSessionGrain>(session.Value);

    /// <summary>A refusal as it leaves the server: in the reader's language.</summary>
    public LiveRefusal Say(Refusal refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(refusal.Code, texts.Say(refusal));
    }

    /// <summary>What became of an answer or a vote, as it leaves the server.</summary>
    public LiveAnswered Say(LiveAnswerReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return new(reply.Status, texts.Say(reply.Refusal), reply.Refusal?.Code);
    }

    /// <summary>The session that a typed code leads to, or null.</summary>
    public async Task<LiveSessionId?> FindAsync(string? typed) =>
        await patience.CallAsync(null, () => grains.FindCodeAsync(typed)) is JoinCodeTarget.LiveRoom room ? room.Session : null;

    public string HostClaim(LiveSessionId session) => seal.For(HostSeal, session.ToString(), session.Value);

    public string ParticipantClaim(LiveSessionId session, LearnerId learner) => seal.For(ParticipantSeal, session.ToString(), learner.Value);

    /// <summary>The participant a claim stands for in this session, or null.</summary>
    public LearnerId? Participant(LiveSessionId session, string? claim) =>
        seal.Open(ParticipantSeal, session.ToString(), claim) is { } id ? new(id) : null;

    /// <summary>Who acts: the claim's participant, or else who is signed in; null when neither is there.</summary>
    public LearnerId? Participant(LiveSessionId session, string? claim, ClaimsPrincipal? person) =>
        string.IsNullOrEmpty(claim) ? person?.FindLearnerId() : Participant(session, claim);

    /// <summary>The one who started the session, an administrator, or whoever holds the host claim.</summary>
    public async Task<bool> IsHostAsync(LiveSessionId session, string? claim, ClaimsPrincipal? person)
    {
        if (seal.Open(HostSeal, session.ToString(), claim) == session.Value) return true;
        if (person is null || !(person.IsInRole(Roles.Facilitator) || person.IsInRole(Roles.Administrator))) return false;
        var view = await patience.CallAsync(session, () => Grain(session).LookAsHost());
        return view.Module is not null && (person.IsInRole(Roles.Administrator) || view.Host == person.FindLearnerId());
    }

    /// <summary>The session of this code, for its host alone; null for others, who get the status 404 or 403.</summary>
    public async Task<LiveSessionId?> HostOfAsync(string? code, HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (await FindAsync(code) is not { } session) http.AnswerWith(StatusCodes.Status404NotFound);
        else if (await IsHostAsync(session, LiveHostClaim.Read(http.Request), http.User)) return session;
        else http.AnswerWith(StatusCodes.Status403Forbidden);
        return null;
    }

    /// <summary>Who is to come in: the holder of the claim, the person signed in, or a new learner with this name.</summary>
    public LiveCaller Recognise(LiveSessionId session, string? name, string? claim, ClaimsPrincipal? person)
    {
        if (!string.IsNullOrEmpty(claim)) return Participant(session, claim) is { } known ? new(known, null) : new(null, null, NotYours);
        if (person?.FindLearnerId() is { } signedIn) return new(signedIn, null);
        return PersonName.TryParse(name, out var clean, out var refusal)
            ? new(new(Guid.CreateVersion7()), clean)
            : new(null, null, refusal);
    }

    /// <summary>Lets a caller in.</summary>
    public async Task<LiveJoinReply> JoinAsync(LiveSessionId session, LiveCaller caller, Func<Task>? waiting = null, int? people = null)
    {
        ArgumentNullException.ThrowIfNull(caller);
        if (caller.Learner is not { } learner) return LiveJoinReply.Refused(Say(caller.Refusal!));
        var entry = await patience.CallAsync(session, () => Grain(session).Join(learner, caller.NewName, people ?? 1), waiting);
        return entry.Refusal is { } refusal
            ? LiveJoinReply.Refused(Say(refusal))
            : new(session, learner, ParticipantClaim(session, learner), entry.Version, entry.Snapshot);
    }

    /// <summary>Records a participant's answer.</summary>
    public async Task<LiveAnswered> AnswerAsync(LiveSessionId session, LearnerId learner, string? answerId, string? activityId, LiveResponseBody? response, Func<Task>? waiting = null)
    {
        if (string.IsNullOrEmpty(answerId) || answerId.Length > LongestText)
            return LiveAnswered.Refused(Say(new Refusal("live.no-answer-id", "The answer needs an answerId of 1 to 64 characters, made by the client.")));
        if (string.IsNullOrEmpty(activityId) || activityId.Length > LongestText)
            return LiveAnswered.Refused(Say(new Refusal("live.question-not-asked", "The answer needs the activityId of a question that was asked.")));
        if (!IsReadable(response)) return LiveAnswered.Refused(Say(new Refusal("live.one-option", "Choose one option.")));
        var answered = Say(await patience.CallAsync(
            session, () => Grain(session).Answer(learner, AnswerId(answerId), activityId, new(response!.Options, response.Sure, response.Number, response.Text, response.Order), mode: null), waiting));
        Answers.Add(1, KeyValuePair.Create<string, object?>("status", answered.Status.ToString()));
        return answered;
    }

    /// <summary>Short enough to look at. What the kind asks for is for the rules to say.</summary>
    private static bool IsReadable(LiveResponseBody? response) =>
        response is not null && IsReadable(response.Options) && IsReadable(response.Order) && response.Text is not { Length: > LongestTyped };

    private static bool IsReadable(ImmutableArray<string>? ids) =>
        ids is not { } list || (!list.IsDefault && list.Length <= MostIds && list.All(id => id is { Length: <= LongestText }));

    /// <summary>A client's answer id as a UUID: as it is when it is one, else derived from the text, the same each time.</summary>
    internal static Guid AnswerId(string text) => Guid.TryParse(text, out var id) ? id : new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}

/// <summary>Who knocks.</summary>
/// <param name="NewName">The clean name of somebody who is new to the hub.</param>
public sealed record LiveCaller(LearnerId? Learner, string? NewName, Refusal? Refusal = null);
