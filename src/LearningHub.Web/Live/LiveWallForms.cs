using LearningHub.Domain.Live;

namespace LearningHub.Web.Live;

/// <summary>What a form on a wall sends. Every post has a form of its own, and one handler takes them all.</summary>
public sealed class LiveWallForm
{
    public string? Activity { get; set; }
    public string? Post { get; set; }

    /// <summary>The button that was pressed.</summary>
    public string? Step { get; set; }

    public string? Group { get; set; }
    public string? NewName { get; set; }
    public string? Text { get; set; }
    public bool Named { get; set; }

    /// <summary>The step of a host that was asked for, or null when the button is not known.</summary>
    public LiveWallStep? HostStep() => Step switch
    {
        "pin" => new LiveWallStep.Pin(true),
        "unpin" => new LiveWallStep.Pin(false),
        "note" => new LiveWallStep.Note(Text),
        "place" when string.IsNullOrEmpty(Group) => new LiveWallStep.Place(null, NewName),
        "place" when Guid.TryParse(Group, out var group) => new LiveWallStep.Place(group, NewName),
        "name" when Guid.TryParse(Group, out var group) => new LiveWallStep.NameGroup(group, NewName),
        "at-once" => new LiveWallStep.ShowAtOnce(true),
        "wait" => new LiveWallStep.ShowAtOnce(false),
        "vote" => new LiveWallStep.Vote(),
        "shown" => new LiveWallStep.Mark(PostState.Shown),
        "held" => new LiveWallStep.Mark(PostState.Held),
        "now" => new LiveWallStep.Mark(PostState.Now),
        "answered" => new LiveWallStep.Mark(PostState.Answered),
        "removed" => new LiveWallStep.Mark(PostState.Removed),
        _ => null,
    };
}

/// <summary>What is said about walls and posts.</summary>
internal static class LiveWallWords
{
    /// <summary>The same question as <see cref="ActivityKinds.IsWall"/>, of a kind as the protocol names it.</summary>
    public static bool IsWall(string? kind) => kind is "questions" or "panel" or "ideas";

    public static string Votes(int votes, bool dots) => dots ? (votes == 1 ? "1 dot" : $"{votes} dots") : votes == 1 ? "1 vote" : $"{votes} votes";

    /// <summary>Where somebody's own post stands.</summary>
    public static string Mine(PostState state) => state switch
    {
        PostState.Waiting => "waiting for the facilitator",
        PostState.Held => "kept back: only the facilitator and you see it",
        PostState.Now => "being answered now",
        PostState.Answered => "answered",
        PostState.Removed => "taken away by the facilitator",
        _ => "on the wall",
    };

    public static string Label(string kind) => kind == "ideas" ? "Your idea" : "Your question";

    /// <summary>What the host keeps back, and why.</summary>
    public static string Held(IReadOnlyCollection<ShownPost> held)
    {
        var (risky, own) = (held.Count(post => post.Risky == true), held.Count(post => post.Risky is not true));
        return (risky switch { 0 => "", 1 => " 1 is held back because it may name a person.", _ => $" {risky} are held back because they may name a person." }) + (own == 0 ? "" : $" You hold back {own}.");
    }

    public static string State(ShownWall wall, bool open, bool ideas)
    {
        var seen = wall.Posts.Count(post => post.State is PostState.Shown or PostState.Now or PostState.Answered) + wall.More;
        if (seen == 0) return open ? "Nothing is on the wall yet." : "Nothing is on the wall, and it is closed to new posts.";
        var what = (ideas, seen) switch { (true, 1) => "1 idea is", (true, _) => $"{seen} ideas are", (false, 1) => "1 question is", _ => $"{seen} questions are" };
        return $"{what} on the wall.{(open ? "" : " It is closed to new posts.")}";
    }
}
