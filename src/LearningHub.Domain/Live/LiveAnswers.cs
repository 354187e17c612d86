using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Live.LiveCommand;
using static LearningHub.Domain.Live.LiveEvent;

namespace LearningHub.Domain.Live;

/// <summary>The rules of answers: what each kind of activity accepts, what is right, and that the first answer counts.</summary>
public static class LiveAnswers
{
    /// <summary>Characters of a short text.</summary>
    public const int LongestText = 200;

    /// <summary>Characters of one entry of a word cloud.</summary>
    public const int LongestEntry = 30;

    /// <summary>How far from 0 a number may be: further than any question asks, near enough to be added up.</summary>
    public const decimal LargestNumber = 1_000_000_000_000m;

    /// <summary>Hands one option can have.</summary>
    public const int MostHands = 2000;

    internal static Decision<LiveEvent> Decide(Answer command, LiveState state)
    {
        if (!state.Participants.Contains(command.Learner))
            return new Refusal("live.not-joined", "Join the session first. Then your answer counts as yours.");
        if (!state.Asked.Contains(command.Activity) || state.Planned(command.Activity) is not { } planned)
            return new Refusal("live.question-not-asked", "This question has not been asked yet. Wait for the facilitator to open it.");
        var (clean, wrong) = Read(planned, command.Response);
        if (clean is null) return wrong!;
        if (state.AnswersTo(command.Activity).TryGetValue(command.Learner, out var earlier))
            return earlier.AnswerId == command.AnswerId || Same(earlier, clean)
                ? Decision<LiveEvent>.Nothing // a phone that lost the network sends its answer again
                : new Refusal("live.already-answered", "You have answered this question already, and your first answer counts.");

        var mode = command.Mode ?? (state.Teams.ContainsKey(command.Learner) ? AnswerMode.SharedPhone : null);
        return new AnswerRecorded(
            command.Learner, command.AnswerId, command.Activity, clean.Options, planned.Judge(clean), command.Response.Sure,
            mode == AnswerMode.Paper ? AnswerTiming.InTime : Timing(command.Activity, state), command.At, clean.Number, clean.Text, mode);
    }

    internal static Decision<LiveEvent> Decide(CountHands command, LiveState state)
    {
        if (!state.Asked.Contains(command.Activity) || state.Planned(command.Activity) is not { } planned)
            return new Refusal("live.question-not-asked", "This question has not been asked yet. Open it before you count hands.");
        if (!planned.Kind.TakesOptions()) return new Refusal("live.no-hands", "Hands can be counted for questions with options. Let people answer this one on phones or paper.");
        if (command.Hands.Any(pair => !planned.Has(pair.Key) || pair.Value is < 0 or > MostHands))
            return new Refusal("live.hands", $"Type a whole number from 0 to {MostHands} for each option.");
        var counted = command.Hands.Where(pair => pair.Value > 0).ToImmutableSortedDictionary(StringComparer.Ordinal);
        return counted.SequenceEqual(state.Hands.GetValueOrDefault(command.Activity, ImmutableSortedDictionary<string, int>.Empty))
            ? Decision<LiveEvent>.Nothing
            : new HandsCounted(command.Activity, counted, command.At);
    }

    /// <summary>Whether an answer is right; null where nothing is right or wrong.</summary>
    internal static bool? Judge(this PlannedActivity planned, CleanAnswer answer) => !planned.IsJudged ? null : planned.Kind switch
    {
        ActivityKind.Numeric => planned.Number is { } right && Math.Abs(answer.Number!.Value - right.Value) <= right.Within,
        ActivityKind.ShortText => planned.Options.Any(option => option.Right && Plain(option.Text) == Plain(answer.Text!)),
        ActivityKind.Ordering => answer.Options.Select((id, i) => planned.Options.First(option => option.Id == id).Place == i + 1).All(placed => placed),
        ActivityKind.Matching => answer.Options.Select((choice, i) => planned.Options[i].Match == choice).All(matched => matched),
        _ => planned.Options.All(option => option.Right == answer.Options.Contains(option.Id)),
    };

