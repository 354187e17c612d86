using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>What may be asked of a live session.</summary>
public abstract partial record LiveCommand
{
    private LiveCommand() { }

    /// <param name="Code">The join code under which people find the session.</param>
    public sealed record Start(ModuleVersion Module, ImmutableArray<PlannedActivity> Plan, LearnerId Host, string Code, DateTimeOffset At) : LiveCommand;

    /// <param name="People">How many share this phone, 1 to <see cref="LiveSession.MaxTeam"/>. It may be said later too, until this participant's first answer.</param>
    /// <param name="FromPaper">The host brings in somebody who filled in a sheet; possible after the end too.</param>
    public sealed record Join(LearnerId Learner, DateTimeOffset At, int People = 1, bool FromPaper = false) : LiveCommand;

    /// <summary>Puts an activity of the plan before the room; one that is open is closed first.</summary>
    public sealed record Open(string Activity, DateTimeOffset At) : LiveCommand;

    public sealed record Close(DateTimeOffset At) : LiveCommand;

    /// <summary>Lets people talk in pairs before the second vote; a first vote that is open is closed first.</summary>
    public sealed record Talk(DateTimeOffset At) : LiveCommand;

    /// <summary>Shows the result of the last question; one that is open is closed first.</summary>
    public sealed record Reveal(DateTimeOffset At) : LiveCommand;

    /// <summary>Opens the first activity of the plan that was not shown yet.</summary>
    public sealed record Next(DateTimeOffset At) : LiveCommand;

    public sealed record End(DateTimeOffset At) : LiveCommand;

    /// <summary>Notes that module and learners have been told of so many answers.</summary>
    public sealed record PassedOn(int Answers, DateTimeOffset At) : LiveCommand;

    /// <summary>Adds an activity that the host made up, or that came out of the room, behind the current one.</summary>
    /// <param name="TextId">A new id, under which its texts are kept outside the journal.</param>
    public sealed record Add(PlannedActivity Activity, Guid TextId, DateTimeOffset At) : LiveCommand;

    /// <summary>Sets, extends or removes the time hint of the open activity. It closes nothing.</summary>
    /// <param name="EndsAt">Null to take the hint away.</param>
    public sealed record SetTimer(DateTimeOffset? EndsAt, DateTimeOffset At) : LiveCommand;

    /// <summary>Hands that were counted in the room for the open or just closed question. A new count replaces the old.</summary>
    public sealed record CountHands(string Activity, ImmutableSortedDictionary<string, int> Hands, DateTimeOffset At) : LiveCommand;

    /// <summary>Shows or hides how many the teams got right. Off until the host wants it.</summary>
    public sealed record ShowTeams(bool Shown, DateTimeOffset At) : LiveCommand;

    /// <summary>Keeps a text from phones and projector, or lets it through again. The answer counts as before.</summary>
    public sealed record HideText(string Activity, Guid AnswerId, bool Hidden, DateTimeOffset At) : LiveCommand;

    /// <param name="AnswerId">Made by the client before sending; the same one again is a repeat.</param>
    /// <param name="Response">In the form that the activity's kind asks for.</param>
    /// <param name="Mode">How it was given; null for the participant's own phone. What the host types in from paper was given in time.</param>
    public sealed record Answer(
        LearnerId Learner, Guid AnswerId, string Activity, LiveResponse Response, DateTimeOffset At, AnswerMode? Mode = null) : LiveCommand;
}
