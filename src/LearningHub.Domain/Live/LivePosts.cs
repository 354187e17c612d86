using System.Collections.Immutable;
using System.Diagnostics;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Live.LiveCommand;
using static LearningHub.Domain.Live.LiveEvent;

namespace LearningHub.Domain.Live;

/// <summary>The rules of walls: what people may post and support, and what the host does with it.</summary>
/// <remarks>A post waits for the host unless the wall shows posts at once; one that may name somebody waits always. Posts and votes end with
/// the wall; what the host does with posts goes on, also after the session.</remarks>
public static class LivePosts
{
    /// <summary>Posts of one person on one wall.</summary>
    public const int MostPosts = 10;

    /// <summary>Posts on one wall.</summary>
    public const int MostOnWall = 3000;

    /// <summary>Groups on one wall: as many as a vote can have options.</summary>
    public const int MostGroups = 12;

    /// <summary>Dots a person has on a wall of ideas of a run of show.</summary>
    public const int DefaultDots = 3;

    /// <summary>Times one person may change her votes on one wall: more than a hand does, fewer than a script.</summary>
    public const int MostChanges = 300;

    /// <summary>Characters of a post.</summary>
    public const int LongestPost = 200;

    /// <summary>Characters of an answer that is written down.</summary>
    public const int LongestNote = 600;

    /// <summary>Characters of a group's name.</summary>
    public const int LongestGroup = 40;

    /// <summary>Dots each person has on a wall of ideas; null where a person may support as many posts as she likes.</summary>
    public static int? Dots(this PlannedActivity planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return planned.Kind == ActivityKind.Ideas ? planned.Most : null;
    }

    internal static Decision<LiveEvent> Decide(LiveCommand.OnWall command, LiveState state)
    {
        if (state.Planned(command.Activity) is not { } planned || !planned.Kind.IsWall() || (!state.Asked.Contains(planned.Id) && command is not ShowAtOnce))
            return new Refusal("live.no-such-wall", "This wall is not open yet. Wait for the facilitator to open it.");
        var wall = state.Wall(planned.Id);
        return command switch
        {
            Post post => Decide(post, state, wall),
            TakeBack back => Decide(back, wall),
            Support support => Decide(support, state, planned, wall),
            ShowAtOnce show => show.AtOnce == wall.AtOnce ? Decision<LiveEvent>.Nothing : new PostsShownAtOnce(planned.Id, show.AtOnce, show.At),
            NameGroup name => LiveGrouping.Decide(name, wall),
            VoteOnWall vote => LiveGrouping.Decide(vote, state, planned, wall),
            Mark mark => Decide(mark, planned, wall),
            Pin pin => Public(wall, pin.PostId) is not { } post ? NoSuchPost : post.Pinned == pin.Pinned ? Decision<LiveEvent>.Nothing : new PostPinned(planned.Id, post.Id, pin.Pinned, pin.At),
            Note note => Decide(note, planned, wall),
            Place place => LiveGrouping.Decide(place, wall),
            _ => throw new UnreachableException($"LivePosts.Decide has no case for {command.GetType().Name}; add one."),
        };
    }

    internal static LiveState Evolve(LiveState state, LiveEvent.OnWall @event)
    {
        var changed = state with { Walls = state.Walls.SetItem(@event.Activity, Evolve(state.Wall(@event.Activity), @event)) };
        // A vote shows the post's own text, so it goes there too.
        return @event is PostTakenBack or PostMarked { State: PostState.Removed }
            ? changed with { Plan = [.. changed.Plan.Select(planned => planned.VoteOn == @event.Activity ? LiveGrouping.WithPosts(changed, planned) : planned)] }
            : changed;
    }

