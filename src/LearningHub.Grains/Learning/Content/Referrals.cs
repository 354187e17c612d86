using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LearningHub.Grains.Learning.Content;

/// <summary>Local contact points, filled in by whoever runs the workshop. Lessons name a need, never a number: <c>{{referral.child_protection}}</c>.</summary>
/// <remarks>An empty entry says so on the page. It never becomes an invented or an example number.</remarks>
public sealed partial class Referrals(YamlMap entries, Findings findings)
{
    public const string FileName = "referrals.yml";

    /// <summary>Shown where no contact is set.</summary>
    public const string NotSet = "*not set by the organiser yet; ask your facilitator*";

    /// <summary>The needs that a text may name.</summary>
    public static readonly IReadOnlyList<string> Needs =
        ["emergency", "anti_trafficking", "child_protection", "labour_inspection", "consular", "psychosocial"];

    /// <summary>Puts the contact points into a text. Lines stay where they are.</summary>
    public string Fill(string text, string file) => Placeholder().Replace(text, match =>
    {
        var need = match.Groups[1].Value;
        if (Needs.Contains(need)) return entries.Map(need) is { } entry && entry.OptionalText("contact") is { } contact ? Say(entry, contact) : NotSet;
        var line = text.AsSpan(0, match.Index).Count('\n') + 1;
        findings.Error("unknown-referral", new(file, line), $"'{match.Value}' names no need. Write one of {string.Join(", ", Needs.Select(known => $"{{{{referral.{known}}}}}"))}.");
        return match.Value;
    });

    /// <summary>Whom to call, as the organiser typed it; null where nothing is set.</summary>
    /// <param name="need">One of <see cref="Needs"/>.</param>
    public string? Contact(string need) => entries.Map(need) is { } entry && entry.OptionalText("contact") is { Length: > 0 } contact
        ? entry.OptionalText("service") is { Length: > 0 } service ? $"{service}: {contact}" : contact
        : null;

    private static string Say(YamlMap entry, string contact)
    {
        var said = new StringBuilder();
        if (entry.OptionalText("service") is { } service) said.Append(CultureInfo.InvariantCulture, $"{Plain(service)}: ");
        said.Append(Plain(contact));
        if (entry.OptionalText("hours") is { } hours) said.Append(CultureInfo.InvariantCulture, $", {Plain(hours)}");
        if (entry.OptionalText("tested") is { } tested) said.Append(CultureInfo.InvariantCulture, $" (tested {Plain(tested)})");
        return said.ToString();
    }

    // What an organiser types is text: no sign of it may become a table cell, a link or a heading.
    private static string Plain(string typed) => MarkdownSign().Replace(typed.ReplaceLineEndings(" "), @"\$0");

    [GeneratedRegex(@"\{\{referral\.([a-z_]+)\}\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"[\\`*_{}\[\]()#+!|<>~^$=:.-]")]
    private static partial Regex MarkdownSign();
}
