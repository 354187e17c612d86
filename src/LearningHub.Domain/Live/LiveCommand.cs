using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>What may be asked of a live session.</summary>
public abstract record LiveCommand
{
    private LiveCommand() { }

    /// <param name="Code">The join code under which people find the session.</param>
    public sealed record Start(ModuleVersion Module, ImmutableArray<PlannedActivity> Plan, LearnerId Host, string Code, DateTimeOffset At) : LiveCommand;

    public sealed record Join(LearnerId Learner, DateTimeOffset At) : LiveCommand;

    /// <summary>Asks a question of the plan; one that is open is closed first.</summary>
    public sealed record Open(string Activity, DateTimeOffset At) : LiveCommand;

    public sealed record Close(DateTimeOffset At) : LiveCommand;

    /// <summary>Shows the result of the last question; one that is open is closed first.</summary>
    public sealed record Reveal(DateTimeOffset At) : LiveCommand;

    /// <summary>Opens the first question of the plan that was not asked yet.</summary>
    public sealed record Next(DateTimeOffset At) : LiveCommand;

    public sealed record End(DateTimeOffset At) : LiveCommand;

    /// <param name="Answer">Made by the client before sending; the same one again is a repeat.</param>
    /// <param name="Options">Chosen options; exactly one for a single choice or a poll.</param>
    /// <param name="Sure">How the learner felt about it; null when not asked.</param>
    public sealed record Answer(LearnerId Learner, Guid AnswerId, string Activity, ImmutableArray<string> Options, bool? Sure, DateTimeOffset At) : LiveCommand;
}
