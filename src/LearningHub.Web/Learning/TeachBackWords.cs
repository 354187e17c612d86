using LearningHub.Domain.Learning.TeachBacks;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Learning;

/// <summary>The rubric of a teach-back in plain words. docs/teach-back.md says where the five points come from.</summary>
internal static class TeachBackWords
{
    /// <summary>What a listener looks for.</summary>
    public static string Of(Texts T, RubricItem item) => item switch
    {
        RubricItem.Messages => T["Says every key message, and changes none of them"],
        RubricItem.OwnWords => T["Uses own words and does not read aloud"],
        RubricItem.Asks => T["Asks the listeners something and waits for the answer"],
        RubricItem.Answers => T["Answers a question rightly, or says “I will find out”"],
        _ => T["Ends with what each listener does next and how to confirm the session"],
    };

    /// <summary>The three marks, 0 to 2.</summary>
    public static string Mark(Texts T, int points) => points switch
    {
        0 => T["Not yet"],
        1 => T["Partly"],
        _ => T["Yes"],
    };
}
