using System.Text.Json.Serialization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade;

/// <summary>Everything that can have happened to one institution.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(InstitutionRegistered), "institution.registered.v1")]
[JsonDerivedType(typeof(FocalPointNamed), "institution.focal-point-named.v1")]
[JsonDerivedType(typeof(FocalPointReleased), "institution.focal-point-released.v1")]
[JsonDerivedType(typeof(StaffDeclared), "institution.staff-declared.v1")]
[JsonDerivedType(typeof(MembershipDeclared), "institution.membership-declared.v1")]
[JsonDerivedType(typeof(MemberLeft), "institution.member-left.v1")]
public abstract record InstitutionEvent
{
    private InstitutionEvent() { }

    public sealed record InstitutionRegistered(string Name, Sector Sector, LearnerId By, DateTimeOffset At) : InstitutionEvent;

    public sealed record FocalPointNamed(LearnerId Person, LearnerId By, DateTimeOffset At) : InstitutionEvent;

    public sealed record FocalPointReleased(LearnerId Person, LearnerId By, DateTimeOffset At) : InstitutionEvent;

    /// <param name="Unit">A part of the institution, or empty for the whole of it.</param>
    /// <param name="DeclaredOn">The day the number is about. Earlier numbers are kept: a shrinking denominator stays visible.</param>
    public sealed record StaffDeclared(string Unit, int Eligible, DateOnly DeclaredOn, string Source, LearnerId By, DateTimeOffset At) : InstitutionEvent;

    public sealed record MembershipDeclared(LearnerId Learner, string Unit, DateOnly From, DateTimeOffset At) : InstitutionEvent;

    /// <param name="Until">The last day in post.</param>
    public sealed record MemberLeft(LearnerId Learner, DateOnly Until, DateTimeOffset At) : InstitutionEvent;
}
