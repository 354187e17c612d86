using LearningHub.Grains.Cascade;
using LearningHub.Grains.Identity;
using LearningHub.Web.Languages;
using LearningHub.Web.Messages;

namespace LearningHub.Web.Identity;

/// <summary>How pages name people.</summary>
internal static class PersonWords
{
    /// <summary>The name as typed; what stands in place of one is said in the reader's language.</summary>
    public static string Shown(Texts texts, string name) => name switch
    {
        PersonNames.Withdrawn => texts["withdrawn"],
        PersonNames.NotShown => texts["name not shown"],
        FirstNames.NotShown => texts["a colleague"],
        TextDesk.Nameless => texts["Colleague by text"],
        _ => name,
    };
}
