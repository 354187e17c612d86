using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LearningHub.Grains.Common;

/// <summary>Makes and checks secrets that carry their own proof: participant claims, host claims, coupons, keyed hashes of contacts.</summary>
/// <remarks>HMAC-SHA-256 with the installation's key, which lives in the database (never in the journal), so that any node can check
/// what another made and nothing has to be looked up. A purpose keeps one kind of seal from being used as another.</remarks>
public sealed class Seal(byte[] key)
{
    private const int IdBytes = 16;
    private const int TagBytes = 16;

    /// <summary>A token of 43 address-safe characters that carries <paramref name="id"/> and proves it for this purpose and scope.</summary>
    public string For(string purpose, string scope, Guid id)
    {
        Span<byte> token = stackalloc byte[IdBytes + TagBytes];
        id.TryWriteBytes(token, bigEndian: true, out _);
        Tag(purpose, scope, id)[..TagBytes].CopyTo(token[IdBytes..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The id within a token, or null when the token is not one that <see cref="For"/> made with the same purpose and scope.</summary>
    public Guid? Open(string purpose, string scope, string? token)
    {
        Span<byte> bytes = stackalloc byte[IdBytes + TagBytes];
        if (token is null || token.Length > 64 || !Base64Url.IsValid(token, out var length) || length != bytes.Length) return null;
        if (!Base64Url.TryDecodeFromChars(token, bytes, out _)) return null;
        var id = new Guid(bytes[..IdBytes], bigEndian: true);
        return CryptographicOperations.FixedTimeEquals(bytes[IdBytes..], Tag(purpose, scope, id).AsSpan(0, TagBytes)) ? id : null;
    }

    /// <summary>A keyed hash for looking something up without keeping it in the clear: a contact, a recovery phrase. 64 hex characters.</summary>
    public string Hash(string purpose, string value) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{value}")));

    /// <summary>An id made from a value: the same each time, and nobody else can make it or tell what it was made from.</summary>
    public Guid IdFor(string purpose, string value)
    {
        var bytes = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"id\n{purpose}\n{value}")).AsSpan(0, IdBytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8: made from content
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    /// <summary>A text that only this installation can read again: AES-GCM under a key of its own for each purpose.</summary>
    public string Hide(string purpose, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var hidden = new byte[AesGcm.NonceByteSizes.MaxSize + plain.Length + TagBytes];
        var nonce = hidden.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var rest = hidden.AsSpan(nonce.Length);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(HidingKey(purpose), TagBytes);
        aes.Encrypt(nonce, plain, rest[..plain.Length], rest[plain.Length..]);
        return Base64Url.EncodeToString(hidden);
    }

    /// <summary>What <see cref="Hide"/> hid for the same purpose, or null when it is nothing of that kind.</summary>
    public string? Show(string purpose, string? hidden)
    {
        if (hidden is null || !Base64Url.IsValid(hidden, out var length) || length < AesGcm.NonceByteSizes.MaxSize + TagBytes) return null;
        var bytes = Base64Url.DecodeFromChars(hidden);
        var plain = new byte[bytes.Length - AesGcm.NonceByteSizes.MaxSize - TagBytes];
        var rest = bytes.AsSpan(AesGcm.NonceByteSizes.MaxSize);
        using var aes = new AesGcm(HidingKey(purpose), TagBytes);
        try
        {
            aes.Decrypt(bytes.AsSpan(0, AesGcm.NonceByteSizes.MaxSize), rest[..plain.Length], rest[plain.Length..], plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    private byte[] HidingKey(string purpose) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"hide\n{purpose}"));

    private byte[] Tag(string purpose, string scope, Guid id) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{purpose}\n{scope}\n{id}"));
}
