using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Identity;

/// <summary>Four plain words that bring a learner back on another phone. They stand for 44 random bits.</summary>
public static class RecoveryPhrase
{
    /// <summary>Words in a phrase.</summary>
    public const int Length = 4;

    /// <summary>Random bytes that one phrase is drawn from: two for each word.</summary>
    public const int Bytes = Length * 2;

    private const int MaxTyped = 200;

    /// <summary>The 2,048 words a phrase is drawn from, in alphabetical order. The order is fixed: it decides nothing once a phrase is kept.</summary>
    public static ImmutableArray<string> Words { get; } = ReadWords();

    private static readonly FrozenSet<string> Known = Words.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The phrase that <see cref="Bytes"/> random bytes stand for: eleven bits a word.</summary>
    /// <exception cref="ArgumentException">Not <see cref="Bytes"/> bytes.</exception>
    public static string From(ReadOnlySpan<byte> random)
    {
        if (random.Length != Bytes) throw new ArgumentException($"A phrase is drawn from {Bytes} bytes, not from {random.Length}.", nameof(random));
        var words = new string[Length];
        for (var i = 0; i < Length; i++) words[i] = Words[((random[2 * i] << 8) | random[2 * i + 1]) & 0x7FF];
        return string.Join(' ', words);
    }

    /// <summary>Reads a phrase however it was typed: capitals, commas, hyphens and extra spaces don't matter; the order of the words does.</summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out string? phrase, [NotNullWhen(false)] out Refusal? refusal)
    {
        phrase = null;
        refusal = null;
        var words = typed is null || typed.Length > MaxTyped ? [] : Split(typed);
        if (words.Length != Length)
            refusal = new("identity.phrase-not-four-words", "A recovery phrase has four words. Type all four, in the order they were shown.");
        else if (Array.Find(words, word => !Known.Contains(word)) is { } unknown)
            refusal = new("identity.phrase-unknown-word", $"\u201C{unknown}\u201D is not a word of any recovery phrase. Look at its spelling and try again.");
        else
            phrase = string.Join(' ', words);
        return phrase is not null;
    }

    private static string[] Split(string typed) =>
        new string([.. typed.ToLowerInvariant().Select(letter => char.IsLetter(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static ImmutableArray<string> ReadWords()
    {
        using var file = new StreamReader(typeof(RecoveryPhrase).Assembly.GetManifestResourceStream("recovery-words.txt")!);
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
