using LearningHub.Domain.Learning;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The rules for one question: one clearly best answer, and feedback that teaches.</summary>
internal sealed class ItemCheck(Item item, Place place, Findings findings)
{
    private const int MostWordsOfStem = 60;
    private const string Misconception = "Misconception:";
    private static readonly string[] Catchalls = ["all of the above", "none of the above"];

    public void Run()
    {
        if (Words(item.Prompt.Text) > MostWordsOfStem)
            Error("long-stem", $"The question has {Words(item.Prompt.Text)} words. Shorten it to {MostWordsOfStem}: it tests knowledge, not English.");
        if (item.Options.FirstOrDefault(option => Catchalls.Any(phrase => option.Text.Text.Contains(phrase, StringComparison.OrdinalIgnoreCase))) is { } catchall)
            Error("catch-all-option", $"Option {catchall.Id} is a catch-all. Name a real misconception instead.");
        if (item.Options.GroupBy(option => option.Text.Text, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1))
            Error("same-option", "Two options say the same. Change one.");

        if (item.Kind == ItemKind.Poll) Poll();
        else Question();
    }

    private void Poll()
    {
        if (item.Options.Any(option => option.Right)) Error("poll-with-answer", "A poll has no right option. Take the [x] away, or take 'kind=poll' away.");
    }

    private void Question()
    {
        var right = item.Options.Count(option => option.Right);
        if (right == 0) Error("no-right-option", "No option is right. Mark one with [x].");
        if (right > 1) Error("several-right-options", $"{right} options are right. Mark one alone with [x].");
        foreach (var option in item.Options)
        {
            if (option.Feedback is not { Text.Length: > 0 } feedback)
                Error("no-feedback", $"Option {option.Id} has no feedback. Write '  > Why ...' under it.");
            else if (!option.Right && !feedback.Text.StartsWith(Misconception, StringComparison.Ordinal))
                Error("no-misconception", $"The feedback on wrong option {option.Id} must begin with '{Misconception}' and name what people wrongly believe.");
        }
    }

    private void Error(string rule, string message) => findings.Error(rule, place, $"{item.Id}: {message}");

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
