using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Evidence;
using LearningHub.Grains.Evidence;
using LearningHub.Journal;

namespace LearningHub.Web.Evidence;

/// <summary>What a manifest is made of.</summary>
/// <param name="Programme">The programme's name.</param>
/// <param name="Keys">The site's public keys; the last one signs.</param>
internal sealed record ManifestParts(
    PackContent Content, string Programme, Guid Site, ChainHead Head, IReadOnlyList<ChainHead> Earlier, IReadOnlyList<PackFile> Files, ImmutableArray<EvidenceKey> Keys);

/// <summary>The pack's two JSON files.</summary>
internal static class PackJson
{
    public const string Format = "learning-hub-evidence/1";

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One figure a line.</summary>
    public static void WriteFigures(Stream to, ImmutableArray<Figure> figures)
    {
        to.Write("[\n"u8);
        for (var i = 0; i < figures.Length; i++)
        {
            using (var json = new Utf8JsonWriter(to, new() { Encoder = Readable.Encoder })) Write(json, figures[i]);
            to.Write(i + 1 < figures.Length ? ",\n"u8 : "\n"u8);
        }

        to.Write("]\n"u8);
    }

    public static byte[] Manifest(ManifestParts parts)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
        {
            json.WriteStartObject();
            WriteSubject(json, parts);
            WriteObject(json, "definitions", Definitions.All.Select(definition => (definition.Id, (object)definition.Version)));
            json.WriteStartObject("files");
            foreach (var file in parts.Files) json.WriteString(file.Name, file.Sha256);
            json.WriteEndObject();
            WriteChain(json, parts);
            WriteSignature(json, parts.Keys[^1]);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>A public key as a JSON Web Key (RFC 7517).</summary>
    public static void WriteKey(Utf8JsonWriter json, EvidenceKey key)
    {
        foreach (var (name, value) in ((string, string)[])[("kty", "EC"), ("crv", "P-256"), ("alg", "ES256"), ("use", "sig"), ("kid", key.Id), ("x", key.X), ("y", key.Y)]) json.WriteString(name, value);
    }

    private static void WriteSubject(Utf8JsonWriter json, ManifestParts parts)
    {
        var content = parts.Content;
        json.WriteString("format", Format);
        json.WriteString("site", parts.Site);
        json.WriteStartObject("programme");
        json.WriteString("id", content.Programme.Value);
        json.WriteString("name", parts.Programme);
        json.WriteEndObject();
        json.WriteString("module", content.Module.Id.Module);
        json.WriteNumber("moduleVersion", content.Module.Id.Version);
        json.WriteString("asOf", PackTables.Time(content.AsOf));
        json.WriteNumber("windowDays", PackContent.WindowDays);
        json.WriteNumber("graceDays", PackContent.GraceDays);
        json.WriteNumber("passMark", content.Facts.PassMark);
        if (content.Facts.ValidDays is { } valid) json.WriteNumber("validDays", valid);
        else json.WriteNull("validDays");
        json.WriteBoolean("sensitive", content.Module.Sensitive);
        json.WriteNumber("leastPeople", SmallCells.LeastPeople(content.Module.Sensitive));
    }

    private static void WriteChain(Utf8JsonWriter json, ManifestParts parts)
    {
        json.WriteStartObject("chain");
        json.WriteNumber("position", parts.Head.Position);
        json.WriteString("hash", parts.Head.Hash);
        json.WriteStartArray("earlier");
        foreach (var head in parts.Earlier.Where(head => head.Position < parts.Head.Position))
        {
            json.WriteStartObject();
            json.WriteNumber("position", head.Position);
            json.WriteString("hash", head.Hash);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSignature(Utf8JsonWriter json, EvidenceKey key)
    {
        json.WriteStartObject("signature");
        json.WriteString("file", "manifest.sig");
        json.WriteStartObject("key");
        WriteKey(json, key);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Figure figure)
    {
        json.WriteStartObject();
        json.WriteString("id", figure.Definition.Id);
        json.WriteString("definition", figure.Definition.ToString());
        json.WriteString("slice", figure.Slice);
        Number(json, "value", figure.Value);
        json.WriteNumber("n", figure.N);
        Number(json, "low", figure.Low);
        Number(json, "high", figure.High);
        json.WriteNumber("tierFloor", (int)figure.TierFloor);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        if (value is { } number) json.WriteRawValue(PublishedNumber.Of(number));
        else json.WriteNullValue();
    }

    private static void WriteObject(Utf8JsonWriter json, string name, IEnumerable<(string Name, object Value)> members)
    {
        json.WriteStartObject(name);
        foreach (var (member, value) in members) json.WriteNumber(member, (int)value);
        json.WriteEndObject();
    }
}
