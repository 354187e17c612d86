using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning.TeachBacks;
using LearningHub.Grains.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Learning.TeachBacks;

/// <summary>One learner's teach-back of one module version. The key is <see cref="TeachBackKey"/>. Every call may be sent again.</summary>
public interface ITeachBackGrain : IGrainWithStringKey
{
    /// <summary>Gives a code that leads colleagues to the rubric: the one that still leads there, or a new one.</summary>
    Task<Reply> Request();

    /// <param name="shares">The caller vouches that both belong to one workshop.</param>
    /// <param name="asFacilitator">The caller vouches that the rater facilitates it.</param>
    Task<Reply> Rate(LearnerId rater, bool shares, bool asFacilitator, ImmutableArray<int> points);
}

/// <summary>Names a teach-back: <c>0193…-…:labour-mobility@1</c>.</summary>
public static class TeachBackKey
{
    public static string Of(LearnerId learner, ModuleVersion module) => $"{learner}:{module}";

    /// <exception cref="FormatException">Not a key of a teach-back.</exception>
    public static (LearnerId Learner, ModuleVersion Module) Read(string key) =>
        key.Split(':', 2) is [var person, var rest] && Guid.TryParse(person, out var id) && ModuleVersion.TryParse(rest) is { } module
            ? (new(id), module)
            : throw new FormatException($"'{key}' names no teach-back. Make the key with TeachBackKey.Of.");
}

public sealed class TeachBackGrain(Journal<HubDbContext, TeachBackEvent> journal, TimeProvider clock)
    : DecidingGrain<TeachBackState, TeachBackCommand, TeachBackEvent>(journal, TeachBack.Rules), ITeachBackGrain
{
    public const string StreamPrefix = "teach-back-";

    /// <summary>A teach-back is held within a workshop's day or the week after it.</summary>
    private static readonly TimeSpan CodeLives = TimeSpan.FromDays(14);

    /// <summary>A code that ends sooner is replaced.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    protected override string Stream => StreamPrefix + this.GetPrimaryKeyString();

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<Reply> Request()
    {
        if (State.Code is not null && State.Until > Now + Soon) return new(Version, Repeated: true);
        var (learner, module) = TeachBackKey.Read(this.GetPrimaryKeyString());
        var until = Now + CodeLives;
        var code = await GrainFactory.ClaimCodeAsync(new JoinCodeTarget.TeachBack(learner, module), until);
        return await HandleAsync(new TeachBackCommand.Request(code, until, Now));
    }

    public Task<Reply> Rate(LearnerId rater, bool shares, bool asFacilitator, ImmutableArray<int> points) =>
        HandleAsync(new TeachBackCommand.Rate(TeachBackKey.Read(this.GetPrimaryKeyString()).Learner, rater, shares, asFacilitator, points, Now));
}