    private static LiveWall Evolve(LiveWall wall, LiveEvent.OnWall @event) => @event switch
    {
        PostAdded e => wall.With(new(e.Post, e.Learner, e.Text ?? LiveTexts.Withdrawn, e.Name, e.State, e.At)),
        PostSupported e => Supported(wall, e),
        PostMarked { State: PostState.Removed } e => Emptied(wall, wall.Posts[e.Post]),
        PostTakenBack e => Emptied(wall, wall.Posts[e.Post] with { TakenBack = true }),
        PostMarked e => wall.With(wall.Posts[e.Post] with { State = e.State }),
        PostPinned e => wall.With(wall.Posts[e.Post] with { Pinned = e.Pinned }),
        PostNoted e => wall.With(wall.Posts[e.Post] with { Note = string.IsNullOrEmpty(e.Text) ? null : e.Text }),
        PostPlaced e => LiveGrouping.Tidy(wall.With(wall.Posts[e.Post] with { Group = e.Group })),
        GroupNamed e => wall with { Groups = wall.Groups.SetItem(e.Group, e.Name ?? LiveTexts.Withdrawn) },
        PostsShownAtOnce e => wall with
        {
            AtOnce = e.AtOnce,
            Posts = e.AtOnce ? wall.Posts.SetItems(wall.Posts.Where(post => post.Value.State == PostState.Waiting).Select(post => KeyValuePair.Create(post.Key, post.Value with { State = PostState.Shown }))) : wall.Posts,
        },
        _ => throw new UnreachableException($"LivePosts.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static LiveWall Emptied(LiveWall wall, LivePost post) =>
        LiveGrouping.Tidy(wall.With(post with { State = PostState.Removed, Text = LiveTexts.Withdrawn, Name = null, Note = null, Pinned = false, Group = null }));

    private static LiveWall Supported(LiveWall wall, PostSupported e)
    {
        var (post, voter) = (wall.Posts[e.Post], wall.Voter(e.Learner));
        return wall.With(post with { Votes = post.Votes + (e.On ? 1 : -1) }) with
        {
            Voters = wall.Voters.SetItem(e.Learner, new(e.On ? voter.Posts.Add(e.Post) : voter.Posts.Remove(e.Post), voter.Changes + 1)),
        };
    }

    private static Decision<LiveEvent> Decide(Post command, LiveState state, LiveWall wall)
    {
        if (!state.Participants.Contains(command.Learner)) return new Refusal("live.not-joined", "Join the session first. Then you can write on the wall.");
        if (wall.Posts.TryGetValue(command.PostId, out var known))
            return known.Author == command.Learner ? Decision<LiveEvent>.Nothing : new Refusal("live.post-id-taken", "This could not be added. Send it again.");
        if (!IsOpen(state, command.Activity))
            return new Refusal("live.wall-closed", "This wall has closed, so your text was not added. It is still yours: tell it to the facilitator.");
        var text = LiveTexts.Clean(command.Text).Replace('\n', ' ');
        if (text.Length == 0) return new Refusal("live.text-missing", "Write something first.");
        if (text.Length > LongestPost) return new Refusal("live.text-long", $"Say it in at most {LongestPost} characters.");
        if (wall.Posts.Values.Count(post => post.Author == command.Learner) >= MostPosts)
            return new Refusal("live.posts-enough", $"You have written {MostPosts} times here. Support what others wrote.");
        if (wall.Posts.Count >= MostOnWall) return new Refusal("live.wall-full", "This wall is full. Support what others wrote.");
        var at = LiveTexts.MayNameSomebody(text) ? PostState.Held : wall.AtOnce ? PostState.Shown : PostState.Waiting;
        return new PostAdded(command.Learner, command.PostId, command.Activity, text, command.Name, command.Name is not null, at, command.At);
    }

    /// <summary>Whoever wrote it may take it back at any time. It stays one of her posts on this wall, so that nobody fills a wall by writing and taking back.</summary>
    private static Decision<LiveEvent> Decide(TakeBack command, LiveWall wall)
    {
        if (!wall.Posts.TryGetValue(command.PostId, out var post) || post.Author != command.Learner) return NoSuchPost;
        return post.TakenBack ? Decision<LiveEvent>.Nothing : WithoutNote(post, new PostTakenBack(command.Activity, post.Id, command.At));
    }

    /// <summary>What was answered goes with the question.</summary>
    private static ImmutableArray<LiveEvent> WithoutNote(LivePost post, LiveEvent.OnWall removed) =>
        post.Note is null ? [removed] : [new PostNoted(removed.Activity, post.Id, "", removed.At), removed];

    private static Decision<LiveEvent> Decide(Support command, LiveState state, PlannedActivity planned, LiveWall wall)
    {
        if (!state.Participants.Contains(command.Learner)) return new Refusal("live.not-joined", "Join the session first. Then your vote counts as yours.");
        if (Public(wall, command.PostId) is not { } post) return NoSuchPost;
        var voter = wall.Voter(command.Learner);
        if (voter.Posts.Contains(post.Id) == command.On) return Decision<LiveEvent>.Nothing;
        if (!IsOpen(state, planned.Id)) return new Refusal("live.wall-closed", "This wall has closed, so your vote was not counted.");
        if (voter.Changes >= MostChanges) return new Refusal("live.votes-changed-often", "You have changed your votes very often. They stay as they are now.");
        if (command.On && planned.Dots() is { } dots && wall.VotesOf(command.Learner).Count() >= dots)
            return new Refusal("live.no-dots-left", $"You have used your {dots} dots. Take one back first.");
        return new PostSupported(command.Learner, post.Id, planned.Id, command.On, command.At);
    }

    private static Decision<LiveEvent> Decide(Mark command, PlannedActivity planned, LiveWall wall)
    {
        if (Kept(wall, command.PostId) is not { } post)
            return command.State == PostState.Removed && wall.Posts.ContainsKey(command.PostId) ? Decision<LiveEvent>.Nothing : NoSuchPost;
        var takesAnswers = planned.Kind != ActivityKind.Ideas;
        if (command.State == PostState.Waiting || !Enum.IsDefined(command.State) || (!takesAnswers && command.State is PostState.Now or PostState.Answered))
            return new Refusal("live.no-such-mark", takesAnswers ? "Let it through, hold it back, take it up, or say that it was answered." : "Let it through, hold it back, or remove it.");
        if (post.State == command.State) return Decision<LiveEvent>.Nothing;
        var marked = new PostMarked(planned.Id, post.Id, command.State, command.At);
        if (command.State == PostState.Removed) return WithoutNote(post, marked);
        // Taking up the next question says that the one before was answered.
        return command.State == PostState.Now && wall.Posts.Values.FirstOrDefault(other => other.State == PostState.Now) is { } before
            ? (ImmutableArray<LiveEvent>)[new PostMarked(planned.Id, before.Id, PostState.Answered, command.At), marked]
            : marked;
    }

    private static Decision<LiveEvent> Decide(Note command, PlannedActivity planned, LiveWall wall)
    {
        if (Public(wall, command.PostId) is not { } post) return NoSuchPost;
        if (planned.Kind == ActivityKind.Ideas) return new Refusal("live.no-answer-here", "An idea takes no answer. Put it in a group instead.");
        var text = LiveTexts.Clean(command.Text);
        if (text.Length > LongestNote) return new Refusal("live.text-long", $"Write the answer in at most {LongestNote} characters.");
        if (text == (post.Note ?? "")) return Decision<LiveEvent>.Nothing;
        var noted = new PostNoted(planned.Id, post.Id, text, command.At);
        return text.Length > 0 && post.State == PostState.Shown
            ? (ImmutableArray<LiveEvent>)[noted, new PostMarked(planned.Id, post.Id, PostState.Answered, command.At)]
            : noted;
    }

    internal static Refusal NoSuchPost => new("live.no-such-post", "This is not on the wall any more. Look at the page again.");

    /// <summary>The post, unless it was removed.</summary>
    internal static LivePost? Kept(LiveWall wall, Guid post) => wall.Posts.TryGetValue(post, out var found) && found.State != PostState.Removed ? found : null;

    private static LivePost? Public(LiveWall wall, Guid post) => Kept(wall, post) is { IsPublic: true } found ? found : null;

    private static bool IsOpen(LiveState state, string activity) => state.Phase == LivePhase.Open && state.Current == activity;
}
