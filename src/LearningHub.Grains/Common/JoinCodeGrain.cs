using System.Security.Cryptography;
using LearningHub.Domain.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Common;

/// <summary>One join code. The key is the code as <see cref="JoinCode.Read"/> gives it.</summary>
public interface IJoinCodeGrain : IGrainWithStringKey
{
    /// <summary>Takes the code for a target. The same target again moves its expiry; another's code is refused with <c>join-code.taken</c>.</summary>
    Task<Reply> Claim(JoinCodeTarget target, DateTimeOffset until);

    /// <summary>Where the code leads now; null for a code that nobody claimed or that has expired.</summary>
    Task<JoinCodeTarget?> Find();
}

/// <summary>Keeps a code unique over the whole installation: the grain is the only one with its key.</summary>
public sealed class JoinCodeGrain(Journal<HubDbContext, JoinCodeEvent> journal, TimeProvider clock)
    : DecidingGrain<JoinCodeState, JoinCodeCommand, JoinCodeEvent>(journal, JoinCodeRules.Rules), IJoinCodeGrain
{
    public const string StreamPrefix = "join-code-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKeyString();

    public Task<Reply> Claim(JoinCodeTarget target, DateTimeOffset until) =>
        HandleAsync(new JoinCodeCommand.Claim(target, until, clock.GetUtcNow()));

    public Task<JoinCodeTarget?> Find() => Task.FromResult(State.TargetAt(clock.GetUtcNow()));
}

/// <summary>How features get a code, and find what a typed one means.</summary>
public static class JoinCodes
{
    /// <summary>Draws codes until a free one is claimed.</summary>
    /// <exception cref="InvalidOperationException">Twenty codes in a row were taken, which chance does not do.</exception>
    public static async Task<string> ClaimCodeAsync(this IGrainFactory grains, JoinCodeTarget target, DateTimeOffset until)
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var code = JoinCode.From(RandomNumberGenerator.GetBytes(JoinCode.Length));
            if ((await grains.GetGrain<IJoinCodeGrain>(code).Claim(target, until)).Accepted) return code;
        }

        throw new InvalidOperationException("Twenty join codes in a row were taken. Look for a source of random bytes that is stuck.");
    }

    /// <summary>What a typed code leads to, or null when it is not a code or leads nowhere.</summary>
    public static async Task<JoinCodeTarget?> FindCodeAsync(this IGrainFactory grains, string? typed) =>
        JoinCode.Read(typed) is { } code ? await grains.GetGrain<IJoinCodeGrain>(code).Find() : null;
}
