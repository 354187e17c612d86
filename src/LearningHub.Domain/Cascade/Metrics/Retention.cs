using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>ρ_τ: how much of what people knew after learning is left 1, 3 or 6 months later. docs/cascade-metrics.md, section Retention.</summary>
/// <param name="Month">1, 3 or 6.</param>
/// <param name="Due">Qualified people with a score after learning whose 30, 90 or 180 days have passed.</param>
/// <param name="Answered">Those of them who answered the refresher.</param>
/// <param name="Respondents">ρ of those who answered; null when nobody did.</param>
/// <param name="Worst">If everybody silent were back at the score before learning (0 without one).</param>
/// <param name="Best">If everybody silent still knew everything.</param>
public sealed record Retention(int Month, int Due, int Answered, double? Respondents, double Worst, double Best)
{
    /// <summary>The months at which a refresher is taken, with the days after qualifying at which it opens.</summary>
    public static readonly IReadOnlyList<(int Month, int Days, AnswerOccasion Occasion)> Refreshers =
        [.. Learning.Refresher.All.Zip([AnswerOccasion.Month1, AnswerOccasion.Month3, AnswerOccasion.Month6], (test, asked) => (test.Month, test.OpensAfterDays, asked))];

    /// <summary>Share of the due who answered, with its interval.</summary>
    public Share ResponseRate => Share.Wilson(Answered, Due);

    /// <summary>Bounds of ρ among those who answered: cluster bootstrap by session.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Computes ρ for one refresher; null while nobody is due, or nobody due knew anything after learning.</summary>
    /// <param name="month">1, 3 or 6.</param>
    /// <param name="within">People it is about; null for everybody.</param>
    public static Retention? Of(Lineage lineage, int month, Func<LearnerId, bool>? within = null)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var (_, days, occasion) = Refreshers.Single(refresher => refresher.Month == month);
        var index = lineage.Index;
        var (before, after, later) = (index.Answers(AnswerOccasion.Pre), index.Answers(AnswerOccasion.Post), index.Answers(occasion));
        var answering = new SessionSums(lineage, columns: 3, answers: true); // people, score after, score now
        var (all, worst, best) = (new Shares(), new Shares(), new Shares());
        var (due, answered) = (0, 0);
        for (var person = 0; person < lineage.People.Count; person++)
        {
            if (!index.IsQualified(person) || index.FollowUp(person) < days || after.ScoreOf(person) is not { } then) continue;
            if (within?.Invoke(lineage.People.Values[person].Person) == false) continue;
            due++;
            Add(all, then);
            if (later.ScoreOf(person) is { } now)
            {
                answered++;
                answering.Add(person, 0);
                answering.Add(person, 1, then.Right, then.Of);
                answering.Add(person, 2, now.Right, now.Of);
                Add(worst, now);
                Add(best, now);
                continue;
            }

            Add(worst, Lower(before.ScoreOf(person) ?? new(0, 1), then));
            Add(best, then);
        }

        if (due == 0 || all.Sum() == 0) return null;
        return new(month, due, answered, answering.Total(1) > 0 ? answering.Total(2) / answering.Total(1) : null, worst.Sum() / all.Sum(), best.Sum() / all.Sum())
        {
            Interval = answering.Resample($"retention;month={month}")?.Of(sum => sum[1] > 0 ? sum[2] / sum[1] : null),
        };
    }

    private static void Add(Shares sum, Score score) => sum.Add(score.Right, score.Of);

    private static Score Lower(Score one, Score other) => (long)one.Right * other.Of <= (long)other.Right * one.Of ? one : other;
}

/// <summary>EC = C × share who still pass at their last check of three or six months: the number a minister should hear.</summary>
/// <param name="Coverage">C.</param>
/// <param name="Due">Covered people whose three months have passed.</param>
/// <param name="Checked">Those of them who answered a check of three or six months.</param>
/// <param name="Still">Those who passed the last one.</param>
public sealed record EffectiveCoverage(Coverage Coverage, int Due, int Checked, int Still)
{
    /// <summary>Whether an employer may see it: the people who still hold it, and those who do not, are each too many to be known one by one; nobody may have lost it.</summary>
    /// <param name="sensitive">Protection content: 11 people instead of 5.</param>
    public bool MayShow(bool sensitive) => SmallCells.MayShow(Still, sensitive) && (Checked == Still || SmallCells.MayShow(Checked - Still, sensitive));

    /// <summary>Share still at or above the pass mark, with its interval; null while nobody was checked.</summary>
    public Share? Holding => Checked == 0 ? null : Share.Wilson(Still, Checked);

    /// <summary>EC, 0 to 1; null while nobody was checked.</summary>
    public double? Value => Coverage.Value * Holding?.Value;

    /// <summary>Lower bound of EC.</summary>
    public double? Low => Coverage.Value * Holding?.Low;

    /// <summary>Upper bound of EC.</summary>
    public double? High => Coverage.Value * Holding?.High;

    /// <summary>Share of the due who answered; null while nobody is due.</summary>
    public double? ResponseRate => Due == 0 ? null : Checked / (double)Due;

    /// <summary>Computes it for an institution, or a part of one; null when no staff number was declared.</summary>
    /// <param name="unit">A part of the institution, or empty for the whole.</param>
    public static EffectiveCoverage? Of(Lineage lineage, InstitutionId institution, string unit = "") =>
        Coverage.Of(lineage, institution, unit) is { } coverage ? Of(lineage, coverage, Coverage.QualifiedInPost(lineage, institution, unit)) : null;

    /// <summary>Over all institutions that declared their staff; null when none did.</summary>
    /// <remarks>Institutions weigh by their staff. Whoever is in post in two institutions stands in both, as in their staff numbers.</remarks>
    public static EffectiveCoverage? OfAll(Lineage lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var institutions = lineage.Facts.Staff.Where(staff => staff.Unit.Length == 0).Select(staff => staff.Institution).Distinct();
        var each = institutions.Select(institution => Of(lineage, institution)).OfType<EffectiveCoverage>().ToList();
        if (each.Count == 0) return null;
        var (qualified, eligible) = (each.Sum(e => Math.Min(e.Coverage.Qualified, e.Coverage.Declared.Eligible)), each.Sum(e => e.Coverage.Declared.Eligible));
        var declared = each.Select(e => e.Coverage.Declared).MaxBy(staff => staff.DeclaredOn)!;
        return new(new(qualified, declared with { Institution = default, Eligible = eligible, Source = "" }), each.Sum(e => e.Due), each.Sum(e => e.Checked), each.Sum(e => e.Still));
    }

    private static EffectiveCoverage Of(Lineage lineage, Coverage coverage, IEnumerable<int> covered)
    {
        var (three, six) = (lineage.Index.Answers(AnswerOccasion.Month3, anchorsOnly: false), lineage.Index.Answers(AnswerOccasion.Month6, anchorsOnly: false));
        var due = covered.Where(person => lineage.Index.FollowUp(person) >= 90).ToList();
        var last = due.Select(person => six.ScoreOf(person) ?? three.ScoreOf(person)).OfType<Score>().ToList();
        return new(coverage, due.Count, last.Count, last.Count(score => Learning.Learner.Passes(score.Right, score.Of, lineage.Facts.PassMark)));
    }
}
