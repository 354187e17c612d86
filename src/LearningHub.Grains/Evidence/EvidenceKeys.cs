using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using LearningHub.Grains.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Evidence;

/// <summary>The public half of a key that signs, or once signed, evidence packs: ECDSA on P-256.</summary>
/// <param name="Id">The key's thumbprint after RFC 7638, so that nobody can give two keys one name.</param>
/// <param name="X">First coordinate, Base64Url of 32 bytes.</param>
/// <param name="Y">Second coordinate, Base64Url of 32 bytes.</param>
public sealed record EvidenceKey(string Id, string X, string Y);

/// <summary>The site's keys for evidence packs. They lie with its other secrets in the database: every node has the same, and a backup holds them.</summary>
public sealed class EvidenceKeys(IDbContextFactory<HubDbContext> databases, Secrets secrets)
{
    private const string Name = "evidence-key-";

    /// <summary>The order of P-256, less one: private keys are 1 to this.</summary>
    private static readonly BigInteger Last = BigInteger.Parse("00FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632550", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <summary>Every key that ever signed here; the last one signs now. Old ones stay, so that old packs can be checked.</summary>
    public async Task<ImmutableArray<EvidenceKey>> AllAsync(CancellationToken ct = default)
    {
        var keys = ImmutableArray.CreateBuilder<EvidenceKey>();
        for (var number = 1; number <= Math.Max(1, await CountAsync(ct)); number++)
        {
            using var key = await OpenAsync(number, ct);
            keys.Add(PublicOf(key));
        }

        return keys.ToImmutable();
    }

    /// <summary>Signs with the newest key.</summary>
    /// <returns>64 bytes, r then s, over SHA-256 of the bytes.</returns>
    public async Task<byte[]> SignAsync(byte[] bytes, CancellationToken ct = default)
    {
        using var key = await OpenAsync(Math.Max(1, await CountAsync(ct)), ct);
        return key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Makes a new key, which signs from now on.</summary>
    public async Task<EvidenceKey> RotateAsync(CancellationToken ct = default)
    {
        using var key = await OpenAsync(Math.Max(1, await CountAsync(ct)) + 1, ct);
        return PublicOf(key);
    }

    private async Task<int> CountAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Secrets.AsNoTracking().CountAsync(secret => secret.Name.StartsWith(Name), ct);
    }

    private async Task<ECDsa> OpenAsync(int number, CancellationToken ct)
    {
        var random = new BigInteger(await secrets.GetAsync(Name + number.ToString(CultureInfo.InvariantCulture), ct), isUnsigned: true, isBigEndian: true);
        var scalar = (random % Last + 1).ToByteArray(isUnsigned: true, isBigEndian: true);
        return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = [.. new byte[32 - scalar.Length], .. scalar] });
    }

    private static EvidenceKey PublicOf(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var thumbprint = SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}"""));
        return new(Base64Url.EncodeToString(thumbprint), x, y);
    }
}
