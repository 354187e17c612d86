using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using LearningHub.Domain.Common;

namespace LearningHub.Web.Outboxes;

/// <summary>What somebody handed over because her phone found no link: read from text, from a file, or from QR codes.</summary>
/// <param name="Who">Whose phone it was; null when nobody was signed in on it.</param>
/// <remarks>The form is described in <c>docs/outbox.md</c>; <c>client/src/outbox/pack.ts</c> writes it.</remarks>
public sealed record HandedOver(LearnerId? Who, ImmutableArray<OutboxItem> Items)
{
    private const int MostBytes = 256 * 1024, MostItems = 300, MostLines = 500, ChecksumBytes = 4;

    private static readonly Refusal Unreadable = new("outbox.unreadable", "This is not work from a phone of the hub, or a part of it is missing. Copy the whole text, from “LH1” to its last sign.");
    private static readonly Refusal Damaged = new("outbox.damaged", "Some signs of this text were changed on the way. Send it again, or scan the codes.");

    /// <param name="typed">Any text around it is left out; parts of several QR codes may stand in any order.</param>
    public static (HandedOver? Work, Refusal? Refusal) Read(string? typed)
    {
        var (bytes, refusal) = BytesOf((typed ?? "").Trim());
        if (bytes is null) return (null, refusal);
        if (!IsWhole(bytes)) return (null, Damaged);
        var body = bytes.AsMemory(0, bytes.Length - ChecksumBytes);
        try
        {
            using var json = JsonDocument.Parse(Expand(body), new() { MaxDepth = 16 });
            return Of(json.RootElement) is { } work ? (work, null) : (null, Unreadable);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException or FormatException or ArgumentException)
        {
            return (null, Unreadable);
        }
    }

    private static HandedOver? Of(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() != 3 || root[2].GetArrayLength() is 0 or > MostItems) return null;
        LearnerId? who = Guid.TryParse(root[0].GetString(), out var id) ? new(id) : null;
        var first = DateTimeOffset.FromUnixTimeSeconds(root[1].GetInt64());
        return new(who, [.. root[2].EnumerateArray().Select(line => Item(line, who, first))]);
    }

    private static OutboxItem Item(JsonElement line, LearnerId? who, DateTimeOffset first)
    {
        var (kind, body) = (line[1].GetString()!, line[3].Clone());
        string? Field(string name) => body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        // A live answer, a coupon and a colleague's coupon carry their own proof; a coupon of somebody who was signed in is hers.
        var whose = kind switch { "live" or "colleague" => "", "coupon" => Field("who") ?? "", _ => who?.ToString() ?? "" };
        var at = first.AddSeconds(line[2].GetInt64()).ToString("O", CultureInfo.InvariantCulture);
        return new(line[0].GetString(), kind, $"{kind switch { "live" or "coupon" or "colleague" => kind, _ => "" }}/{Field("module") ?? Field("code") ?? kind}", whose, at, body);
    }

    private static (byte[]? Bytes, Refusal? Refusal) BytesOf(string text)
    {
        if (text.Length > MostBytes) return (null, Unreadable);
        if (text.IndexOf("LH1.", StringComparison.Ordinal) is >= 0 and var at)
        {
            return Unwrapped(text[(at + 4)..]);
        }

        return PartsOf(text);
    }

    /// <summary>A mail may have broken it into lines, and a greeting may follow: it ends where the checksum is right.</summary>
    private static (byte[]? Bytes, Refusal? Refusal) Unwrapped(string text)
    {
        byte[]? bytes = null;
        var data = "";
        foreach (var line in text.Split((char[]?)null, MostLines, StringSplitOptions.RemoveEmptyEntries))
        {
            data += line;
            if (!Base64Url.IsValid(data) || Base64Url.DecodeFromChars(data) is not { Length: > ChecksumBytes } read) continue;
            bytes = read;
            if (IsWhole(bytes)) break;
        }

        return bytes is null ? (null, Unreadable) : (bytes, null);
    }

    private static bool IsWhole(byte[] bytes) => Crc32(bytes.AsSpan(0, bytes.Length - ChecksumBytes)) == BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(bytes.Length - ChecksumBytes));

    private static (byte[]? Bytes, Refusal? Refusal) PartsOf(string text)
    {
        var parts = new SortedDictionary<int, string>();
        var of = 0;
        foreach (var piece in text.Split("LH1:", StringSplitOptions.RemoveEmptyEntries))
        {
            if (piece.Split(':') is not [var place, var data] || place.Split('/') is not [var number, var all]
                || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || !int.TryParse(all, NumberStyles.None, CultureInfo.InvariantCulture, out of)) continue;
            parts[n] = data.Trim();
        }

        if (of == 0) return (null, Unreadable);
        if (Enumerable.Range(1, Math.Min(of, MostItems)).FirstOrDefault(n => !parts.ContainsKey(n)) is > 0 and var missing)
            return (null, new("outbox.part-missing", $"Code {missing} of {of} is missing. Scan it too; the order does not matter."));
        var bytes = new List<byte>();
        foreach (var (_, data) in parts) if (!Base32(data, bytes)) return (null, Damaged);
        return bytes.Count > ChecksumBytes ? ([.. bytes], null) : (null, Unreadable);
    }

    private static bool Base32(string text, List<byte> into)
    {
        var (held, bits) = (0, 0);
        foreach (var sign in text)
        {
            var value = sign is >= 'A' and <= 'Z' ? sign - 'A' : sign is >= '2' and <= '7' ? sign - '2' + 26 : -1;
            if (value < 0) return false;
            (held, bits) = (((held << 5) | value) & 0xFFFF, bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            into.Add((byte)(held >> bits));
        }

        return true;
    }

    /// <summary>A small text may unfold into a huge one: what is longer than a phone ever holds is cut off, and then it can't be read.</summary>
    private static byte[] Expand(ReadOnlyMemory<byte> body)
    {
        using var stream = new DeflateStream(new MemoryStream(body.ToArray()), CompressionMode.Decompress);
        var plain = new byte[MostBytes];
        return plain[..stream.ReadAtLeast(plain, plain.Length, throwOnEndOfStream: false)];
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var i = 0; i < 8; i++) crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320u);
        }

        return ~crc;
    }
}
