using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>What a question's answers add up to. Answers in time count; late ones are kept and counted apart.</summary>
public static class LiveResults
{
    /// <summary>Values or texts a tally names; the rest are counted together as <see cref="Others"/>.</summary>
    public const int MostValues = 40;

    /// <summary>The tally's name for what is not named by itself.</summary>
    public const string Others = "…";

    /// <summary>People who answered the question in time, with hands that were counted.</summary>
    public static int AnsweredInTime(this LiveState state, string activity)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.InTime(activity).Count() + state.PeopleWithHands(activity);
    }

    /// <summary>The tally that <see cref="LiveResult.Tally"/> describes.</summary>
    public static ImmutableSortedDictionary<string, int> Counts(this LiveState state, PlannedActivity planned)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(planned);
        var inTime = state.InTime(planned.Id);
        return planned.Kind switch
        {
            ActivityKind.Scale => ByValue(planned, inTime),
            ActivityKind.Numeric => Most(inTime.Select(answer => Number(answer.Number!.Value)), name => name),
            ActivityKind.ShortText => Texts(state, inTime, text => [text]),
            ActivityKind.WordCloud => Texts(state, inTime, text => LiveAnswers.Entries(text)),
            ActivityKind.Ranking => ByOption(planned, inTime.SelectMany(answer => answer.Options.Select((id, i) => (id, planned.Options.Length - i)))),
            ActivityKind.Ordering => ByOption(planned, inTime.SelectMany(answer => answer.Options.Select((id, i) => (id, planned.Options.First(option => option.Id == id).Place == i + 1 ? 1 : 0)))),
            ActivityKind.Matching => ByOption(planned, inTime.SelectMany(answer => answer.Options.Select((choice, i) => (planned.Options[i].Id, planned.Options[i].Match == choice ? 1 : 0)))),
            _ => ByOption(planned, inTime.SelectMany(answer => answer.Options.Select(id => (id, 1))).Concat(state.HandsFor(planned.Id).Select(pair => (pair.Key, pair.Value)))),
        };
    }

    /// <exception cref="InvalidOperationException">The result has not been shown: it must not leave the server.</exception>
    public static LiveResult Result(this LiveState state, PlannedActivity planned)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(planned);
        if (!state.Revealed.Contains(planned.Id) && !state.OnScreen.GetValueOrDefault(planned.Id)) throw new InvalidOperationException($"The result of {planned.Id} has not been revealed.");
        return new(
            planned.Id,
            planned.Kind == ActivityKind.Ordering
                ? [.. planned.Options.OrderBy(option => option.Place).Select(option => option.Id)]
                : [.. planned.Options.Where(option => option.Right && planned.Kind != ActivityKind.ShortText).Select(option => option.Id)],
            state.Counts(planned),
            planned.Options.Where(option => option.Feedback is not null).ToImmutableSortedDictionary(option => option.Id, option => option.Feedback!, StringComparer.Ordinal))
        {
            Detail = Detail(state, planned),
        };
    }

    /// <summary>How many people got a question right, of how many: for lists of what a room still holds wrong. Null where nothing is right or wrong.</summary>
    public static (int Right, int People)? Score(this LiveState state, PlannedActivity planned)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(planned);
        if (!planned.IsJudged) return null;
        var hands = state.HandsFor(planned.Id);
        // With one option a person, hands on the right option are right; with several, nobody knows whose hands they were.
        var known = planned.Most == 1 ? hands : ImmutableSortedDictionary<string, int>.Empty;
        return (
            state.InTime(planned.Id).Count(answer => answer.Right == true) + known.Where(pair => planned.Options.Any(option => option.Id == pair.Key && option.Right)).Sum(pair => pair.Value),
            state.InTime(planned.Id).Count() + known.Values.Sum());
    }

    internal static IEnumerable<KeptAnswer> InTime(this LiveState state, string activity) =>
        state.AnswersTo(activity).Values.Where(answer => answer.Timing == AnswerTiming.InTime);

    internal static ImmutableSortedDictionary<string, int> HandsFor(this LiveState state, string activity) =>
        state.Hands.GetValueOrDefault(activity, ImmutableSortedDictionary<string, int>.Empty);

    /// <summary>How many people raised a hand. Where one person may raise several, it is at least as many as the option with most hands has.</summary>
    private static int PeopleWithHands(this LiveState state, string activity)
    {
        var hands = state.HandsFor(activity).Values;
        return state.Planned(activity)?.Most > 1 ? hands.DefaultIfEmpty().Max() : hands.Sum();
    }

    private static LiveResultDetail Detail(LiveState state, PlannedActivity planned)
    {
        var inTime = state.InTime(planned.Id).ToList();
        var numbers = inTime.Select(answer => answer.Number).OfType<decimal>().Order().ToList();
        var hands = state.PeopleWithHands(planned.Id);
        var modes = inTime.Select(answer => answer.Mode).OfType<AnswerMode>().GroupBy(mode => mode).Select(group => (group.Key, Count: group.Count()))
            .Concat(hands > 0 ? [(AnswerMode.Hands, hands)] : [])
            .ToImmutableSortedDictionary(pair => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(pair.Item1.ToString()), pair => pair.Item2, StringComparer.Ordinal);
        return new()
        {
            People = inTime.Count + hands,
            AllRight = state.Score(planned)?.Right,
            Modes = modes.IsEmpty ? null : modes,
            Number = planned.Number,
            Accepted = planned.Kind == ActivityKind.ShortText && planned.IsJudged ? [.. planned.Options.Where(option => option.Right).Select(option => option.Text)] : null,
            Mean = numbers.Count == 0 ? null : Math.Round(numbers.Average(), 2),
            Median = numbers.Count == 0 ? null : (numbers[(numbers.Count - 1) / 2] + numbers[numbers.Count / 2]) / 2,
            Matches = planned.Kind == ActivityKind.Matching ? planned.Options.ToImmutableSortedDictionary(option => option.Id, option => option.Match!, StringComparer.Ordinal) : null,
            Shift = planned.SecondVoteOf is { } first && state.Planned(first) is { } vote ? LivePairs.Shift(state, vote, planned) : null,
        };
    }

    private static ImmutableSortedDictionary<string, int> ByOption(PlannedActivity planned, IEnumerable<(string Id, int Count)> counted)
    {
        var counts = planned.Options.ToDictionary(option => option.Id, _ => 0);
        foreach (var (id, count) in counted) counts[id] += count;
        return counts.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static ImmutableSortedDictionary<string, int> ByValue(PlannedActivity planned, IEnumerable<KeptAnswer> answers)
    {
        var counts = new Dictionary<string, int>();
        for (var value = planned.Range!.Min; value <= planned.Range.Max; value++) counts[Number(value)] = 0;
        foreach (var answer in answers) counts[Number(answer.Number!.Value)]++;
        return counts.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static ImmutableSortedDictionary<string, int> Texts(LiveState state, IEnumerable<KeptAnswer> answers, Func<string, IEnumerable<string>> entries) =>
        Most(answers.Where(answer => answer.Text is not null && !state.Hidden.Contains(answer.AnswerId)).SelectMany(answer => entries(answer.Text!)), LiveAnswers.Plain);

    /// <summary>The values named most often, each under the form that most people wrote.</summary>
    private static ImmutableSortedDictionary<string, int> Most(IEnumerable<string> values, Func<string, string> plain)
    {
        var groups = values.GroupBy(plain).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).ToList();
        var named = groups.Take(MostValues).ToDictionary(
            group => group.CountBy(form => form).OrderByDescending(form => form.Value).ThenBy(form => form.Key, StringComparer.Ordinal).First().Key, group => group.Count());
        if (groups.Count > MostValues) named[Others] = named.GetValueOrDefault(Others) + groups.Skip(MostValues).Sum(group => group.Count());
        return named.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static string Number(decimal value) => (value == 0 ? 0 : value).ToString("0.####", CultureInfo.InvariantCulture);
}
