using System.Collections.Immutable;
using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Identity;

/// <summary>Somebody with a role beyond learning.</summary>
/// <param name="HasPassword">False until the invitation was used.</param>
/// <param name="Institutions">Institutions a focal point speaks for.</param>
/// <param name="Programmes">Programmes a donor follows.</param>
public sealed record StaffMember(
    LearnerId Id, string Name, string Email, bool HasPassword, int Passkeys, ImmutableArray<string> Roles, ImmutableArray<InstitutionId> Institutions,
    ImmutableArray<ProgrammeId> Programmes);

/// <summary>Everyone with a role beyond learning, by name.</summary>
public sealed class StaffQuery(IDbContextFactory<HubDbContext> contexts)
{
    /// <summary>People listed at most; an installation has tens of them.</summary>
    public const int Limit = 500;

    /// <param name="institutionClaim">The claim type that names a focal point's institution.</param>
    /// <param name="programmeClaim">The claim type that names a donor's programme; null when nobody asks for it.</param>
    public async Task<ImmutableArray<StaffMember>> AllAsync(string institutionClaim, string? programmeClaim = null, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await db.Users.AsNoTracking()
            .Where(person => person.Email != null && db.UserRoles.Any(role => role.UserId == person.Id))
            .OrderBy(person => person.DisplayName).ThenBy(person => person.Id)
            .Take(Limit)
            .Select(person => new
            {
                person.Id,
                person.DisplayName,
                person.Email,
                HasPassword = person.PasswordHash != null,
                Passkeys = db.UserPasskeys.Count(passkey => passkey.UserId == person.Id),
            })
            .ToListAsync(ct);
        var ids = people.Select(person => person.Id).ToArray();
        var roles = (await (from given in db.UserRoles.AsNoTracking()
                            join role in db.Roles on given.RoleId equals role.Id
                            where ids.Contains(given.UserId)
                            select new { given.UserId, role.Name }).ToListAsync(ct)).ToLookup(role => role.UserId, role => role.Name!);
        var bound = (await db.UserClaims.AsNoTracking()
            .Where(claim => (claim.ClaimType == institutionClaim || claim.ClaimType == programmeClaim) && ids.Contains(claim.UserId))
            .ToListAsync(ct)).ToLookup(claim => (claim.UserId, claim.ClaimType), claim => claim.ClaimValue);
        Guid[] Bound(Guid person, string? type) => [.. bound[(person, type)].Where(id => Guid.TryParse(id, out _)).Select(id => Guid.Parse(id!)).Order()];
        return [.. people.Select(person => new StaffMember(
            new(person.Id), person.DisplayName, person.Email!, person.HasPassword, person.Passkeys,
            [.. roles[person.Id].Order(StringComparer.Ordinal)],
            [.. Bound(person.Id, institutionClaim).Select(id => new InstitutionId(id))], [.. Bound(person.Id, programmeClaim).Select(id => new ProgrammeId(id))]))];
    }
}
