using System.Security.Claims;
using LearningHub.Grains.Cascade;
using LearningHub.Web.Identity;

namespace LearningHub.Web.Cascade;

/// <summary>Who may do what with a cascade session.</summary>
internal static class SessionAccess
{
    public static bool Taught(this ClaimsPrincipal person, SessionView session) => session.Trainers.Contains(person.LearnerId());

    /// <summary>Looks after sessions without having taught this one: a programme officer, an administrator, or the focal point of its institution.</summary>
    public static bool Oversees(this ClaimsPrincipal person, SessionView session) =>
        !person.Taught(session) && (person.IsInRole(Roles.ProgrammeOfficer) || person.IsInRole(Roles.Administrator)
            || (session.Line.Institution is { } institution && person.SpeaksFor(institution)));

    /// <summary>May type sheets: a trainer of the session, for his list; or anybody of the staff, as a witness.</summary>
    public static bool MayTypeSheets(this ClaimsPrincipal person, SessionView session) =>
        person.Taught(session) || person.Oversees(session) || person.IsInRole(Roles.Facilitator);
}
