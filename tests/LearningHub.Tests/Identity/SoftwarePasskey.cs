using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LearningHub.Tests.Identity;

/// <summary>What a phone's passkey does, in code: makes a key pair for one site, and signs what that site asks.</summary>
public sealed class SoftwarePasskey(string origin) : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    private string owner = "";
    private uint uses;

    /// <summary>Answers creation options, as <c>navigator.credentials.create</c> would.</summary>
    public string Make(JsonElement options)
    {
        owner = options.GetProperty("user").GetProperty("id").GetString()!;
        var client = ClientData("webauthn.create", options);
        byte[] data = [.. AuthenticatorData(options.GetProperty("rp").GetProperty("id").GetString()!, Present | Verified | HasKey), .. new byte[16], 0, (byte)id.Length, .. id, .. PublicKey()];
        byte[] attestation = [0xA3, .. Text("fmt"), .. Text("none"), .. Text("attStmt"), 0xA0, .. Text("authData"), .. Bytes(data)];
        return Credential(new { clientDataJSON = Encode(client), attestationObject = Encode(attestation), transports = new[] { "internal" } });
    }

    /// <summary>Answers request options, as <c>navigator.credentials.get</c> would.</summary>
    public string Use(JsonElement options)
    {
        uses++;
        var client = ClientData("webauthn.get", options);
        var data = AuthenticatorData(options.GetProperty("rpId").GetString()!, Present | Verified);
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new { clientDataJSON = Encode(client), authenticatorData = Encode(data), signature = Encode(signature), userHandle = owner });
    }

    public void Dispose() => key.Dispose();

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Encode(id),
        rawId = Encode(id),
        type = "public-key",
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
        response,
    });

    private byte[] ClientData(string type, JsonElement options) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type, challenge = options.GetProperty("challenge").GetString(), origin, crossOrigin = false });

    private byte[] AuthenticatorData(string site, byte flags)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, uses);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(site)), flags, .. counter];
    }

    /// <summary>The public key in COSE form: EC2, ES256, P-256, x, y.</summary>
    private byte[] PublicKey()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, .. Bytes(point.X!), 0x22, .. Bytes(point.Y!)];
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Bytes(byte[] bytes) => bytes.Length < 256 ? [0x58, (byte)bytes.Length, .. bytes] : [0x59, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes];

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
