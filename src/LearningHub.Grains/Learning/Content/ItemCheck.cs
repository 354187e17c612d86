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

        if (item.Kind != ItemKind.SingleChoice && item.Use != ItemUse.Live) Error("kind-of-use", "Tests and self-checks ask single choice alone. Make it use=live, or take the kind away.");
        switch (item.Kind)
        {
            case ItemKind.SingleChoice or ItemKind.TrueFalse: Question(); break;
            case ItemKind.MultipleChoice: Several(); break;
            case ItemKind.Numeric or ItemKind.ShortText: Explained(); break;
            case ItemKind.Poll: Poll(); break;
            default: Unmarked(); break;
        }
    }

    private void Poll()
    {
        if (item.Options.Any(option => option.Right)) Error("poll-with-answer", "A poll has no right option. Take the [x] away, or take 'kind=poll' away.");
    }

    /// <summary>Kinds whose options carry no mark: the order or the partner is what counts, or nothing is right.</summary>
    private void Unmarked()
    {
        if (item.Options.Any(option => option.Right)) Error("mark-without-use", "This kind of question marks no option with [x]. Take the marks away.");
    }

    private void Several()
    {
        if (item.Options.Count(option => option.Right) is var right && (right < 2 || right == item.Options.Length))
            Error("several-right-options", "Mark two or more options with [x], and leave at least one wrong one.");
        Feedback();
    }

    private void Explained()
    {
        if (item.Options.Any(option => !option.Right)) Error("no-right-option", "Each line here is an accepted answer. Mark it with [x].");
        if (item.Kind == ItemKind.Numeric && item.Range is { } range && item.Number is { } number && (number.Value < range.Min || number.Value > range.Max))
            Error("number-out-of-range", "The right number lies outside 'from' and 'to'. Widen them.");
        Feedback();
    }

    private void Question()
    {
        var right = item.Options.Count(option => option.Right);
        if (right == 0) Error("no-right-option", "No option is right. Mark one with [x].");
        if (right > 1) Error("several-right-options", $"{right} options are right. Mark one alone with [x].");
        Feedback();
    }

    private void Feedback()
    {
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
