using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

public abstract partial record LiveCommand
{
    /// <summary>What may be asked of a wall: a question round, a panel, a wall of ideas.</summary>
    /// <param name="Activity">The wall.</param>
    public abstract record OnWall(string Activity, DateTimeOffset At) : LiveCommand;

    /// <param name="PostId">Made by the client before sending; the same one again is a repeat.</param>
    /// <param name="Name">The writer's name when she chose to show it.</param>
    public sealed record Post(LearnerId Learner, Guid PostId, string Activity, string? Text, string? Name, DateTimeOffset At) : OnWall(Activity, At);

    /// <summary>The writer takes her own post back, whatever became of it; also after the wall or the session has closed.</summary>
    public sealed record TakeBack(LearnerId Learner, Guid PostId, string Activity, DateTimeOffset At) : OnWall(Activity, At);

    /// <summary>Supports a post, or no longer does.</summary>
    public sealed record Support(LearnerId Learner, Guid PostId, string Activity, bool On, DateTimeOffset At) : OnWall(Activity, At);

    /// <summary>The host lets a post through, keeps it back, takes it up, says that it was answered, or removes it.</summary>
    public sealed record Mark(string Activity, Guid PostId, PostState State, DateTimeOffset At) : OnWall(Activity, At);

    public sealed record Pin(string Activity, Guid PostId, bool Pinned, DateTimeOffset At) : OnWall(Activity, At);

    /// <summary>Writes down what was answered; an empty text takes it away.</summary>
    public sealed record Note(string Activity, Guid PostId, string? Text, DateTimeOffset At) : OnWall(Activity, At);

    /// <summary>Puts a post in a group, in a new one by its name, or in none.</summary>
    /// <param name="NewGroup">A new id, used when <paramref name="NewName"/> names a group that is not there.</param>
    public sealed record Place(string Activity, Guid PostId, Guid? Group, string? NewName, Guid NewGroup, DateTimeOffset At) : OnWall(Activity, At);

    public sealed record NameGroup(string Activity, Guid Group, string? Name, DateTimeOffset At) : OnWall(Activity, At);

    /// <summary>Shows posts as they come, or lets them wait for the host.</summary>
    public sealed record ShowAtOnce(string Activity, bool AtOnce, DateTimeOffset At) : OnWall(Activity, At);

    /// <summary>Adds a priorities vote on the wall's groups, or on its first ideas when there are none.</summary>
    /// <param name="TextId">A new id, under which its texts are kept outside the journal.</param>
    public sealed record VoteOnWall(string Activity, Guid TextId, DateTimeOffset At) : OnWall(Activity, At);
}
