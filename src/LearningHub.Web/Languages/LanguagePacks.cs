using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LearningHub.Web.Hosting;

namespace LearningHub.Web.Languages;

/// <summary>The languages of this site: English, and every folder of <c>languages</c> with a <c>pack.json</c>. Read once, at start.</summary>
/// <remarks>docs/languages.md says what the files hold. A language is added by adding files.</remarks>
public sealed class LanguagePacks
{
    private const string Folder = "languages";
    private const string Head = "pack.json";

    private readonly FrozenDictionary<string, Language> byTag;

    private LanguagePacks(IEnumerable<Language> packs)
    {
        All = [Language.English, .. packs];
        byTag = All.ToFrozenDictionary(language => language.Tag, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>English first, the others by their tags, those that only test the pages last.</summary>
    public ImmutableArray<Language> All { get; }

    /// <summary>The language of the request or task under way.</summary>
    public Language Current => Find(CultureInfo.CurrentUICulture.Name) ?? Language.English;

    /// <summary>The language that a text message is written in, by its first word; null where that says nothing.</summary>
    public Language? OfText(string? text)
    {
        var word = (text ?? "").TrimStart().Split([' ', '\n', '.', ',', '!', '?', ':'], 2)[0];
        return word.Length == 0 ? null : All.FirstOrDefault(language => language.FirstWords.Contains(word));
    }

    public Language? Find(string tag) => byTag.GetValueOrDefault(tag);

    /// <param name="configured">A folder, or null for the nearest one called <c>languages</c>.</param>
    /// <param name="pseudo">Whether the two languages that only test the pages are there as well.</param>
    /// <exception cref="StartException">A pack can't be read. The message names the file and what to do.</exception>
    public static LanguagePacks Read(string? configured, string contentRoot, bool pseudo)
    {
        var folder = configured is { Length: > 0 } ? Path.GetFullPath(configured, contentRoot) : Nearest(contentRoot);
        var packs = folder is null ? [] : Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Where(pack => File.Exists(Path.Combine(pack, Head))).Select(ReadPack);
        return new([.. packs, .. pseudo ? PseudoLanguages.All : []]);
    }

    private static string? Nearest(string contentRoot)
    {
        // As with the courses: the source tree comes before the copy beside the program.
        for (var at = new DirectoryInfo(Path.GetFullPath(contentRoot)); at is not null; at = at.Parent)
            if (IsFolderOfPacks(Path.Combine(at.FullName, Folder))) return Path.Combine(at.FullName, Folder);
        var beside = Path.Combine(AppContext.BaseDirectory, Folder);
        return IsFolderOfPacks(beside) ? beside : null;
    }

    private static bool IsFolderOfPacks(string folder) => Directory.Exists(folder) && Directory.GetDirectories(folder).Any(pack => File.Exists(Path.Combine(pack, Head)));

    private static Language ReadPack(string folder)
    {
        var head = ReadJson(Path.Combine(folder, Head));
        try
        {
            Dictionary<string, string> texts = [];
            Dictionary<string, Plural> plurals = [];
            foreach (var file in Directory.GetFiles(folder, "*.json").Where(file => Path.GetFileName(file) != Head).Order(StringComparer.Ordinal)) ReadTexts(file, texts, plurals);
            return new()
            {
                Tag = CultureInfo.GetCultureInfo(head.GetProperty("tag").GetString()!).Name,
                Name = head.GetProperty("name").GetString()!,
                RightToLeft = head.TryGetProperty("direction", out var direction) && direction.GetString() == "rtl",
                Singular = head.TryGetProperty("singular", out var counts) ? counts.EnumerateArray().Select(count => count.GetInt32()).ToFrozenSet() : Language.English.Singular,
                FirstWords = head.TryGetProperty("firstWords", out var words) ? words.EnumerateArray().Select(word => word.GetString()!).ToFrozenSet(StringComparer.OrdinalIgnoreCase) : [],
                Texts = texts.ToFrozenDictionary(StringComparer.Ordinal),
                Plurals = plurals.ToFrozenDictionary(StringComparer.Ordinal),
            };
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or CultureNotFoundException)
        {
            throw new StartException($"The language pack {folder} can't be used: {e.Message} Its {Head} needs \"tag\" and \"name\"; every other file is one object of texts.");
        }
    }

    /// <summary>An empty translation is one that nobody has made yet: English is shown.</summary>
    private static void ReadTexts(string file, Dictionary<string, string> texts, Dictionary<string, Plural> plurals)
    {
        foreach (var text in ReadJson(file).EnumerateObject())
        {
            if (text.Value.ValueKind == JsonValueKind.String)
            {
                if (text.Value.GetString() is { Length: > 0 } translation) texts[text.Name] = translation;
            }
            else
            {
                var (one, other) = (text.Value.GetProperty("one").GetString()!, text.Value.GetProperty("other").GetString()!);
                if (one.Length > 0 && other.Length > 0) plurals[text.Name] = new(one, other);
            }
        }
    }

    private static JsonElement ReadJson(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file), new() { CommentHandling = JsonCommentHandling.Skip }).RootElement;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new StartException($"{file} can't be read: {e.Message} It must be one JSON object of texts.");
        }
    }
}
