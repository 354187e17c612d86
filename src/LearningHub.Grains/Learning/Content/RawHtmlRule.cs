using System.Text.RegularExpressions;

namespace LearningHub.Grains.Learning.Content;

internal static partial class RawHtmlRule
{
    /// <summary>Whether a line holds a tag or a comment outside code.</summary>
    public static bool IsIn(string line) => Tag().IsMatch(Code().Replace(line, ""));

    [GeneratedRegex("</?[a-zA-Z][a-zA-Z0-9-]*(\\s[^>]*)?/?>|<!--", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex("`[^`]*`", RegexOptions.CultureInvariant)]
    private static partial Regex Code();
}
