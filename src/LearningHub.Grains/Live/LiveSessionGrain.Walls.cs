using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Live;

// The walls of a room: questions, panel, ideas.
public sealed partial class LiveSessionGrain
{
    /// <summary>Phones hear of a wall at most this often, whatever the crowd.</summary>
    private static readonly TimeSpan PhonePause = TimeSpan.FromSeconds(2);

    private readonly LiveWallNews soonNews = new();
    private readonly LiveWallNews phoneNews = new();
    private IGrainTimer? soonTimer;
    private IGrainTimer? phoneTimer;

    public async Task<LivePostReply> Post(LearnerId learner, Guid post, string activity, string text, bool named)
    {
        var reply = await HandleAsync(new LiveCommand.Post(learner, post, activity, text, named ? await NameAsync(learner) : null, Now));
        return reply.Refusal is { } refusal
            ? new(LiveAnswerStatus.Refused, Refusal: refusal)
            : new(reply.Repeated ? LiveAnswerStatus.Repeated : LiveAnswerStatus.Accepted, State.Wall(activity).Posts.GetValueOrDefault(post)?.State);
    }

    public Task<LiveAnswerReply> TakeBack(LearnerId learner, Guid post, string activity) => DoneAsync(new LiveCommand.TakeBack(learner, post, activity, Now));

    public Task<LiveAnswerReply> Support(LearnerId learner, Guid post, string activity, bool on) => DoneAsync(new LiveCommand.Support(learner, post, activity, on, Now));

    public Task<Reply> Mark(string activity, Guid post, PostState state) => HandleAsync(new LiveCommand.Mark(activity, post, state, Now));

    public Task<Reply> Pin(string activity, Guid post, bool pinned) => HandleAsync(new LiveCommand.Pin(activity, post, pinned, Now));

    public Task<Reply> Note(string activity, Guid post, string text) => HandleAsync(new LiveCommand.Note(activity, post, text, Now));

    public Task<Reply> Place(string activity, Guid post, Guid? group, string? newName) =>
        HandleAsync(new LiveCommand.Place(activity, post, group, newName, Guid.CreateVersion7(), Now));

    public Task<Reply> PlanAction(string activity, string option, string owner, DateOnly? due) => HandleAsync(new LiveCommand.PlanAction(activity, option, owner, due, Now));

    public Task<Reply> NameGroup(string activity, Guid group, string name) => HandleAsync(new LiveCommand.NameGroup(activity, group, name, Now));

    public Task<Reply> ShowAtOnce(string activity, bool atOnce) => HandleAsync(new LiveCommand.ShowAtOnce(activity, atOnce, Now));

    public Task<Reply> VoteOnWall(string activity) => HandleAsync(new LiveCommand.VoteOnWall(activity, Guid.CreateVersion7(), Now));

    public async Task<LiveWallEntry> Wall(string activity, LearnerId? learner, bool asHost)
    {
        var (state, version) = await DurableStateAsync();
        var joined = learner is { } person && state.Participants.Contains(person);
        return state.Planned(activity) is { } planned && planned.Kind.IsWall() && state.Asked.Contains(activity)
            ? new(version, planned.Shown(), asHost ? state.WallForHost(planned) : state.WallFor(planned, learner), state.Phase == LivePhase.Open && state.Current == activity, joined)
            : new(version, null, null, false, joined);
    }

    private async Task<LiveAnswerReply> DoneAsync(LiveCommand.OnWall command) => await HandleAsync(command) switch
    {
        { Refusal: { } refusal } => new(LiveAnswerStatus.Refused, refusal),
        { Repeated: true } => new(LiveAnswerStatus.Repeated),
        _ => new(LiveAnswerStatus.Accepted),
    };

    private async Task<string?> NameAsync(LearnerId learner)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Users.AsNoTracking().Where(person => person.Id == learner.Value && !person.Hidden).Select(person => person.DisplayName).FirstOrDefaultAsync();
    }

    private void PostsSoon(LiveEvent.OnWall @event)
    {
        foreach (var news in new[] { soonNews, phoneNews }) news.Hear(@event, State.Wall(@event.Activity));
        ArmWallTimers();
    }

    /// <summary>A node that this activation has not seen: what was told before may be lost, so the wall on show is told whole.</summary>
    private void WallSoon()
    {
        if (State.CurrentActivity is not { } current || !current.Kind.IsWall() || State.Wall(current.Id).Posts.IsEmpty) return;
        foreach (var news in new[] { soonNews, phoneNews }) news.All(State.WallFor(current, null));
        ArmWallTimers();
    }

    private void ArmWallTimers()
    {
        if (soonNews.Arm()) Arm(ref soonTimer, () => TellPostsAsync(soonNews, WallReader.Host, WallReader.Screen), TallyPause);
        if (phoneNews.Arm()) Arm(ref phoneTimer, () => TellPostsAsync(phoneNews, WallReader.Phone), PhonePause);
    }

    private void Arm(ref IGrainTimer? timer, Func<Task> tell, TimeSpan pause)
    {
        timer ??= this.RegisterGrainTimer(tell, new() { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan, Interleave = true });
        timer.Change(pause, Timeout.InfiniteTimeSpan);
    }

    private async Task TellPostsAsync(LiveWallNews news, params WallReader[] readers)
    {
        var changed = news.Take(LiveWallViews.MostShown); // before the state is read, so that the state holds all of it
        var (state, version) = await DurableStateAsync();
        foreach (var (activity, posts, groups) in changed)
        {
            foreach (var message in readers.Select(reader => state.PostsMessage(version, activity, posts, groups, reader)))
            {
                if (!message.IsEmpty) people.Tell(message);
            }
        }

        ArmWallTimers(); // what did not fit goes with the next one
    }
}
