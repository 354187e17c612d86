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
        var rows = definition.Id switch
        {
            "message-survival" => Right(lineage, AnswerOccasion.Post, a => a.Message == FigureRows.MessageOf(slice)),
            "score-before" => Right(lineage, AnswerOccasion.Pre),
            "score-after" => Right(lineage, AnswerOccasion.Post),
            "gain" => Matched(lineage),
            "fidelity" or "layer-retention" => slice.EndsWith(";by=gain", StringComparison.Ordinal) ? Matched(lineage) : Right(lineage, AnswerOccasion.Post),
            "fitted-retention" => Fidelity.Of(lineage) is [{ By: FidelityBasis.Gain }, ..] ? Matched(lineage) : Right(lineage, AnswerOccasion.Post),
            "mutation" => Scores.First(lineage, AnswerOccasion.Post).Where(a => a.Item == Part(slice, "item=")).Select(a => new Line(a.Person, RowReason.Chose, a.Option == Part(slice, "option=") ? 1 : 0, 1)),
            "confident-errors" => lineage.Index.Answers(AnswerOccasion.Post, anchorsOnly: false).All.Where(a => a.Sure is not null)
                .Select(a => new Line(a.Person, RowReason.Sure, a is { Correct: false, Sure: true } ? 1 : 0, 1)),
            "retention-respondents" => Later(lineage, slice, responding: false),
            "retention-worst" or "retention-best" or "response-rate" => Later(lineage, slice, responding: true),
            _ => [],
        };
        return BySession(lineage, rows, g, sensitive);
    }

    /// <summary>What one answer, or one person, adds above and below the line.</summary>
    private sealed record Line(LearnerId Person, RowReason Reason, int Counted, int Of);

    private static IEnumerable<Line> Right(Lineage lineage, AnswerOccasion occasion, Func<AnswerFact, bool>? which = null) =>
        Scores.First(lineage, occasion).Where(a => which?.Invoke(a) != false).Select(a => new Line(a.Person, RowReason.Answered, a.Correct ? 1 : 0, 1));

    /// <summary>Answers after learning of people who also answered before: a gain compares the same people.</summary>
    private static IEnumerable<Line> Matched(Lineage lineage)
    {
        var before = Scores.First(lineage, AnswerOccasion.Pre).Select(a => a.Person).ToHashSet();
        return Right(lineage, AnswerOccasion.Post, a => before.Contains(a.Person));
    }

    /// <summary>Everybody due for a refresher of so many months: who answered, or what those who answered still knew.</summary>
    private static IEnumerable<Line> Later(Lineage lineage, string slice, bool responding)
    {
        var (_, days, occasion) = Retention.Refreshers.FirstOrDefault(refresher => $"{refresher.Month}" == Part(slice, "month="));
        if (days == 0) return [];
        var after = Scores.First(lineage, AnswerOccasion.Post).Select(a => a.Person).ToHashSet();
        var due = lineage.People.Values.Where(p => p.QualifiedAt is not null && lineage.FollowUp(p) >= days && after.Contains(p.Person)).Select(p => p.Person).ToHashSet();
        var later = Scores.First(lineage, occasion).Where(a => due.Contains(a.Person)).ToList();
        if (!responding) return later.Select(a => new Line(a.Person, RowReason.StillKnown, a.Correct ? 1 : 0, 1));
        var answered = later.Select(a => a.Person).ToHashSet();
        return due.Select(person => new Line(person, RowReason.Responded, answered.Contains(person) ? 1 : 0, 1));
    }

    private static ImmutableArray<FigureRow> BySession(Lineage lineage, IEnumerable<Line> lines, int? g, bool sensitive) =>
    [
        .. from line in lines
           where lineage.People.TryGetValue(line.Person, out var place) && (g is null || place.Generation == g)
           let reached = lineage.People[line.Person]
           group line by (reached.Generation, reached.ReachedIn, ReachedAt: reached.ReachedIn is null ? null : reached.ReachedAt) into session
           where SmallCells.MayShow(session.Select(a => a.Person).Distinct().Count(), sensitive)
           orderby session.Key.Generation, session.Key.ReachedAt, session.Key.ReachedIn?.Value
           select new FigureRow(session.Key.ReachedIn, null, session.Key.Generation, session.Key.ReachedAt, session.First().Reason, session.Sum(a => a.Counted), session.Sum(a => a.Of)),
    ];

    private static string? Part(string slice, string name) =>
        slice.Split(';').FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];
}
