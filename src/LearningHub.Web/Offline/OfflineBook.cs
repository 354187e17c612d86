using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning.Questions;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Offline;

/// <summary>The lists of all modules. Each is made from the pages themselves, and made again when a question comes onto a lesson; content does not change while the program runs.</summary>
public sealed partial class OfflineBook(IEnumerable<IOfflinePart> parts, OfflinePress press, QuestionEdition questions, IOptions<BrotliCompressionProviderOptions> compression)
{
    /// <summary>Head of an answer over HTTP/1.1, as measured; the security policy is most of it.</summary>
    private const int HeadBytes = 985;

    /// <summary>A module's first page, which shows this very weight and so cannot be weighed before.</summary>
    private const int FirstPageBytes = 3_400;

    /// <summary>Counted up when kept pages must be fetched again although their text did not change.</summary>
    private const int Frame = 1;

    private readonly ConcurrentDictionary<(string Module, string Language), Made<OfflineList>> lists = [];
    private readonly ConcurrentDictionary<(string Module, string Language), Made<IReadOnlyList<OfflineEntry>>> inner = [];

    public Task<OfflineList> OfAsync(Module module, string language) => OnceAsync(lists, module, language, () => ListAsync(module, language));

    /// <summary>What keeping the module costs, as its first page says it.</summary>
    public async Task<OfflineWeight> WeightAsync(Module module, string language)
    {
        var entries = await InnerAsync(module, language);
        var pictures = entries.Where(entry => entry.Kind == OfflineKind.Picture).Sum(entry => entry.Bytes);
        return new(FirstPageBytes + entries.Sum(entry => entry.Bytes) - pictures, pictures);
    }

    private async Task<OfflineList> ListAsync(Module module, string language)
    {
        var inside = await InnerAsync(module, language);
        var first = await press.PressAsync($"/modules/{module.Id.Module}", language);
        List<OfflineEntry> entries = [Entry(new($"/modules/{module.Id.Module}"), first, language), .. inside];
        var hash = Short(string.Join('\n', entries.Select(entry => $"{entry.Address} {entry.Hash}")));
        return new(module.Id.Module, module.Id.Version, language, module.Title, first.Edition.Replace("W/", "", StringComparison.Ordinal).Trim('"'), hash, entries.Sum(entry => entry.Bytes), entries);
    }

    private Task<IReadOnlyList<OfflineEntry>> InnerAsync(Module module, string language) => OnceAsync(inner, module, language, async () =>
    {
        var entries = new Dictionary<string, OfflineEntry>(StringComparer.Ordinal);
        foreach (var address in parts.SelectMany(part => part.Of(module)))
        {
            var pressed = await press.PressAsync(address.Address, language);
            entries[address.Address] = Entry(address, pressed, language);
            if (address.Kind != OfflineKind.Text) continue;
            foreach (var picture in Pictures().Matches(Encoding.UTF8.GetString(pressed.Body)).Select(found => found.Groups["address"].Value).Where(picture => !entries.ContainsKey(picture)))
                entries[picture] = Entry(new(picture, OfflineKind.Picture), await press.PressAsync(picture, language), language);
        }

        return (IReadOnlyList<OfflineEntry>)[.. entries.Values];
    });

    private OfflineEntry Entry(OfflineAddress address, Pressed pressed, string language)
    {
        if (pressed.Status != StatusCodes.Status200OK)
            throw new InvalidOperationException($"A kept module names '{address.Address}', which answers a visitor with {pressed.Status}. Name only what every visitor may see.");
        var hash = pressed.ContentType.StartsWith("text/html", StringComparison.Ordinal) ? Short($"{Frame} {language} {Said(Encoding.UTF8.GetString(pressed.Body))}") : Short(pressed.Body);
        return new(address.Address, address.Kind, hash, HeadBytes + Compressed(pressed.Body), pressed.Body.Length);
    }

    /// <summary>What the page says: its title and its text, whatever bar stands around it, and whatever its script's file is called today.</summary>
    private static string Said(string html) => Fingerprints().Replace($"{Titles().Match(html).Value}{Texts().Match(html).Value}", "");

    private int Compressed(byte[] body)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, compression.Value.Level, leaveOpen: true)) brotli.Write(body);
        return (int)target.Length;
    }

    private static string Short(string text) => Short(Encoding.UTF8.GetBytes(text));

    private static string Short(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));

    /// <summary>Once for each edition of the questions. One that failed is made anew: a database that was away comes back.</summary>
    private async Task<T> OnceAsync<T>(ConcurrentDictionary<(string, string), Made<T>> made, Module module, string language, Func<Task<T>> make)
    {
        var (key, edition) = ((module.Id.Module, language), await questions.CurrentAsync());
        var one = made.AddOrUpdate(key, _ => new(edition, new(make)), (_, known) => known.Edition == edition ? known : new(edition, new(make)));
        try
        {
            return await one.Task.Value;
        }
        catch
        {
            made.TryRemove(KeyValuePair.Create(key, one));
            throw;
        }
    }

    /// <param name="Edition">Of the questions that stand on lessons.</param>
    private sealed record Made<T>(string Edition, Lazy<Task<T>> Task);

    [GeneratedRegex("<title>.*?</title>", RegexOptions.Singleline)]
    private static partial Regex Titles();

    [GeneratedRegex("<main.*</main>", RegexOptions.Singleline)]
    private static partial Regex Texts();

    [GeneratedRegex(@"(?<=""/dist/[\w/-]+)\.[0-9a-z]{8,12}(?=\.(?:js|css)"")")]
    private static partial Regex Fingerprints();

    [GeneratedRegex("<img[^>]*? src=\"(?<address>/[^\"?#]+)\"")]
    private static partial Regex Pictures();
}
