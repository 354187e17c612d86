using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Learning;

namespace LearningHub.Web.Cascade;

/// <summary>The debrief of one session: three short lines, what came across, what did not, what to say again.</summary>
public static partial class DebriefWording
{
    /// <summary>Exactly three lines.</summary>
    /// <param name="wrong">What the group holds wrong, the worst first; not empty.</param>
    /// <param name="people">People who did the check.</param>
    public static ImmutableArray<string> Lines(Module module, ImmutableArray<HeldWrong> wrong, int people)
    {
        ArgumentNullException.ThrowIfNull(module);
        var worst = wrong[0];
        var item = module.Item(worst.Item);
        var chosen = item?.Options.FirstOrDefault(option => option.Id == worst.Option);
        var message = module.KeyMessages.FirstOrDefault(m => m.Id == worst.Message)?.Text ?? worst.Message;
        var (across, all) = (module.KeyMessages.Length - wrong.Length, module.KeyMessages.Length);
        return
        [
            $"{people} did the check; {(across == 0 ? "no message came across to everybody" : $"{across} of {all} messages came across to everybody")}.",
            $"{worst.Wrong} of {worst.Answers} answers on one message {(worst.Wrong == 1 ? "was wrong: it chose" : "were wrong; most chose")} “{chosen?.Text.Text.TrimEnd('.')}”.",
            $"Say again: “{message}” {Correction(chosen?.Feedback?.Text)}".TrimEnd(),
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
