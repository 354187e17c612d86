using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LearningHub.Domain.Live;

/// <summary>Who reads a wall.</summary>
public enum WallReader
{
    Host,
    Screen,
    Phone,
}

[JsonDerivedType(typeof(PostsChanged), "postsChanged")]
public abstract partial record LiveMessage
{
    /// <summary>Posts that are new or have changed since the last such message to the same readers: four a second to host and screen at most, one in two seconds to phones.</summary>
    /// <param name="Groups">All groups, when they have changed.</param>
    public sealed record PostsChanged(long Version, string ActivityId, ImmutableArray<ShownPost> Posts, ImmutableArray<ShownGroup>? Groups) : LiveMessage(Version)
    {
        /// <summary>Whom it is for; left out on the wire.</summary>
        public WallReader? For { get; init; }

        /// <summary>How many posts wait for the host; for host and screen.</summary>
        public int? Waiting { get; init; }

        /// <summary>How many posts are held because they may name a person; for host and screen.</summary>
        public int? Held { get; init; }

        /// <summary>It says nothing new to its readers.</summary>
        [JsonIgnore]
        public bool IsEmpty => Posts.IsEmpty && Groups is null && Waiting is null;
    }
}
