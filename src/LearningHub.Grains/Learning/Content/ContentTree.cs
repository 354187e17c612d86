using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using LearningHub.Domain.Learning;

namespace LearningHub.Grains.Learning.Content;

/// <summary>Everything in a content folder as it was read, with what reading found.</summary>
/// <param name="Fingerprint">Changes when any file changes; 12 hexadecimal digits.</param>
/// <param name="Took">How long the reading took.</param>
public sealed record ContentTree(
    string Root, ImmutableArray<Module> Modules, SourceBase Sources, ImmutableArray<GlossaryTerm> Glossary, Findings Findings, string Fingerprint,
    TimeSpan Took)
{
    /// <summary>Whom to call in each need; null where the organiser has set nothing.</summary>
    public ImmutableDictionary<string, string?> Contacts { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Reads the folder. Never throws for what an author wrote: that is a finding.</summary>
    public static ContentTree Read(string root)
    {
        var started = Stopwatch.GetTimestamp();
        var findings = new Findings();
        var sources = SourceBase.Read(Optional(root, SourceBase.FileName), findings);
        var referrals = new Referrals(YamlMap.Read(Optional(root, Referrals.FileName) is { Length: > 0 } filled ? filled : "{}", Referrals.FileName, 0, findings), findings);
        ImmutableArray<GlossaryTerm> glossary = [.. GlossaryReader.Read(Optional(root, GlossaryReader.FileName), sources, findings)];
        ImmutableArray<Module> modules = [.. new ModuleReader(root, sources, glossary, referrals, findings).ReadAll()];
        return new(root, modules, sources, glossary, findings, FingerprintOf(root), Stopwatch.GetElapsedTime(started))
        {
            Contacts = Referrals.Needs.ToImmutableDictionary(need => need, referrals.Contact),
        };
    }

    private static string Optional(string root, string file) => Path.Combine(root, file) is var path && File.Exists(path) ? File.ReadAllText(path) : "";

    private static string FingerprintOf(string root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(root, path)));
            hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