    /// <summary>A text as it is compared and counted: lower case, single spaces, no mark at the end.</summary>
    public static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', '!', '?', ',', ';', ':');
    }

    /// <summary>Entries of a word cloud's text, one a line.</summary>
    public static ImmutableArray<string> Entries(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).DistinctBy(Plain)];
    }

    /// <summary>What is wrong with an activity that somebody made up, or null.</summary>
    public static Refusal? Flaw(PlannedActivity planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        if (planned.Id is not { Length: > 0 and <= 64 }) return new("live.activity-id", "The activity needs an id of 1 to 64 characters.");
        if (string.IsNullOrWhiteSpace(planned.Prompt) || planned.Prompt.Length > 300) return new("live.activity-prompt", "Write the question in 1 to 300 characters.");
        if ((planned.Kind.TakesOptions() || planned.Kind.TakesOrder()) && planned.Options.Length is < 2 or > 12)
            return new("live.activity-options", "Give two to twelve options, one a line.");
        if (planned.Options.DistinctBy(option => option.Id).Count() != planned.Options.Length) return new("live.activity-options", "Give each option an id of its own.");
        if (planned.Kind == ActivityKind.Matching && !planned.Options.Select(option => option.Match).ToHashSet().SetEquals(planned.Choices.Select(choice => choice.Id)))
            return new("live.activity-options", "Give each line a different partner.");
        if (planned.Options.Any(option => string.IsNullOrWhiteSpace(option.Text) || option.Text.Length > 160)) return new("live.activity-options", "Each option has 1 to 160 characters.");
        if (planned.Kind.TakesNumber() && planned.Range is not { } range) return new("live.activity-range", "Say which numbers people may choose from.");
        if (planned.Range is { } limits && (limits.Min < -LargestNumber || limits.Max > LargestNumber)) return new("live.activity-range", "These numbers are too large to be added up.");
        if (planned.Range is { } ends && ends.Min >= ends.Max) return new("live.activity-range", "The low end must be below the high end.");
        if (planned.Kind == ActivityKind.Scale && planned.Range is { } scale && (scale.Max - scale.Min > 10 || scale.Min != decimal.Truncate(scale.Min)))
            return new("live.activity-range", "A scale has whole numbers and at most eleven steps.");
        if (planned.SecondVoteOf is not null) return new("live.activity-second-vote", "A second vote belongs to a question of the module. Ask this one once.");
        return planned.Most < 1 || (planned.Kind.TakesOptions() && planned.Most > planned.Options.Length) ? new("live.activity-most", "Let people choose at least one option and no more than there are.") : null;
    }

    private static (CleanAnswer? Answer, Refusal? Refusal) Read(PlannedActivity planned, LiveResponse response)
    {
        if (planned.Kind.TakesOptions()) return ReadOptions(planned, response);
        if (planned.Kind.TakesOrder()) return ReadOrder(planned, response);
        if (planned.Kind.TakesNumber()) return ReadNumber(planned, response);
        return planned.Kind.TakesText() ? ReadText(planned, response) : (null, new("live.takes-no-answer", "Nothing is asked here. Follow the facilitator."));
    }

    private static (CleanAnswer?, Refusal?) ReadOptions(PlannedActivity planned, LiveResponse response)
    {
        if (response.Options is not { IsDefaultOrEmpty: false } options)
            return (null, new("live.one-option", planned.Most > 1 ? "Choose at least one option." : "Choose one option."));
        if (options.Length > planned.Most || options.Distinct().Count() != options.Length)
            return (null, planned.Most > 1 ? new("live.one-option", $"Choose at most {planned.Most} different options.") : new("live.one-option", "Choose one option."));
        return options.All(planned.Has)
            ? (new([.. options.Order(StringComparer.Ordinal)]), null)
            : (null, new("live.no-such-option", $"Choose one of the options {string.Join(", ", planned.Options.Select(option => option.Id))}."));
    }

    private static (CleanAnswer?, Refusal?) ReadOrder(PlannedActivity planned, LiveResponse response)
    {
        var known = planned.Kind == ActivityKind.Matching ? planned.Choices.Select(choice => choice.Id) : planned.Options.Select(option => option.Id);
        return response.Order is { IsDefaultOrEmpty: false } order && order.Length == planned.Options.Length && order.ToHashSet().SetEquals(known)
            ? (new(order), null)
            : (null, new("live.whole-order", planned.Kind == ActivityKind.Matching ? "Give each line a different partner." : "Put every option in its place, each once."));
    }

    private static (CleanAnswer?, Refusal?) ReadNumber(PlannedActivity planned, LiveResponse response)
    {
        var range = planned.Range;
        if (response.Number is not { } number || Math.Abs(number) > LargestNumber || (range is not null && (number < range.Min || number > range.Max)) || (planned.Kind == ActivityKind.Scale && number != decimal.Truncate(number)))
            return (null, range is null ? new("live.number", "Type a number.") : new("live.number", $"Choose a number from {Plain(range.Min)} to {Plain(range.Max)}."));
        return (new([], number), null);
    }

    private static string Plain(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    private static (CleanAnswer?, Refusal?) ReadText(PlannedActivity planned, LiveResponse response)
    {
        var text = LiveTexts.Clean(response.Text);
        if (text.Length == 0) return (null, new("live.text-missing", "Write something first."));
        if (planned.Kind == ActivityKind.ShortText)
            return text.Length <= LongestText ? (new([], Text: text.Replace('\n', ' ')), null) : (null, new("live.text-long", $"Say it in at most {LongestText} characters."));
        var entries = Entries(text);
        return entries.Length <= planned.Most && entries.All(entry => entry.Length <= LongestEntry)
            ? (new([], Text: string.Join('\n', entries)), null)
            : (null, new("live.text-long", $"Give at most {planned.Most} entries of up to {LongestEntry} characters."));
    }

    private static bool Same(KeptAnswer earlier, CleanAnswer answer) =>
        earlier.Options.SequenceEqual(answer.Options) && earlier.Number == answer.Number && earlier.Text == answer.Text;

    private static AnswerTiming Timing(string activity, LiveState state) =>
        state.Revealed.Contains(activity) ? AnswerTiming.AfterReveal
        : state.Phase == LivePhase.Open && state.Current == activity ? AnswerTiming.InTime
        : AnswerTiming.Late;
}

/// <summary>An answer in the form its kind asks for.</summary>
internal sealed record CleanAnswer(ImmutableArray<string> Options, decimal? Number = null, string? Text = null);
