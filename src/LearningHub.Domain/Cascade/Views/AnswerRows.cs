using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>The rows behind figures on answers: by session, so that no single person's answers are shown; small sessions are left out.</summary>
internal static class AnswerRows
{
    /// <summary>The rows; empty where every session is too small.</summary>
    public static ImmutableArray<FigureRow> Of(Lineage lineage, Definition definition, string slice, bool sensitive)
    {
        var g = slice.StartsWith("g=", StringComparison.Ordinal) ? FigureRows.GenerationOf(slice) : (int?)null;
        var (message, item, option) = (FigureRows.MessageOf(slice), Part(slice, "item="), Part(slice, "option="));
        (RowReason Reason, Func<int, Counted> Of)? rows = definition.Id switch
        {
            "message-survival" => (RowReason.Answered, Answers(lineage, AnswerOccasion.Post, (in answer) => answer.Message == message)),
            "score-before" => (RowReason.Answered, Answers(lineage, AnswerOccasion.Pre)),
            "score-after" => (RowReason.Answered, Answers(lineage, AnswerOccasion.Post)),
            "gain" => (RowReason.Answered, Matched(lineage)),
            "fidelity" or "layer-retention" => (RowReason.Answered, slice.EndsWith(";by=gain", StringComparison.Ordinal) ? Matched(lineage) : Answers(lineage, AnswerOccasion.Post)),
            "fitted-retention" => (RowReason.Answered, Fidelity.Of(lineage) is [{ By: FidelityBasis.Gain }, ..] ? Matched(lineage) : Answers(lineage, AnswerOccasion.Post)),
            "mutation" => (RowReason.Chose, Answers(lineage, AnswerOccasion.Post, (in answer) => answer.Item == item, (in answer) => answer.Option == option)),
            "confident-errors" => (RowReason.Sure, Answers(lineage, AnswerOccasion.Post, (in answer) => answer.Sure is not null, (in answer) => answer is { Correct: false, Sure: true }, anchorsOnly: false)),
            "retention-respondents" => (RowReason.StillKnown, Later(lineage, slice, responding: false)),
            "retention-worst" or "retention-best" or "response-rate" => (RowReason.Responded, Later(lineage, slice, responding: true)),
            _ => null,
        };
        return rows is { } found ? [.. BySession(lineage, found.Reason, found.Of, g, SmallCells.LeastPeople(sensitive))] : [];
    }

    /// <summary>What one person adds above and below the line; nothing below where she is not counted.</summary>
    private readonly record struct Counted(int Above, int Below);

    private delegate bool Which(in AnswerFact answer);

    /// <param name="asked">Answers below the line; null for all.</param>
    /// <param name="counts">Those above it; null for right ones.</param>
    private static Func<int, Counted> Answers(Lineage lineage, AnswerOccasion occasion, Which? asked = null, Which? counts = null, bool anchorsOnly = true)
    {
        var first = lineage.Index.Answers(occasion, anchorsOnly);
        return person =>
        {
            var (above, below) = (0, 0);
            foreach (ref readonly var answer in first.Of(person))
            {
                if (asked?.Invoke(in answer) == false) continue;
                below++;
                if (counts?.Invoke(in answer) ?? answer.Correct) above++;
            }

            return new(above, below);
        };
    }

    /// <summary>Answers after learning of people who also answered before: a gain compares the same people.</summary>
    private static Func<int, Counted> Matched(Lineage lineage)
    {
        var (before, after) = (lineage.Index.Answers(AnswerOccasion.Pre), Answers(lineage, AnswerOccasion.Post));
        return person => before.Of(person).IsEmpty ? default : after(person);
    }

    /// <summary>Everybody due for a refresher of so many months: who answered, or what those who answered still knew.</summary>
    private static Func<int, Counted> Later(Lineage lineage, string slice, bool responding)
    {
        var (_, days, occasion) = Retention.Refreshers.FirstOrDefault(refresher => $"{refresher.Month}" == Part(slice, "month="));
        if (days == 0) return _ => default;
        var (after, later) = (lineage.Index.Answers(AnswerOccasion.Post), Answers(lineage, occasion));
        return person => !lineage.Index.IsQualified(person) || lineage.Index.FollowUp(person) < days || after.Of(person).IsEmpty ? default
            : responding ? new(later(person).Below > 0 ? 1 : 0, 1) : later(person);
    }

    /// <summary>The seeds together, then session after session of each generation.</summary>
    private static IEnumerable<FigureRow> BySession(Lineage lineage, RowReason reason, Func<int, Counted> of, int? g, int least)
    {
        var rows = new List<(FigureRow Row, DateTimeOffset? At)>();
        void Add(IEnumerable<int> people, int generation, CountedSession? session)
        {
            var (counted, above, below) = (0, 0, 0);
            foreach (var person in people)
            {
                var one = of(person);
                if (one.Below > 0) (counted, above, below) = (counted + 1, above + one.Above, below + one.Below);
            }

            if (counted >= least) rows.Add((new(session?.Fact.Session, null, generation, session?.Fact.HeldAt, reason, above, below), session?.Fact.HeldAt));
        }

        if (g is null or 0) Add(lineage.Index.OfGeneration(0), 0, null);
        for (var session = 0; session < lineage.Sessions.Length; session++)
        {
            if (lineage.Index.NewIn(session) == 0) continue;
            var (from, generation) = (lineage.New[session].Start.Value, lineage.People.Values[lineage.New[session].Start.Value].Generation);
            if (g is null || g == generation) Add(Enumerable.Range(from, lineage.Index.NewIn(session)), generation, lineage.Sessions[session]);
        }

        return rows.OrderBy(row => row.Row.Generation).ThenBy(row => row.At).ThenBy(row => row.Row.Session?.Value).Select(row => row.Row);
    }

    private static string? Part(string slice, string name) =>
        slice.Split(';').FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
