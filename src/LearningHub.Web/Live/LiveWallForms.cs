using LearningHub.Domain.Live;
using LearningHub.Web.Languages;

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

    public static string Votes(Texts texts, int votes, bool dots) => dots ? texts.Count(votes, "{0} dot", "{0} dots") : texts.Count(votes, "{0} vote", "{0} votes");

    /// <summary>Where somebody's own post stands.</summary>
    public static string Mine(Texts texts, PostState state) => state switch
    {
        PostState.Waiting => texts["waiting for the facilitator"],
        PostState.Held => texts["kept back: only the facilitator and you see it"],
        PostState.Now => texts["being answered now"],
        PostState.Answered => texts["answered"],
        PostState.Removed => texts["taken away by the facilitator"],
        _ => texts["on the wall"],
    };

    public static string Label(Texts texts, string kind) => kind == "ideas" ? texts["Your idea"] : texts["Your question"];

    /// <summary>What the host keeps back, and why; behind another sentence.</summary>
    public static string Held(Texts texts, IReadOnlyCollection<ShownPost> held)
    {
        var (risky, own) = (held.Count(post => post.Risky == true), held.Count(post => post.Risky is not true));
        return (risky == 0 ? "" : " " + texts.Count(risky, "{0} is held back because it may name a person.", "{0} are held back because they may name a person.")) + (own == 0 ? "" : " " + texts["You hold back {0}.", own]);
    }

    public static string State(Texts texts, ShownWall wall, bool open, bool ideas)
    {
        var seen = wall.Posts.Count(post => post.State is PostState.Shown or PostState.Now or PostState.Answered) + wall.More;
        if (seen == 0) return open ? texts["Nothing is on the wall yet."] : texts["Nothing is on the wall, and it is closed to new posts."];
        var what = ideas ? texts.Count(seen, "{0} idea is on the wall.", "{0} ideas are on the wall.") : texts.Count(seen, "{0} question is on the wall.", "{0} questions are on the wall.");
        return open ? what : $"{what} {texts["It is closed to new posts."]}";
    }
}
