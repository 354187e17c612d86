using System.Security.Claims;
using LearningHub.Grains.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Identity;

/// <summary>What a sign-in carries: the id, the name to show, the roles, the institutions a focal point speaks for, and the programmes a donor follows.</summary>
internal sealed class PersonClaims(UserManager<Person> people, RoleManager<IdentityRole<Guid>> roles, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Person, IdentityRole<Guid>>(people, roles, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        if (identity.FindFirst(identity.NameClaimType) is { } technicalName) identity.RemoveClaim(technicalName);
        identity.AddClaim(new(identity.NameClaimType, user.DisplayName));
        identity.AddClaim(new(identity.RoleClaimType, Roles.Learner)); // everybody learns here
        return identity;
    }
}
