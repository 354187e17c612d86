using LearningHub.Grains.Identity;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Identity;

/// <summary>Names as a page prints them: a person's own as it was typed, what stands in its place in the reader's language.</summary>
public static class PersonText
{
    private static readonly string[] Places = [Texts.Mark("withdrawn"), Texts.Mark("name not shown"), Texts.Mark("a colleague")];

    /// <param name="name">As the queries give it: a name, <see cref="PersonNames.Withdrawn"/>, <see cref="PersonNames.NotShown"/> or <see cref="LearningHub.Grains.Cascade.FirstNames.NotShown"/>.</param>
    public static string Of(Texts texts, string name)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return Places.Contains(name) ? texts[name] : name;
    }
}
