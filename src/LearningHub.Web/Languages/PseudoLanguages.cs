using System.Text;

namespace LearningHub.Web.Languages;

/// <summary>Two languages of nobody, made by rule. What is not in brackets on a page was never handed to a translator; what breaks would break in a longer language.</summary>
internal static class PseudoLanguages
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Accented = "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏżȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎŻ";

    /// <summary>Longer by four tenths, left to right; and the same from right to left.</summary>
    public static IEnumerable<Language> All =>
    [
        new() { Tag = "qps-ploc", Name = "Pseudo", Rule = Lengthened },
        new() { Tag = "qps-plocm", Name = "Pseudo, right to left", RightToLeft = true, Rule = Lengthened },
    ];

    private static string Lengthened(string text)
    {
        var made = new StringBuilder("[", text.Length * 2);
        var depth = 0; // what stands in {0} and in <b> is not for reading
        foreach (var letter in text)
        {
            if (letter is '{' or '<') depth++;
            made.Append(depth == 0 && Plain.IndexOf(letter) is >= 0 and var at ? Accented[at] : letter);
            if (letter is '}' or '>') depth--;
        }

        return made.Append(' ').Append('~', text.Length * 4 / 10).Append(']').ToString();
    }
}
