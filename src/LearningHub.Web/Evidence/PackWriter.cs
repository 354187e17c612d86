using System.IO.Compression;
using System.Security.Cryptography;
using LearningHub.Domain.Evidence;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Grains.Common;
using LearningHub.Grains.Evidence;
using LearningHub.Journal;
using LearningHub.Web.Hosting;

namespace LearningHub.Web.Evidence;

/// <summary>Writes an evidence pack. Rows go straight into the ZIP, so that a large programme needs no more memory than its facts.</summary>
public sealed class PackWriter(Seal seal, EvidenceKeys keys)
{
    /// <summary>Writes the ZIP.</summary>
    /// <param name="site">The installation, as its journal names it.</param>
    /// <param name="head">The journal's chain now.</param>
    /// <param name="earlier">The chain as it stood before, for whoever holds an older pack.</param>
    /// <returns>SHA-256 of manifest.json, 64 hex characters.</returns>
    public async Task<string> WriteAsync(Stream to, PackContent content, string programme, Guid site, ChainHead head, IReadOnlyList<ChainHead> earlier, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        var files = new List<PackFile>();
        var tables = new PackTables(content, new(seal, content.Programme, content.Module.Id, content.AsOf));
        foreach (var table in PackTables.All)
        {
            ct.ThrowIfCancellationRequested();
            files.Add(Put(zip, content, table.Name, stream =>
            {
                using var csv = new CsvTable(table.Head, stream);
                foreach (var row in table.Rows(tables)) csv.Add(row);
            }));
        }

        files.Add(Put(zip, content, "figures.json", stream => PackJson.WriteFigures(stream, content.Figures)));
        var manifest = PackJson.Manifest(new(content, programme, site, head, earlier, files, await keys.AllAsync(ct)));
        Put(zip, content, "manifest.json", stream => stream.Write(manifest));
        var signature = Convert.ToBase64String(await keys.SignAsync(manifest, ct));
        Put(zip, content, "manifest.sig", stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(signature + "\n")));
        return Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    private static PackFile Put(ZipArchive zip, PackContent content, string name, Action<Stream> write)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = content.AsOf; // the same pack has the same bytes, whenever it is taken
        using var sha = SHA256.Create();
        using (var file = entry.Open())
        using (var hashed = new CryptoStream(file, sha, CryptoStreamMode.Write))
            write(hashed);
        return new(name, Convert.ToHexStringLower(sha.Hash!));
    }
}

/// <summary>A file of a pack with the SHA-256 of its bytes, 64 hex characters.</summary>
internal sealed record PackFile(string Name, string Sha256);
