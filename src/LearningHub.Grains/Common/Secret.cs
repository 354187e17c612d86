using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LearningHub.Grains.Common;

/// <summary>A key that belongs to this installation. Kept in the database, so that every node has the same and a backup holds them all.</summary>
public sealed class Secret
{
    public required string Name { get; init; }
    public required byte[] Value { get; init; }
}

/// <summary>One key of ASP.NET Core's data protection, which signs cookies and forms.</summary>
public sealed class DataProtectionKey
{
    public int Id { get; init; }
    public required string FriendlyName { get; init; }
    public required string Xml { get; init; }
}

/// <summary>The installation's keys, made at the first asking.</summary>
public sealed class Secrets(IDbContextFactory<HubDbContext> contexts)
{
    private const int Bytes = 32;

    /// <summary>32 random bytes under a name; every node, at any time, gets the same.</summary>
    public async Task<byte[]> GetAsync(string name, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await FindAsync(db, name, ct) is { } known) return known;
        db.Secrets.Add(new() { Name = name, Value = RandomNumberGenerator.GetBytes(Bytes) });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another node may have been first; what it wrote holds. Anything else fails again below.
            if (await FindAsync(db, name, ct) is null) throw;
        }

        return (await FindAsync(db, name, ct))!;
    }

    private static Task<byte[]?> FindAsync(HubDbContext db, string name, CancellationToken ct) =>
        db.Secrets.AsNoTracking().Where(secret => secret.Name == name).Select(secret => secret.Value).SingleOrDefaultAsync(ct);
}

internal sealed class SecretConfiguration : IEntityTypeConfiguration<Secret>
{
    public void Configure(EntityTypeBuilder<Secret> builder) => builder.ToTable("secrets").HasKey(secret => secret.Name);
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("data_protection_keys").HasKey(key => key.Id);
}
