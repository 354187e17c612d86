using System.Security.Claims;
using LearningHub.Domain.Common;

namespace LearningHub.Web.Identity;

/// <summary>Names of the authorization policies. Every page, hub method and endpoint names one, or says <c>[AllowAnonymous]</c> aloud.</summary>
public static class Policies
{
    /// <summary>Anyone with a learner's identity, which includes every other role.</summary>
    public const string Learner = nameof(Learner);
    public const string Facilitator = nameof(Facilitator);
    /// <summary>A focal point; which institution is checked against the page's own id.</summary>
    public const string FocalPoint = nameof(FocalPoint);
    /// <summary>Reads a programme's figures: an officer, or a donor. Which programme is asked with <see cref="SignedIn.Reads"/>.</summary>
    public const string ProgrammeReader = nameof(ProgrammeReader);
    /// <summary>Looks after every programme.</summary>
    public const string ProgrammeOfficer = nameof(ProgrammeOfficer);
    public const string Administrator = nameof(Administrator);

    /// <summary>Answers what learners ask about lessons: facilitators, and who looks after programmes.</summary>
    public const string Expert = nameof(Expert);
}

/// <summary>Role names as Identity stores them.</summary>
public static class Roles
{
    public const string Learner = "learner";
    public const string Facilitator = "facilitator";
    public const string FocalPoint = "focal-point";
    public const string Donor = "donor";
    public const string ProgrammeOfficer = "programme-officer";
    public const string Administrator = "administrator";
}

/// <summary>Who acts, read from the signed-in person and never from an argument.</summary>
public static class SignedIn
{
    /// <summary>Claim type that names an institution a focal point speaks for.</summary>
    public const string InstitutionClaim = "institution";

    /// <summary>Claim type that names a programme a donor follows.</summary>
    public const string ProgrammeClaim = "programme";

    /// <exception cref="InvalidOperationException">Nobody is signed in: the page or endpoint lacks its policy.</exception>
    public static LearnerId LearnerId(this ClaimsPrincipal person) =>
        person.FindLearnerId() ?? throw new InvalidOperationException("Nobody is signed in here. Give the page or endpoint a policy.");

    public static LearnerId? FindLearnerId(this ClaimsPrincipal person) =>
        Guid.TryParse(person.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? new(id) : null;

    /// <summary>Whether the person speaks for this institution (its focal point, or an officer above it).</summary>
    public static bool SpeaksFor(this ClaimsPrincipal person, InstitutionId institution) =>
        person.LooksAfterProgrammes() || (person.IsInRole(Roles.FocalPoint) && person.HasClaim(InstitutionClaim, institution.ToString()));

    /// <summary>Whether the person looks after programmes, every one of them.</summary>
    public static bool LooksAfterProgrammes(this ClaimsPrincipal person) => person.IsInRole(Roles.Administrator) || person.IsInRole(Roles.ProgrammeOfficer);

    /// <summary>Whether this programme exists for the person: every one for who looks after programmes, her own for a donor.</summary>
    public static bool Reads(this ClaimsPrincipal person, ProgrammeId programme) =>
        person.LooksAfterProgrammes() || (person.IsInRole(Roles.Donor) && person.HasClaim(ProgrammeClaim, programme.ToString()));
}
