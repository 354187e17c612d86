using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;
using LearningHub.Grains.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Cascade.Pledges;

/// <summary>What follows after one pledge. The key is the pledge's id; the pledge itself is made by <c>ILearnerGrain.Pledge</c>. Every call may be sent again.</summary>
public interface IPledgeGrain : IGrainWithGuidKey
{
    /// <summary>Sets the day, or another one.</summary>
    Task<Reply> Schedule(LearnerId by, DateOnly day, string district, int people);

    /// <summary>A supervisor's answer. The caller vouches that it came through the pledge's link.</summary>
    /// <param name="supervisor">Null for "not now", and when nothing was typed.</param>
    /// <param name="by">Who is signed in on that phone, or null.</param>
    Task<Reply> CoSign(bool agrees, Supervisor? supervisor, LearnerId? by);

    Task<Reply> SayNotYet(LearnerId by, NotYetReason reason);

    /// <summary>"This session keeps this pledge."</summary>
    Task<Reply> LinkSession(LearnerId by, CascadeSessionId session);

    Task<Reply> Withdraw(LearnerId by);
}

/// <summary>The caretaker of one pledge.</summary>
public sealed class PledgeGrain(Journal<HubDbContext, PledgeEvent> journal, PledgeQuery pledges, Seal seal, TimeProvider clock)
    : DecidingGrain<PledgeState, PledgeCommand, PledgeEvent>(journal, Pledge.Rules), IPledgeGrain
{
    public const string StreamPrefix = "pledge-";

    private PledgeTerms? terms;

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    private DateTimeOffset Now => clock.GetUtcNow();

    public Task<Reply> Schedule(LearnerId by, DateOnly day, string district, int people) =>
        OfThisAsync(pledge => new PledgeCommand.Schedule(pledge, by, day, district, people, DateOnly.FromDateTime(clock.GetLocalNow().DateTime), Now));

    public Task<Reply> CoSign(bool agrees, Supervisor? supervisor, LearnerId? by) =>
        OfThisAsync(pledge => new PledgeCommand.CoSign(pledge, agrees, supervisor is not null, by, Now), agrees ? supervisor : null);

    public Task<Reply> SayNotYet(LearnerId by, NotYetReason reason) => OfThisAsync(pledge => new PledgeCommand.SayNotYet(pledge, by, reason, Now));

    public async Task<Reply> LinkSession(LearnerId by, CascadeSessionId session)
    {
        var held = await pledges.HeldAsync(session);
        return await OfThisAsync(pledge => new PledgeCommand.LinkSession(pledge, by, held, Now));
    }

    public Task<Reply> Withdraw(LearnerId by) => OfThisAsync(pledge => new PledgeCommand.Withdraw(pledge, by, Now));

    private async Task<Reply> OfThisAsync(Func<PledgeTerms, PledgeCommand> command, Supervisor? supervisor = null)
    {
        terms ??= await pledges.TermsAsync(this.GetPrimaryKey()); // made once and never changed
        if (terms is null) return new(Version, new("pledge.unknown", "There is no such promise. Open it from the page “Pass it on”."));
        ImmutableArray<object> beside = supervisor is null || State.CoSignedAt is not null ? [] : [Row(terms, supervisor)];
        return await HandleAsync(command(terms), adds: beside);
    }

    private PledgeSupervisor Row(PledgeTerms pledge, Supervisor supervisor) => new()
    {
        Id = Guid.CreateVersion7(Now), PledgeId = pledge.Pledge, TrainerId = pledge.Trainer.Value, Name = supervisor.Name, At = Now,
        Contact = supervisor.Contact is { } contact ? seal.Hide(PledgeQuery.SupervisorPurpose, contact) : null,
    };
}
