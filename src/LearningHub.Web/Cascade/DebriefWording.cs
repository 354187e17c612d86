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
        var (across, all) = (module.KeyMessages.Length - wrong.Length, module.KeyMessages.Length);
        return
        [
            across == 0
                ? texts.Count(people, "{0} did the check; no message came across to everybody.", "{0} did the check; no message came across to everybody.")
                : texts.Count(people, "{0} did the check; {1} of {2} messages came across to everybody.", "{0} did the check; {1} of {2} messages came across to everybody.", across, all),
            texts.Count(
                worst.Wrong, "Message {3} is held by {4}: {0} of {1} answers was wrong; it chose “{2}”.", "Message {3} is held by {4}: {0} of {1} answers were wrong; most chose “{2}”.", worst.Answers,
                chosen?.Text.Text.TrimEnd('.'), Place(module, worst.Message), Wording.Percent(texts, 1 - worst.Wrong / (double)worst.Answers)),
            texts["Say again: “{0}” {1}", TextOf(module, worst.Message), Correction(chosen?.Feedback?.Text)].TrimEnd(),
        ];
    }

    /// <summary>The message that the group holds worst and why the other answer is wrong: for the trainer to send to her group.</summary>
    public static string Fix(Module module, HeldWrong worst)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(worst);
        var chosen = module.Item(worst.Item)?.Options.FirstOrDefault(option => option.Id == worst.Option);
        return $"{module.Title}: {TextOf(module, worst.Message)} {Correction(chosen?.Feedback?.Text)}".TrimEnd();
    }

    /// <summary>The correction in an option's feedback: without the misconception it names and without its sources.</summary>
    public static string Correction(string? feedback)
    {
        if (feedback is null) return "";
        var plain = Sources().Replace(feedback, "").Trim();
        return Misconception().Replace(plain, "").Trim();
    }

    private static string TextOf(Module module, string message) => module.KeyMessages.FirstOrDefault(known => known.Id == message)?.Text ?? message;

    /// <summary>As the kit counts its messages, from 1.</summary>
    private static int Place(Module module, string message) => module.KeyMessages.TakeWhile(known => known.Id != message).Count() + 1;

    [GeneratedRegex(@"\s*\[S\d+(,\s*S\d+)*\]")]
    private static partial Regex Sources();

    [GeneratedRegex(@"^Misconception:[^.]*\.\s*")]
    private static partial Regex Misconception();
}
