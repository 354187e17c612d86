using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LearningHub.Grains.Identity;

/// <summary>A name as its words, so that "Uwimana, Claudine" and "CLAUDINE UWIMANA" are the same.</summary>
public static class NameWords
{
    /// <summary>Words compared at most; the rest of a very long name is not looked at.</summary>
    private const int Most = 6;

    private static readonly HashSet<string> Titles = new(StringComparer.Ordinal)
        { "mr", "mrs", "ms", "miss", "dr", "prof", "hon", "eng", "sir", "mme", "mlle", "maitre", "rev", "sr", "haj", "hajj", "hajji", "sheikh" };

    /// <summary>Letters that do not come apart into a letter and a mark.</summary>
    private static readonly Dictionary<char, string> Plain = new()
    {
        ['ø'] = "o", ['ł'] = "l", ['đ'] = "d", ['ð'] = "d", ['þ'] = "th", ['ß'] = "ss", ['æ'] = "ae", ['œ'] = "oe", ['ı'] = "i", ['ɓ'] = "b", ['ɗ'] = "d", ['ƙ'] = "k", ['ŋ'] = "ng", ['ɛ'] = "e", ['ɔ'] = "o",
    };

    /// <summary>Lower-case words without marks, titles and what stands in brackets; in the order written.</summary>
    public static ImmutableArray<string> Of(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        var depth = 0;
        void End()
        {
            if (word.Length > 0 && words.Count < Most && !Titles.Contains(word.ToString())) words.Add(word.ToString());
            word.Clear();
        }

        foreach (var letter in name.ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            if (letter is '(' or '[') depth++;
            else if (letter is ')' or ']') depth = Math.Max(0, depth - 1);
            else if (depth > 0 || letter is '\'' or '’' or '‘' or 'ʼ' or '`' || CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark) continue;
            else if (Plain.TryGetValue(letter, out var plain)) word.Append(plain);
            else if (char.IsLetterOrDigit(letter)) word.Append(letter);
            else End();
        }

        End();
        return words.ToImmutable();
    }

    /// <summary>The sound of a word, roughly: words that people write in two ways fall together. Only used to bring people side by side, never to judge.</summary>
    public static string Sound(string word)
    {
        var text = word.Replace("ph", "f", StringComparison.Ordinal).Replace("ch", "s", StringComparison.Ordinal).Replace("sh", "s", StringComparison.Ordinal)
            .Replace("ou", "u", StringComparison.Ordinal).Replace("ck", "k", StringComparison.Ordinal);
        Span<char> sound = stackalloc char[4];
        var length = 0;
        foreach (var letter in text)
        {
            var heard = letter switch { 'l' => 'r', 'c' or 'q' => 'k', 'z' => 's', 'j' => 'g', 'w' => 'u', 'v' => 'b', 'y' => 'i', 'd' => 't', _ => letter };
            var vowel = heard is 'a' or 'e' or 'i' or 'o' or 'u' or 'h';
            if (length > 0 && (vowel || sound[length - 1] == heard)) continue;
            sound[length++] = vowel ? 'a' : heard;
            if (length == sound.Length) break;
        }

        return new(sound[..length]);
    }
}
