using System.Text.RegularExpressions;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Messages;

/// <summary>What somebody means with a text message.</summary>
public abstract partial record TextIntent
{
    private TextIntent() { }

    /// <summary>"This coupon is mine", or with a name: a colleague's who uses this phone.</summary>
    public sealed record Confirm(string Code, string? For) : TextIntent;

    /// <param name="Option">Counted from 0 for a.</param>
    public sealed record Answer(int Option) : TextIntent;

    public sealed record Help : TextIntent;

    public sealed record Stop : TextIntent;

    public sealed record Start : TextIntent;

    public sealed record Unclear : TextIntent;

    /// <summary>Longer texts are not read to their end.</summary>
    private const int Longest = 320;

    /// <summary>Reads a text forgivingly: any case, spaces and dashes in a code, "answer b", "2. b)", a code within a sentence.</summary>
    public static TextIntent Read(string? text)
    {
        var typed = Spaces().Replace(text is { Length: > Longest } ? text[..Longest] : text ?? "", " ").Trim();
        var word = typed.Trim('.', '!', '?', ' ').ToUpperInvariant();
        if (typed is "?" || word is "HELP" or "INFO" or "AIDE") return new Help();
        if (word is "STOP" or "STOPALL" or "STOP ALL" or "UNSUBSCRIBE" or "QUIT" or "ARRET" or "ARRÊT") return new Stop();
        if (word is "START" or "UNSTOP") return new Start();
        if (Letter().Match(typed) is { Success: true } letter) return new Answer(char.ToUpperInvariant(letter.Groups[1].Value[0]) - 'A');
        var parts = ForWhom().Split(typed, 2);
        var name = parts.Length == 2 && parts[1].Any(char.IsLetter) ? parts[1].Trim() : null;
        return CodeIn(parts[0]) is { } code ? new Confirm(code, name) : new Unclear();
    }

    private static string? CodeIn(string text)
    {
        if (JoinCode.Read(text) is { } whole) return whole;
        // A sentence: the first word, or two neighbours of three signs, that can be a code. Nearly every code holds a digit; one without stands out in capitals, as it is printed.
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('.', ',', ':', ';', '!', '?', '"', '\'', '(', ')')).ToArray();
        var pairs = words.Zip(words.Skip(1)).Where(pair => pair is { First.Length: 3, Second.Length: 3 }).Select(pair => pair.First + pair.Second);
        var isShouted = !text.Any(char.IsLower);
        var likely = words.Concat(pairs).Where(word => word.Any(char.IsAsciiDigit)).Concat(isShouted ? [] : words.Concat(pairs).Where(word => word.Length > 2 && word[..3].All(char.IsUpper)));
        return likely.Select(JoinCode.Read).FirstOrDefault(code => code is not null);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\W*(?:(?:answer|ans|reply|reponse|réponse|option|q)\W*)?(?:[1-9]\W*)?([a-f])\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Letter();

    [GeneratedRegex(@"\s(?:for|pour|kwa)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ForWhom();
}
