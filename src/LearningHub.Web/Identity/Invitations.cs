using System.Buffers.Text;
using System.Security.Cryptography;
using LearningHub.Grains;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Identity;

/// <summary>Makes and redeems links that work once.</summary>
public sealed class Invitations(IDbContextFactory<HubDbContext> contexts, Seal seal, TimeProvider clock)
{
    private const string Purpose = "invitation";
    private const int TokenBytes = 24;
    private const int MaxTokenLength = 64;

    /// <summary>How long staff have to use their link.</summary>
    public static readonly TimeSpan StaffLifetime = TimeSpan.FromDays(7);

    /// <summary>How long the first administrator's link works; the next start prints another.</summary>
    public static readonly TimeSpan FirstAdministratorLifetime = TimeSpan.FromHours(24);

    /// <summary>The address of a new link, below the site's own: <c>/welcome/…</c>. Earlier unused links of the same person end.</summary>
    /// <param name="person">Who is invited; null for the first administrator.</param>
    public async Task<string> MakeAsync(Guid? person, CancellationToken ct = default)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        // Two nodes that start together each print a link; both work until an administrator exists.
        if (person is not null) await db.Invitations.Where(earlier => earlier.PersonId == person).ExecuteDeleteAsync(ct);
        db.Invitations.Add(new() { Hash = Hash(token), PersonId = person, ExpiresAt = now + (person is null ? FirstAdministratorLifetime : StaffLifetime) });
        await db.SaveChangesAsync(ct);
        return $"/welcome/{token}";
    }

    /// <summary>The invitation behind a token, or null when there is none, it is too old, or it was used.</summary>
    public async Task<Invitation?> FindAsync(string? token, CancellationToken ct = default)
    {
        if (token is null or { Length: > MaxTokenLength }) return null;
        var hash = Hash(token);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var found = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(invitation => invitation.Hash == hash && invitation.UsedAt == null, ct);
        if (found is null || found.ExpiresAt <= clock.GetUtcNow()) return null;
        return found.PersonId is null && await HasAdministratorAsync(db, ct) ? null : found;
    }

    /// <summary>Uses an invitation up. False when somebody was faster.</summary>
    public async Task<bool> UseAsync(Invitation invitation, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        return await db.Invitations.Where(it => it.Hash == invitation.Hash && it.UsedAt == null).ExecuteUpdateAsync(set => set.SetProperty(it => it.UsedAt, now), ct) == 1;
    }

    /// <summary>Whether the installation has anybody who can give roles.</summary>
    public async Task<bool> HasAdministratorAsync(CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await HasAdministratorAsync(db, ct);
    }

    private static Task<bool> HasAdministratorAsync(HubDbContext db, CancellationToken ct) => (
        from given in db.UserRoles
        join role in db.Roles on given.RoleId equals role.Id
        where role.Name == Roles.Administrator
        select given).AnyAsync(ct);

    private string Hash(string token) => seal.Hash(Purpose, token);
}
