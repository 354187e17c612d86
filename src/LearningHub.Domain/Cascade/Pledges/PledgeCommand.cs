using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Pledges;

/// <summary>What was promised, as the learner's own history holds it. It comes in with every command.</summary>
/// <param name="People">How many colleagues, 1 to 500.</param>
public sealed record PledgeTerms(Guid Pledge, LearnerId Trainer, ModuleVersion Module, int People, DateOnly MadeOn, DateOnly DueOn);

/// <summary>Everything that may be asked of one pledge after it was made.</summary>
public abstract record PledgeCommand
{
    private PledgeCommand() { }

    /// <param name="Day">When the session will be held: today or within a year.</param>
    /// <param name="District">Never finer than a district.</param>
    /// <param name="People">How many are expected, 1 to 500.</param>
    /// <param name="Today">The date where the trainer is.</param>
    public sealed record Schedule(PledgeTerms Terms, LearnerId By, DateOnly Day, string District, int People, DateOnly Today, DateTimeOffset At) : PledgeCommand;

    /// <summary>The supervisor's answer through the link. The caller vouches for the link.</summary>
    /// <param name="Agrees">False for "not now".</param>
    /// <param name="Named">A name was typed; the name itself stays outside.</param>
    /// <param name="By">Who is signed in on that phone, or null; the trainer himself is not a supervisor.</param>
    public sealed record CoSign(PledgeTerms Terms, bool Agrees, bool Named, LearnerId? By, DateTimeOffset At) : PledgeCommand;

    public sealed record SayNotYet(PledgeTerms Terms, LearnerId By, NotYetReason Reason, DateTimeOffset At) : PledgeCommand;

    /// <summary>"This session keeps that pledge."</summary>
    /// <param name="Held">The session as it was recorded; null when there is none.</param>
    public sealed record LinkSession(PledgeTerms Terms, LearnerId By, HeldSession? Held, DateTimeOffset At) : PledgeCommand;

    public sealed record Withdraw(PledgeTerms Terms, LearnerId By, DateTimeOffset At) : PledgeCommand;
}

/// <summary>A recorded session, as far as a pledge asks about it.</summary>
public sealed record HeldSession(CascadeSessionId Session, ModuleVersion Module, ImmutableArray<LearnerId> Trainers, DateOnly HeldOn);

/// <summary>Why a session has not been held yet.</summary>
public enum NotYetReason { NoTimeGiven, NoRoomOrMoney, NoPermission, PostChanged, WaitingForKit, NotReady, Other }
