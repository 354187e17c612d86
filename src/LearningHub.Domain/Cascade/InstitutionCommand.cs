using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade;

/// <summary>Everything that may be asked of one institution.</summary>
public abstract record InstitutionCommand
{
    private InstitutionCommand() { }

    /// <param name="Name">1 to 120 characters.</param>
    public sealed record RegisterInstitution(string Name, Sector Sector, LearnerId By, DateTimeOffset At) : InstitutionCommand;

    public sealed record NameFocalPoint(LearnerId Person, LearnerId By, DateTimeOffset At) : InstitutionCommand;

    public sealed record ReleaseFocalPoint(LearnerId Person, LearnerId By, DateTimeOffset At) : InstitutionCommand;

    /// <param name="Unit">A part of the institution, or empty for the whole of it.</param>
    /// <param name="Eligible">Staff who are to be reached, 1 to 1,000,000.</param>
    /// <param name="Source">Where the number comes from, 1 to 120 characters.</param>
    public sealed record DeclareStaff(string Unit, int Eligible, DateOnly DeclaredOn, string Source, LearnerId By, DateOnly Today, DateTimeOffset At) : InstitutionCommand;

    /// <param name="Unit">Where in the institution the learner works; 0 to 60 characters.</param>
    public sealed record DeclareMembership(LearnerId Learner, string Unit, DateOnly Today, DateTimeOffset At) : InstitutionCommand;

    public sealed record LeaveInstitution(LearnerId Learner, DateOnly Today, DateTimeOffset At) : InstitutionCommand;
}

/// <summary>What kind of body an institution is.</summary>
public enum Sector { Government, RegionalBody, TradeUnion, Employer, RecruitmentAgency, CivilSociety, International, Media, Other }
