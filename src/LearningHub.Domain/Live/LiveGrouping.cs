using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Live.LiveCommand;
using static LearningHub.Domain.Live.LiveEvent;

namespace LearningHub.Domain.Live;

/// <summary>The rules of groups on a wall, and of the vote that is made from them.</summary>
public static class LiveGrouping
{
    /// <summary>Votes each person has on what came from a wall.</summary>
    public const int MostPriorities = 3;

    /// <summary>Ideas put to the vote where nothing was grouped.</summary>
    public const int MostIdeas = 8;

    /// <summary>Fewer are no choice.</summary>
    private const int LeastOptions = 2;

    /// <summary>Characters an option of a vote has.</summary>
    private const int LongestOption = 160;

    internal static Decision<LiveEvent> Decide(Place command, LiveWall wall)
    {
        if (LivePosts.Kept(wall, command.PostId) is not { } post) return LivePosts.NoSuchPost;
        var name = Clean(command.NewName);
        if (name.Length > LivePosts.LongestGroup) return TooLong;
        if (name.Length == 0)
        {
            if (command.Group is { } wanted && !wall.Groups.ContainsKey(wanted)) return NoSuchGroup;
            return post.Group == command.Group ? Decision<LiveEvent>.Nothing : new PostPlaced(command.Activity, post.Id, command.Group, command.At);
        }

        if (Named(wall, name) is { } known)
            return post.Group == known ? Decision<LiveEvent>.Nothing : new PostPlaced(command.Activity, post.Id, known, command.At);
        if (wall.Groups.Count >= LivePosts.MostGroups)
            return new Refusal("live.groups-enough", $"A wall has at most {LivePosts.MostGroups} groups. Choose one of them.");
        return (ImmutableArray<LiveEvent>)[new GroupNamed(command.Activity, command.NewGroup, name, command.At), new PostPlaced(command.Activity, post.Id, command.NewGroup, command.At)];
    }

    internal static Decision<LiveEvent> Decide(NameGroup command, LiveWall wall)
    {
        if (!wall.Groups.TryGetValue(command.Group, out var earlier)) return NoSuchGroup;
        var name = Clean(command.Name);
        if (name.Length == 0) return new Refusal("live.text-missing", "Write a name for the group.");
        if (name.Length > LivePosts.LongestGroup) return TooLong;
        if (name == earlier) return Decision<LiveEvent>.Nothing;
        return Named(wall, name) is { } other && other != command.Group
            ? new Refusal("live.group-name-taken", "Another group has this name. Put the ideas in that group, or choose another name.")
            : new GroupNamed(command.Activity, command.Group, name, command.At);
    }

    internal static Decision<LiveEvent> Decide(VoteOnWall command, LiveState state, PlannedActivity planned, LiveWall wall)
    {
        if (state.Plan.Any(vote => vote.VoteOn == planned.Id && !state.Asked.Contains(vote.Id))) return Decision<LiveEvent>.Nothing; // it waits in the plan already
        var options = Options(wall);
        if (options.Length < LeastOptions)
            return new Refusal("live.too-few-ideas", "A vote needs at least two groups or ideas. Let ideas through first, or put them in groups.");
        var number = 1 + state.Plan.Count(vote => vote.Kind == ActivityKind.Priorities);
        while (state.Planned(IdOf(number)) is not null) number++;
        var vote = new PlannedActivity(IdOf(number), ActivityKind.Priorities, LivePrompts.Priorities, options)
        {
            Most = Math.Min(MostPriorities, options.Length - 1), VoteOn = planned.Id,
        };
        return LiveSession.Decide(new Add(vote, command.TextId, command.At), state);
    }

    /// <summary>The activity with the texts of the posts that its options stand for, so that a text lives in one place and goes with its writer.</summary>
    internal static PlannedActivity WithPosts(LiveState state, PlannedActivity planned) => planned.VoteOn is not { } activity ? planned : planned with
    {
        Options = [.. planned.Options.Select(option => option.Post is { } post && state.Wall(activity).Posts.TryGetValue(post, out var found) ? option with { Text = Cut(found.Text) } : option)],
    };

    /// <summary>Forgets groups whose last post has left.</summary>
    internal static LiveWall Tidy(LiveWall wall)
    {
        var used = wall.Posts.Values.Select(post => post.Group).OfType<Guid>().ToHashSet();
        return wall with { Groups = wall.Groups.RemoveRange(wall.Groups.Keys.Where(group => !used.Contains(group))) };
    }

    private static ImmutableArray<PlannedOption> Options(LiveWall wall)
    {
        var seen = wall.Posts.Values.Where(post => post.IsPublic).ToList();
        var groups = wall.Groups
            .Select(group => (group.Key, Name: group.Value, Posts: seen.Where(post => post.Group == group.Key).ToList()))
            .Where(group => group.Posts.Count > 0)
            .OrderByDescending(group => group.Posts.Sum(post => post.Votes)).ThenByDescending(group => group.Posts.Count).ThenBy(group => group.Key).ToList();
        return groups.Count >= LeastOptions
            ? [.. groups.Select((group, i) => new PlannedOption(Letter(i), group.Key.ToString(), group.Name, false, null))]
            : [.. seen.OrderByDescending(post => post.Votes).ThenBy(post => post.At).ThenBy(post => post.Id).Take(MostIdeas)
                .Select((post, i) => new PlannedOption(Letter(i), post.Id.ToString(), Cut(post.Text), false, null) { Post = post.Id })];
    }

    private static Guid? Named(LiveWall wall, string name) =>
        wall.Groups.Where(group => LiveAnswers.Plain(group.Value) == LiveAnswers.Plain(name)).Select(group => (Guid?)group.Key).FirstOrDefault();

    private static Refusal NoSuchGroup => new("live.no-such-group", "This group is not on the wall any more. Look at the page again.");

    private static Refusal TooLong => new("live.text-long", $"A group's name has at most {LivePosts.LongestGroup} characters.");

    private static string Clean(string? name) => LiveTexts.Clean(name).Replace('\n', ' ');

    private static string Cut(string text) => text.Length <= LongestOption ? text : string.Concat(text.AsSpan(0, LongestOption - 1), "…");

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"priorities-{number}");

    private static string Letter(int i) => ((char)('a' + i)).ToString();
}
