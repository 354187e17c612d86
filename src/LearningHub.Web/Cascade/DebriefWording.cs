using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Learning;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cascade;

/// <summary>The debrief of one session: three short lines, what came across, what did not, what to say again.</summary>
public static partial class DebriefWording
{
    /// <summary>Exactly three lines.</summary>
    /// <param name="wrong">What the group holds wrong, the worst first; not empty.</param>
    /// <param name="people">People who did the check.</param>
    public static ImmutableArray<string> Lines(Texts texts, Module module, ImmutableArray<HeldWrong> wrong, int people)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(module);
        var worst = wrong[0];
        var item = module.Item(worst.Item);
        var chosen = item?.Options.FirstOrDefault(option => option.Id == worst.Option);
        var message = module.KeyMessages.FirstOrDefault(m => m.Id == worst.Message)?.Text ?? worst.Message;
        var (across, all) = (module.KeyMessages.Length - wrong.Length, module.KeyMessages.Length);
        return
        [
            across == 0
                ? texts.Count(people, "{0} did the check; no message came across to everybody.", "{0} did the check; no message came across to everybody.")
                : texts.Count(people, "{0} did the check; {1} of {2} messages came across to everybody.", "{0} did the check; {1} of {2} messages came across to everybody.", across, all),
            texts.Count(
                worst.Wrong, "{0} of {1} answers on one message was wrong: it chose “{2}”.", "{0} of {1} answers on one message were wrong; most chose “{2}”.", worst.Answers,
                chosen?.Text.Text.TrimEnd('.')),
            texts["Say again: “{0}” {1}", message, Correction(chosen?.Feedback?.Text)].TrimEnd(),
        ];
    }

    /// <summary>The correction in an option's feedback: without the misconception it names and without its sources.</summary>
    public static string Correction(string? feedback)
    {
        if (feedback is null) return "";
        var plain = Sources().Replace(feedback, "").Trim();
        return Misconception().Replace(plain, "").Trim();
    }

    [GeneratedRegex(@"\s*\[S\d+(,\s*S\d+)*\]")]
    private static partial Regex Sources();

    [GeneratedRegex(@"^Misconception:[^.]*\.\s*")]
    private static partial Regex Misconception();
}
