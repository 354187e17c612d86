using System.Collections.Frozen;
using System.Globalization;

namespace LearningHub.Web.Languages;

/// <summary>One language of the interface: English, which the pages are written in, or a pack of translations.</summary>
public sealed record Language
{
    /// <summary>The language that every sentence in the code is written in.</summary>
    public static readonly Language English = new() { Tag = "en", Name = "English" };

    /// <summary>BCP 47: <c>fr</c>, <c>rw</c>. Also the address prefix that chooses the language.</summary>
    public required string Tag { get; init; }

    /// <summary>What its speakers call it.</summary>
    public required string Name { get; init; }

    public bool RightToLeft { get; init; }

    /// <summary>Counts that take the singular: 1 in English, 0 and 1 in French.</summary>
    public FrozenSet<int> Singular { get; init; } = FrozenSet.Create(1);

    /// <summary>Words that begin a text message in this language and in no other: <c>AIDE</c>, <c>BONJOUR</c>.</summary>
    public FrozenSet<string> FirstWords { get; init; } = FrozenSet<string>.Empty;

    /// <summary>English sentence to its translation, <c>{0}</c> kept.</summary>
    public FrozenDictionary<string, string> Texts { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>English plural to singular and plural.</summary>
    public FrozenDictionary<string, Plural> Plurals { get; init; } = FrozenDictionary<string, Plural>.Empty;

    /// <summary>A language that every text is turned into by rule; null for one of people.</summary>
    internal Func<string, string>? Rule { get; init; }

    public CultureInfo Culture => CultureInfo.GetCultureInfo(Tag);

    /// <summary>The translation, or null where the pack has none.</summary>
    public string? Find(string english) => Rule?.Invoke(english) ?? Texts.GetValueOrDefault(english);

    /// <summary>The form for a count, or null where the pack has none.</summary>
    public string? Find(int count, string one, string many)
    {
        var isOne = Singular.Contains(count);
        if (Rule is not null) return Rule(isOne ? one : many);
        return !Plurals.TryGetValue(many, out var plural) ? null : isOne ? plural.One : plural.Other;
    }
}

/// <summary>A sentence for one and for more.</summary>
public sealed record Plural(string One, string Other);
