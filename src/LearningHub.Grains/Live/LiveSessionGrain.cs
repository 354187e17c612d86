using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Orleans.Concurrency;

namespace LearningHub.Grains.Live;

/// <summary>The caretaker of one live room.</summary>
/// <remarks>Reentrant, so that the answers of one room share a transaction: the next one is decided while the disk is busy with the
/// last. That is safe because a decision and its step of the state stand between two awaits, because nothing is answered or told
/// before it is durable, and because a failed append takes every later one with it (their versions no longer fit) and the grain too.
/// Who listens and who is connected is not kept: the nodes say it again every few seconds.</remarks>
[Reentrant]
public sealed partial class LiveSessionGrain(Journal<HubDbContext, LiveEvent> journal, IDbContextFactory<HubDbContext> contexts, TimeProvider clock)
    : DecidingGrain<LiveState, LiveCommand, LiveEvent>(journal, LiveSession.Rules), ILiveSessionGrain
{
    /// <summary>Host and screen are told of answers and arrivals at most four times a second.</summary>
    private static readonly TimeSpan TallyPause = TimeSpan.FromMilliseconds(250);

    private const int MostPeopleListed = 500;

    /// <summary>Learners told of their answers at the same time.</summary>
    private const int ToldTogether = 50;

    /// <summary>Answers that come in after the end are passed on together.</summary>
    private static readonly TimeSpan PassOnPause = TimeSpan.FromSeconds(2);

    private readonly LiveRoomPeople people = new(clock);
    private Dictionary<Guid, ImmutableArray<string>> texts = [];
    private IGrainTimer? tallyTimer;
    private IGrainTimer? passOnTimer;
    private bool tallyDue;
    private bool resultChanged;

    protected override string Stream => $"live-{this.GetPrimaryKey()}";

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            texts = await db.LiveTexts.AsNoTracking().Where(row => row.SessionId == this.GetPrimaryKey()).ToDictionaryAsync(row => row.TextId, row => row.Read(), cancellationToken);
        }

        await base.OnActivateAsync(cancellationToken);
        texts = []; // the state holds them now
    }

    public Task<Reply> Start(LiveStart start) =>
        HandleAsync(new LiveCommand.Start(start.Module, start.Plan, start.Host, start.Code, Now));

    public Task<LiveEntry> Join(LearnerId learner, string? newName, int people) => JoinAsync(new(learner, Now, people), newName);

    public Task<LiveEntry> JoinFromPaper(LearnerId learner, string? newName) => JoinAsync(new(learner, Now, FromPaper: true), newName);

    private async Task<LiveEntry> JoinAsync(LiveCommand.Join command, string? newName)
    {
        var learner = command.Learner;
        var reply = await HandleAsync(command, adds: newName is null ? [] : [Person.Learner(learner, newName, Now)]);
        return reply.Refusal is { } refusal ? new(reply.Version, null, refusal) : await Look(learner);
    }

    public async Task<LiveAnswerReply> Answer(LearnerId learner, Guid answerId, string activity, LiveResponse response, AnswerMode? mode)
    {
        // No command id: the rules know a repeat by the answer's id, and a device that uses one id for two questions must not lose the second.
        var reply = await HandleAsync(new LiveCommand.Answer(learner, answerId, activity, response, Now, mode));
        return reply switch
        {
            { Refusal: { } refusal } => new(LiveAnswerStatus.Refused, refusal),
            { Repeated: true } => new(LiveAnswerStatus.Repeated),
            _ when State.AnswersTo(activity)[learner].Timing == AnswerTiming.InTime => new(LiveAnswerStatus.Accepted),
            _ => new(LiveAnswerStatus.Late),
        };
    }

    public Task<Reply> Open(string activity, Guid commandId) => HandleAsync(new LiveCommand.Open(activity, Now), commandId);

    public Task<Reply> Close(Guid commandId) => HandleAsync(new LiveCommand.Close(Now), commandId);

    public Task<Reply> Talk(Guid commandId) => HandleAsync(new LiveCommand.Talk(Now), commandId);

    public Task<Reply> Reveal(Guid commandId) => HandleAsync(new LiveCommand.Reveal(Now), commandId);

    public Task<Reply> Next(Guid commandId) => HandleAsync(new LiveCommand.Next(Now), commandId);

    public Task<Reply> End(Guid commandId) => HandleAsync(new LiveCommand.End(Now), commandId);

    public Task<Reply> Add(PlannedActivity activity, Guid commandId) => HandleAsync(new LiveCommand.Add(activity, Guid.CreateVersion7(), Now), commandId);

    public Task<Reply> SetTimer(int? seconds, Guid commandId) =>
        HandleAsync(new LiveCommand.SetTimer(seconds is { } some ? Now.AddSeconds(some) : null, Now), commandId);

    public Task<Reply> CountHands(string activity, ImmutableSortedDictionary<string, int> hands) => HandleAsync(new LiveCommand.CountHands(activity, hands, Now));

    public Task<Reply> ShowTeams(bool shown) => HandleAsync(new LiveCommand.ShowTeams(shown, Now));

    public Task<Reply> ShowOnScreen(string activity, bool shown) => HandleAsync(new LiveCommand.ShowOnScreen(activity, shown, Now));

    public Task<Reply> HideText(string activity, Guid answer, bool hidden) => HandleAsync(new LiveCommand.HideText(activity, answer, hidden, Now));

    public async Task<LiveEntry> Look(LearnerId? learner)
    {
        if (learner is { } asking && State.Participants.Contains(asking)) people.Seen(asking);
        var (state, version) = await DurableStateAsync();
        return new(version, state.SnapshotFor(learner, Now), Joined: learner is { } person && state.Participants.Contains(person)) { Module = state.Module, Varied = state.IsVaried() };
    }

    public async Task<LiveHostView> LookAsHost()
    {
        var (state, version) = await DurableStateAsync();
        return new(version, state.SnapshotForHost(Now), state.TallyAt(version, people.Connected), state.Host, state.Code, state.Module, state.NextInPlan?.Id)
        {
            Step = state.NextStep(),
            Agenda = state.Agenda(),
            Texts = state.Texts(),
            Hands = state.Current is { } current ? state.Hands.GetValueOrDefault(current, ImmutableSortedDictionary<string, int>.Empty) : ImmutableSortedDictionary<string, int>.Empty,
            Held = state.Held(),
            Teams = state.TeamResults(),
            OnScreen = state.ResultOnScreen(),
            RightOptions = [.. state.CurrentActivity?.Options.Where(option => option.Right).Select(option => option.Id) ?? []],
            Health = new(state.Participants.Count, people.Connected, people.DroppedTogether),
            SecondsLeft = state.SecondsLeft(Now),
            People = state.Participants.Count - state.Teams.Count + state.Teams.Values.Sum(),
        };
    }

    public async Task<LiveRecord> Record() => (await DurableStateAsync()).State.Record();

    public async Task<ImmutableArray<ShownActivity>> Missed(LearnerId learner) => (await DurableStateAsync()).State.MissedBy(learner);

    public async Task<ImmutableArray<LiveShownActivity>> Shown() => (await DurableStateAsync()).State.ShownSoFar();

    public async Task<ImmutableArray<LivePresence>> Present()
    {
        var (state, _) = await DurableStateAsync();
        return [.. state.Participants.OrderBy(learner => learner.Value).Take(MostPeopleListed).Select(learner => new LivePresence(learner, people.IsConnected(learner)))];
    }

    public Task<LiveEntry> Subscribe(Guid node, ILiveAudience audience, ImmutableArray<LearnerId> connected)
    {
        var isNew = !people.Knows(node);
        if (people.Subscribe(node, audience, connected)) TallySoon();
        if (isNew) WallSoon();
        return Look(null);
    }

    public Task Unsubscribe(Guid node)
    {
        if (people.Unsubscribe(node)) TallySoon();
        return Task.CompletedTask;
    }

    public Task Connection(Guid node, LearnerId learner, bool connected)
    {
        if (people.Connection(node, learner, connected)) TallySoon();
        return Task.CompletedTask;
    }

    protected override Task TellAsync(LiveEvent @event, long version)
    {
        if (State.MessageFor(@event, version, Now) is { } message) people.Tell(message);
        resultChanged |= State.ChangesResultOnShow(@event);
        if (@event is LiveEvent.OnWall onWall) PostsSoon(onWall);
        else if (@event is LiveEvent.ActivityOpened) WallSoon(); // a wall may be opened again
        TallySoon();
        if (@event is LiveEvent.SessionEnded or LiveEvent.AnswerRecorded) PassOnSoon();
        return Task.CompletedTask;
    }

    protected override (ImmutableArray<LiveEvent> Kept, ImmutableArray<object> Adds, Func<HubDbContext, CancellationToken, ValueTask>? Beside) ForJournal(ImmutableArray<LiveEvent> events)
    {
        if (!events.Any(LiveTexts.HasText)) return (events, [], null);
        var split = events.Select(LiveTexts.Split).ToList();
        var parted = split.Select(part => part.Text).OfType<LiveText>().ToLookup(text => text.Replaces);
        var session = this.GetPrimaryKey();
        return ([.. split.Select(part => part.Kept)], [.. parted[false].Select(text => LiveTextRow.Of(session, text))], parted[true].Any() ? ReplaceAsync : null);

        async ValueTask ReplaceAsync(HubDbContext db, CancellationToken ct)
        {
            foreach (var text in parted[true]) await LiveTypedTexts.ReplaceAsync(db, session, text, ct);
        }
    }

    protected override LiveEvent Whole(LiveEvent @event) => LiveTexts.Join(@event, id => texts.TryGetValue(id, out var lines) ? lines : null);

    private DateTimeOffset Now => clock.GetUtcNow();

    public Task ReadAgain()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task PassOn()
    {
        var (state, _) = await DurableStateAsync();
        if (state is not { Phase: LivePhase.Ended, Module: { } module } || state.PassedOn >= state.AnswersInAll) return;
        var session = new LiveSessionId(this.GetPrimaryKey());
        await GrainFactory.GetGrain<IModuleGrain>(module.ToString()).CountLive(session, state.AskedItems());
        foreach (var learners in state.Participants.OrderBy(learner => learner.Value).Chunk(ToldTogether))
            await Task.WhenAll(learners
                .Select(learner => (Learner: learner, Taken: state.TakenBy(learner)))
                .Where(told => !told.Taken.IsEmpty)
                .Select(told => GrainFactory.GetGrain<ILearnerGrain>(told.Learner.Value).TakePartLive(session, module, told.Taken)));
        await HandleAsync(new LiveCommand.PassedOn(state.AnswersInAll, Now));
    }

    /// <summary>What the room stands at, once it is on disk: the state may run ahead of it.</summary>
    private async Task<(LiveState State, long Version)> DurableStateAsync()
    {
        var seen = (State, Version);
        await DurableAsync();
        return seen;
    }

    private void PassOnSoon()
    {
        if (State.Phase != LivePhase.Ended) return;
        passOnTimer ??= this.RegisterGrainTimer(PassOn, new() { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan, Interleave = true });
        passOnTimer.Change(PassOnPause, Timeout.InfiniteTimeSpan);
    }

    private void TallySoon()
    {
        if (tallyDue) return;
        tallyDue = true;
        tallyTimer ??= this.RegisterGrainTimer(TellTallyAsync, new() { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan, Interleave = true });
        tallyTimer.Change(TallyPause, Timeout.InfiniteTimeSpan);
    }

    private async Task TellTallyAsync()
    {
        tallyDue = false;
        var (state, version) = await DurableStateAsync();
        people.Tell(state.TallyAt(version, people.Connected));
        if (!resultChanged) return;
        resultChanged = false;
        if (state is { Phase: LivePhase.Revealed, CurrentActivity: { } shown }) people.Tell(LiveMessage.ResultsRevealed.Of(version, state.Result(shown)));
    }
}
