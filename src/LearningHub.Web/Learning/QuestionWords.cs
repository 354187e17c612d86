using LearningHub.Web.Languages;

namespace LearningHub.Web.Learning;

internal static class QuestionWords
{
    /// <summary>A length of time in the unit that a person would say.</summary>
    public static string Length(Texts T, TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } => T.Count((int)Math.Round(time.TotalDays), "{0} day", "{0} days"),
        { TotalHours: >= 1 } => T.Count((int)Math.Round(time.TotalHours), "{0} hour", "{0} hours"),
        _ => T.Count(Math.Max(1, (int)time.TotalMinutes), "{0} minute", "{0} minutes"),
    };
}
