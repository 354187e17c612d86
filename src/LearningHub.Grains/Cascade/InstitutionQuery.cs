using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>One institution in a list.</summary>
public sealed record InstitutionLine(InstitutionId Id, string Name, Sector Sector, int Members, int Sessions);

/// <summary>One declared staff number.</summary>
/// <param name="DeclaredBy">The full name: who declares a denominator answers for it.</param>
public sealed record StaffLine(string Unit, int Eligible, DateOnly DeclaredOn, string Source, string DeclaredBy);

/// <summary>Where a person works.</summary>
public sealed record MembershipLine(InstitutionId Institution, string Name, string Unit, DateOnly From);

/// <summary>An institution with every staff number ever declared, the newest first.</summary>
public sealed record InstitutionView(InstitutionId Id, string Name, Sector Sector, ImmutableArray<StaffLine> Staff);

/// <summary>Answers questions about institutions from the read tables.</summary>
public sealed class InstitutionQuery(IDbContextFactory<HubDbContext> databases, PersonNames names)
{
    public const int MaxLines = 500;

    /// <summary>Institutions by name.</summary>
    public async Task<ImmutableArray<InstitutionLine>> AllAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Institutions.AsNoTracking().OrderBy(row => row.Name).ThenBy(row => row.Id).Take(MaxLines).Select(row => new
        {
            row.Id, row.Name, row.Sector,
            Members = db.Memberships.Where(m => m.InstitutionId == row.Id && m.Until == null).Select(m => m.LearnerId).Distinct().Count(),
            Sessions = db.CascadeSessions.Count(s => s.InstitutionId == row.Id),
        }).ToListAsync(ct);
        return [.. rows.Select(row => new InstitutionLine(new(row.Id), row.Name, row.Sector, row.Members, row.Sessions))];
    }

    /// <summary>Institutions by name, without counting: members and sessions are 0. Counting looks at everybody who works anywhere.</summary>
    public async Task<ImmutableArray<InstitutionLine>> NamedAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await db.Institutions.AsNoTracking().OrderBy(row => row.Name).ThenBy(row => row.Id).Take(MaxLines).ToListAsync(ct);
        return [.. rows.Select(row => new InstitutionLine(new(row.Id), row.Name, row.Sector, 0, 0))];
    }

    /// <summary>The institution, or null.</summary>
    public async Task<InstitutionView?> FindAsync(InstitutionId id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Institutions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id.Value, ct) is not { } row) return null;
        var staff = await db.InstitutionStaff.AsNoTracking().Where(s => s.InstitutionId == id.Value)
            .OrderByDescending(s => s.DeclaredOn).ThenByDescending(s => s.Version).Take(MaxLines).ToListAsync(ct);
        var labels = await names.OfAsync([.. staff.Select(s => new LearnerId(s.DeclaredBy)).Distinct()], ct);
        return new(id, row.Name, row.Sector, [.. staff.Select(s => new StaffLine(s.Unit, s.Eligible, s.DeclaredOn, s.Source, labels.TryGetValue(new(s.DeclaredBy), out var label) ? label.Name : PersonNames.Withdrawn))]);
    }

    /// <summary>Where a person works now, by name of the institution.</summary>
    public async Task<ImmutableArray<MembershipLine>> OfPersonAsync(LearnerId person, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await (
            from post in db.Memberships.AsNoTracking()
            join institution in db.Institutions on post.InstitutionId equals institution.Id
            where post.LearnerId == person.Value && post.Until == null
            orderby institution.Name, institution.Id
            select new { institution.Id, institution.Name, post.Unit, post.From }).Take(50).ToListAsync(ct);
        return [.. rows.Select(row => new MembershipLine(new(row.Id), row.Name, row.Unit, row.From))];
    }
}
