using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Identity;

/// <summary>What a person may be called: any script, shown as typed, but nothing that can hide, turn text around or flood a projector.</summary>
public static class PersonName
{
    /// <summary>Longest name, in UTF-16 characters: what <c>maxlength</c> of a form field counts.</summary>
    public const int MaxLength = 80;

    /// <summary>Marks that may stand on one letter. Three are enough for pointed Hebrew, Vietnamese and Thai.</summary>
    private const int MaxMarks = 3;

    /// <summary>Longer text is refused unread.</summary>
    private const int MaxTyped = 400;

    /// <summary>Cleans a typed name: trims, folds white space, drops control, zero-width and direction characters and surplus marks.</summary>
    /// <param name="name">1 to <see cref="MaxLength"/> characters in Unicode's composed form.</param>
    /// <param name="refusal">What is wrong with it and what to do.</param>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out string? name, [NotNullWhen(false)] out Refusal? refusal)
    {
        name = null;
        refusal = null;
        if (typed?.Length > MaxTyped)
        {
            refusal = TooLong(typed.Length);
            return false;
        }

        var clean = Clean(typed ?? "");
        if (!clean.EnumerateRunes().Any(Rune.IsLetterOrDigit))
            refusal = new("identity.name-missing", "Type your name, with at least one letter.");
        else if (clean.Length > MaxLength)
            refusal = TooLong(clean.Length);
        else
            name = clean;
        return name is not null;
    }

    private static Refusal TooLong(int length) =>
        new("identity.name-too-long", $"A name can have up to {MaxLength} characters, and this one has {length}. Type a shorter one.");

    private static string Clean(string typed)
    {
        var kept = new StringBuilder(typed.Length);
        var marks = MaxMarks; // a mark with no letter before it is dropped
        foreach (var rune in Wellformed(typed).Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (kept.Length > 0 && kept[^1] != ' ') kept.Append(' ');
                marks = MaxMarks;
            }
            else if (IsMark(rune))
            {
                if (marks++ < MaxMarks) kept.Append(rune.ToString());
            }
            else if (IsVisible(rune))
            {
                kept.Append(rune.ToString());
                marks = 0;
            }
        }

        return kept.ToString().Trim();
    }

    /// <summary>Half of a surrogate pair cannot be normalised or stored; it goes first.</summary>
    private static string Wellformed(string typed) =>
        string.Concat(typed.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar).Select(rune => rune.ToString()));

    private static bool IsMark(Rune rune) => !IsVariationSelector(rune.Value) && !IsBlankLetter(rune.Value) && Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsVisible(Rune rune) => !IsVariationSelector(rune.Value) && !IsBlankLetter(rune.Value) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    private static bool IsVariationSelector(int value) => value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Letters and symbols that print nothing: Hangul fillers, the Khmer inherent vowels, the empty Braille pattern.</summary>
    private static bool IsBlankLetter(int value) => value is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x17B4 or 0x17B5 or 0x2800;
}
