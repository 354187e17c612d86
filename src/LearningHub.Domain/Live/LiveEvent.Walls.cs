using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

[JsonDerivedType(typeof(PostAdded), "live.post-added.v1")]
[JsonDerivedType(typeof(PostSupported), "live.post-supported.v1")]
[JsonDerivedType(typeof(PostMarked), "live.post-marked.v1")]
[JsonDerivedType(typeof(PostTakenBack), "live.post-taken-back.v1")]
[JsonDerivedType(typeof(PostPinned), "live.post-pinned.v1")]
[JsonDerivedType(typeof(PostNoted), "live.post-noted.v1")]
[JsonDerivedType(typeof(PostPlaced), "live.post-placed.v1")]
[JsonDerivedType(typeof(GroupNamed), "live.group-named.v1")]
[JsonDerivedType(typeof(PostsShownAtOnce), "live.posts-shown-at-once.v1")]
public abstract partial record LiveEvent
{
    /// <summary>Something happened on a wall.</summary>
    public abstract record OnWall(string Activity, DateTimeOffset At) : LiveEvent;

    /// <param name="Text">What was typed; never stored in the journal.</param>
    /// <param name="Name">The writer's name where she chose to show it; never stored in the journal.</param>
    /// <param name="Named">She chose to show her name.</param>
    public sealed record PostAdded(
        LearnerId Learner, Guid Post, string Activity, string? Text, string? Name, bool Named, PostState State, DateTimeOffset At) : OnWall(Activity, At);

    public sealed record PostSupported(LearnerId Learner, Guid Post, string Activity, bool On, DateTimeOffset At) : OnWall(Activity, At);

    public sealed record PostMarked(string Activity, Guid Post, PostState State, DateTimeOffset At) : OnWall(Activity, At);

    /// <summary>By its writer, for good.</summary>
    public sealed record PostTakenBack(string Activity, Guid Post, DateTimeOffset At) : OnWall(Activity, At);

    public sealed record PostPinned(string Activity, Guid Post, bool Pinned, DateTimeOffset At) : OnWall(Activity, At);

    /// <param name="Text">What was written down; never stored in the journal. Null or empty for none.</param>
    public sealed record PostNoted(string Activity, Guid Post, string? Text, DateTimeOffset At) : OnWall(Activity, At);

    /// <param name="Group">Null for no group. A group whose last post has left it is gone.</param>
    public sealed record PostPlaced(string Activity, Guid Post, Guid? Group, DateTimeOffset At) : OnWall(Activity, At);

    /// <param name="Name">Never stored in the journal.</param>
    public sealed record GroupNamed(string Activity, Guid Group, string? Name, DateTimeOffset At) : OnWall(Activity, At);

    public sealed record PostsShownAtOnce(string Activity, bool AtOnce, DateTimeOffset At) : OnWall(Activity, At);
}
