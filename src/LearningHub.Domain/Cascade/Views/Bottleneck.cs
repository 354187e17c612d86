using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>A step on the way from the workshop to the next trainer.</summary>
public enum CascadeStep { PledgeToSession, SessionToConfirmation, ConfirmationToTest, ColleagueToTrainer }

/// <summary>The message that lost most from one generation to the next.</summary>
/// <param name="Generation">The generation that holds less of it than the one before.</param>
/// <param name="Before">Share of right answers in the generation before, 0 to 1.</param>
/// <param name="After">The same in this generation.</param>
/// <param name="People">People asked in this generation.</param>
public sealed record LostMessage(string Message, int Generation, double Before, double After, int People);

/// <summary>The step that fewest passed.</summary>
public sealed record StoppedStep(CascadeStep Step, Share Share);

/// <summary>Where a cascade lost most and where it stopped: the one sentence of a programme's first screen.</summary>
/// <param name="ThisQuarter">From the last 90 days alone; otherwise too little happened in them and everything so far is meant.</param>
/// <param name="Lost">Null when no message lost anything that enough people were asked about.</param>
/// <param name="Stopped">Null when too few people stand at every step.</param>
public sealed record Bottleneck(bool ThisQuarter, LostMessage? Lost, StoppedStep? Stopped)
{
    /// <summary>Days of the period that the sentence speaks of first.</summary>
    public const int QuarterDays = 90;

    /// <summary>Finds both, first in the last quarter, otherwise since the beginning.</summary>
    /// <param name="sensitive">Protection content: a message needs 11 people, otherwise 10.</param>
    /// <param name="windowDays">T: days a person has to hold a first session.</param>
    public static Bottleneck Of(Lineage lineage, bool sensitive, int windowDays = 90)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var quarter = Within(lineage, sensitive, windowDays, lineage.AsOf.AddDays(-QuarterDays), true);
        return quarter is { Lost: null, Stopped: null } ? Within(lineage, sensitive, windowDays, DateTimeOffset.MinValue, false) : quarter;
    }

    private static Bottleneck Within(Lineage lineage, bool sensitive, int windowDays, DateTimeOffset since, bool quarter) =>
        new(quarter, Lose(lineage, sensitive, since), Stop(lineage, windowDays, since));

    private static LostMessage? Lose(Lineage lineage, bool sensitive, DateTimeOffset since)
    {
        var cells = (from answer in Scores.First(lineage, AnswerOccasion.Post)
                     where answer.Message is not null && lineage.People.ContainsKey(answer.Person)
                     group answer by (Message: answer.Message!, lineage.People[answer.Person].Generation)).ToDictionary(cell => cell.Key, cell => cell.ToList());
        var least = Math.Max(Fidelity.LeastPeople, SmallCells.LeastPeople(sensitive));
        bool Enough(IEnumerable<AnswerFact> answers) => answers.Select(a => a.Person).Distinct().Count() >= least;
        return (from cell in cells
                where cell.Key.Generation > 0
                let now = cell.Value.Where(a => a.At >= since).ToList()
                where Enough(now) && cells.TryGetValue((cell.Key.Message, cell.Key.Generation - 1), out var parent) && Enough(parent)
                let before = Right(cells[(cell.Key.Message, cell.Key.Generation - 1)])
                let after = Right(now)
                where after < before
                orderby before - after descending, cell.Key.Message, cell.Key.Generation
                select new LostMessage(cell.Key.Message, cell.Key.Generation, before, after, now.Select(a => a.Person).Distinct().Count())).FirstOrDefault();
    }

    private static double Right(List<AnswerFact> answers) => answers.Count(a => a.Correct) / (double)answers.Count;

    private static StoppedStep? Stop(Lineage lineage, int windowDays, DateTimeOffset since)
    {
        var first = FirstSessions.Of(lineage);
        // Their window ended in the period: they had all their time, and it ended just now.
        var ended = lineage.People.Values.Where(p => p.QualifiedAt is { } at && lineage.FollowUp(p) >= windowDays && at >= Earlier(since, windowDays)).ToList();
        var held = lineage.Sessions.Where(s => s.Fact.HeldAt >= since).ToList();
        var reached = lineage.People.Values.Where(p => p.ReachedAt >= since).ToList();
        (CascadeStep Step, int Count, int Of)[] steps =
        [
            (CascadeStep.PledgeToSession, ended.Count(p => p.Generation == 0 && first.Within(p, windowDays)), ended.Count(p => p.Generation == 0)),
            (CascadeStep.SessionToConfirmation, held.Sum(s => Math.Min(s.Verified.Length, s.Fact.ClaimedHeads)), held.Sum(s => s.Fact.ClaimedHeads)),
            (CascadeStep.ConfirmationToTest, reached.Count(p => p.QualifiedAt is not null), reached.Count),
            (CascadeStep.ColleagueToTrainer, ended.Count(p => p.Generation > 0 && first.Within(p, windowDays)), ended.Count(p => p.Generation > 0)),
        ];
        return steps.Where(s => s.Of >= Fidelity.LeastPeople).Select(s => new StoppedStep(s.Step, Share.Wilson(s.Count, s.Of)))
            .OrderBy(s => s.Share.Value).ThenBy(s => s.Step).FirstOrDefault();
    }

    private static DateTimeOffset Earlier(DateTimeOffset moment, int days) => moment == DateTimeOffset.MinValue ? moment : moment.AddDays(-days);
}
