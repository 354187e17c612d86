using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LearningHub.Domain.Messages;

/// <summary>Text messages as a plain phone shows them: the GSM 03.38 alphabet, 160 signs each.</summary>
public static class GsmText
{
    /// <summary>Signs of one message. Those of <see cref="Two"/> count twice.</summary>
    public const int Longest = 160;

    /// <summary>Messages one answer may cost.</summary>
    private const int MostParts = 9;

    private const string One =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private const string Two = "^{}\\[~]|€";

    /// <summary>The text in the alphabet: quotation marks and dashes become plain, letters lose the accents a phone may not know, the rest becomes a question mark.</summary>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var clean = new StringBuilder(text.Length);
        foreach (var sign in text.Normalize(NormalizationForm.FormC))
        {
            if (Length(sign) > 0) clean.Append(sign);
            else clean.Append(Plain(sign));
        }

        return clean.ToString();
    }

    /// <summary>One message where it fits, else several that say which of how many they are: <c>(1/2)</c>.</summary>
    public static ImmutableArray<string> Split(string text)
    {
        var clean = Clean(text).Trim();
        if (Length(clean) <= Longest) return [clean];
        var parts = Parts(clean, Longest - "(1/9) ".Length);
        return [.. parts.Select((part, i) => string.Create(CultureInfo.InvariantCulture, $"({i + 1}/{parts.Count}) {part}"))];
    }

    /// <summary>Signs a message takes.</summary>
    public static int Length(string text) => text.Sum(Length);

    private static int Length(char sign) => One.Contains(sign, StringComparison.Ordinal) ? 1 : Two.Contains(sign, StringComparison.Ordinal) ? 2 : 0;

    private static List<string> Parts(string text, int longest)
    {
        List<string> parts = [];
        var rest = text;
        while (rest.Length > 0 && parts.Count < MostParts)
        {
            var (end, length, space) = (0, 0, 0);
            while (end < rest.Length && length + Length(rest[end]) <= longest)
            {
                if (rest[end] is ' ' or '\n') space = end;
                length += Length(rest[end++]);
            }

            if (end < rest.Length && space > 0) end = space; // between words where there is a space
            parts.Add(rest[..end].Trim());
            rest = rest[end..].TrimStart();
        }

        return parts;
    }

    private static string Plain(char sign) => sign switch
    {
        '“' or '”' or '„' or '«' or '»' => "\"",
        '‘' or '’' or '`' or '´' => "'",
        '–' or '—' or '‑' or '−' => "-",
        '…' => "...",
        '•' or '·' => "-",
        'œ' => "oe",
        'Œ' => "OE",
        _ when char.IsWhiteSpace(sign) => " ",
        _ => sign.ToString().Normalize(NormalizationForm.FormD).FirstOrDefault(part => Length(part) > 0) is var bare && bare != default ? bare.ToString() : char.GetUnicodeCategory(sign) == UnicodeCategory.Format ? "" : "?",
    };
}
