using System.Text.RegularExpressions;

namespace LearningHub.Grains.Learning.Content;

/// <summary>What must not stand in any text, line by line: HTML, contacts, and words that harm the people they name.</summary>
internal static partial class TextCheck
{
    public static void Run(ContentTree tree)
    {
        foreach (var path in Directory.EnumerateFiles(tree.Root, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = Path.GetRelativePath(tree.Root, path).Replace('\\', '/');
            var lines = File.ReadAllLines(path);
            for (var line = 0; line < lines.Length; line++) Look(lines[line], new(file, line + 1), tree.Findings);
        }
    }

    private static void Look(string line, Place place, Findings findings)
    {
        if (RawHtmlRule.IsIn(line)) findings.Error("raw-html", place, "HTML is printed as text here. Write it in Markdown.");
        if (Contact().IsMatch(line)) findings.Error("contact", place, $"A text names a need and never a number or an address. Write a placeholder such as {{{{referral.emergency}}}}; the contact belongs into {Referrals.FileName}.");
        if (Harmful().Match(Quoted().Replace(line, "")) is { Success: true } word) findings.Error("harmful-word", place, $"'{word.Value}' is not used here. {Instead(word.Value)}");
    }

    private static string Instead(string word) => word.Split(' ')[0].ToLowerInvariant() switch
    {
        "illegal" => "Write 'migrant in an irregular situation': people are not illegal.",
        "maid" or "maids" or "house" or "houseboy" or "houseboys" => "Write 'domestic worker'.",
        "deportee" or "deportees" or "failed" => "Write 'returnee'.",
        "the" => "Write 'people with disabilities'.",
        "child" => "Write 'child sexual exploitation': a child cannot consent.",
        "rescue" or "rescued" or "rescues" or "rescuing" => "Write 'identify', 'assist' or 'refer'.",
        _ => "Write 'person who has been trafficked', 'victim' or 'survivor'.",
    };

    /// <summary>An e-mail address, or a telephone number.</summary>
    [GeneratedRegex(@"[\w.+-]+@[\w-]+\.\w{2,}|\+\d[\d ().-]{7,}\d|\b0\d{2,3}[ -]\d{3}[ -]\d{3,}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Contact();

    /// <summary>The English words that the wording table replaces.</summary>
    [GeneratedRegex(@"\b(illegal (im)?migrants?|modern slaves?|sex slaves?|child prostitutes?|house ?boys?|house girls?|maids?|deportees?|failed migrants?|the disabled|rescu(e|es|ed|ing))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Harmful();

    /// <summary>A word that a text speaks about stands in quotation marks.</summary>
    [GeneratedRegex("\"[^\"]*\"|“[^”]*”", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
