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

    /// <summary>T: days that a person has to hold a first session.</summary>
    private const int WindowDays = 90;

    /// <summary>Finds both, first in the last quarter, otherwise since the beginning.</summary>
    /// <param name="sensitive">Protection content: a message needs 11 people, otherwise 10.</param>
    public static Bottleneck Of(Lineage lineage, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        return Made.Of(lineage, sensitive, of => Find(of, sensitive));
    }

    private static Bottleneck Find(Lineage lineage, bool sensitive)
    {
        var quarter = Within(lineage, sensitive, lineage.AsOf.AddDays(-QuarterDays), true);
        return quarter is { Lost: null, Stopped: null } ? Within(lineage, sensitive, DateTimeOffset.MinValue, false) : quarter;
    }

    private static Bottleneck Within(Lineage lineage, bool sensitive, DateTimeOffset since, bool quarter) =>
        new(quarter, Lose(lineage, sensitive, since), Stop(lineage, sensitive, since));

    private static LostMessage? Lose(Lineage lineage, bool sensitive, DateTimeOffset since)
    {
        var (all, recent) = (new Dictionary<(string, int), Asked>(), new Dictionary<(string, int), Asked>());
        foreach (var answer in Scores.First(lineage, AnswerOccasion.Post)) // those of one person stand together
        {
            if (answer.Message is not { } message || !lineage.People.TryGetValue(answer.Person, out var place)) continue;
            Asked.In(all, (message, place.Generation)).Add(answer);
            if (answer.At >= since) Asked.In(recent, (message, place.Generation)).Add(answer);
        }

        var least = Math.Max(Fidelity.LeastPeople, SmallCells.LeastPeople(sensitive));
        return (from now in recent
                let message = now.Key.Item1
                let generation = now.Key.Item2
                let after = now.Value
                where generation > 0 && after.People >= least
                where all.TryGetValue((message, generation - 1), out var above) && above.People >= least
                let before = all[(message, generation - 1)].Right
                where after.Right < before
                orderby before - after.Right descending, message, generation
                select new LostMessage(message, generation, before, after.Right, after.People)).FirstOrDefault();
    }

    /// <summary>Answers about one message at one generation.</summary>
    private sealed class Asked
    {
        private LearnerId last;
        private int answers, right;

        public int People { get; private set; }

        /// <summary>Share of right answers, 0 to 1.</summary>
        public double Right => right / (double)answers;

        public static Asked In(Dictionary<(string, int), Asked> cells, (string, int) key) => cells.TryGetValue(key, out var known) ? known : cells[key] = new();

        public void Add(AnswerFact answer)
        {
            if (People == 0 || answer.Person != last) (People, last) = (People + 1, answer.Person);
            (answers, right) = (answers + 1, right + (answer.Correct ? 1 : 0));
        }
    }

    private static StoppedStep? Stop(Lineage lineage, bool sensitive, DateTimeOffset since)
    {
        var first = FirstSessions.Of(lineage);
        // Their window ended in the period: they had all their time, and it ended just now.
        var ended = lineage.People.Values.Where(p => p.QualifiedAt is { } at && lineage.FollowUp(p) >= WindowDays && at >= Earlier(since, WindowDays)).ToList();
        var held = lineage.Sessions.Where(s => s.Fact.HeldAt >= since).ToList();
        var reached = lineage.People.Values.Where(p => p.ReachedAt >= since).ToList();
        (CascadeStep Step, int Count, int Of)[] steps =
        [
            (CascadeStep.PledgeToSession, ended.Count(p => p.Generation == 0 && first.Within(p, WindowDays)), ended.Count(p => p.Generation == 0)),
            (CascadeStep.SessionToConfirmation, held.Sum(s => Math.Min(s.Verified.Length, s.Fact.ClaimedHeads)), held.Sum(s => s.Fact.ClaimedHeads)),
            (CascadeStep.ConfirmationToTest, reached.Count(p => p.QualifiedAt is not null), reached.Count),
            (CascadeStep.ColleagueToTrainer, ended.Count(p => p.Generation > 0 && first.Within(p, WindowDays)), ended.Count(p => p.Generation > 0)),
        ];
        return steps.Where(s => s.Of >= Math.Max(Fidelity.LeastPeople, SmallCells.LeastPeople(sensitive))).Select(s => new StoppedStep(s.Step, Share.Wilson(s.Count, s.Of)))
            .OrderBy(s => s.Share.Value).ThenBy(s => s.Step).FirstOrDefault();
    }

    private static DateTimeOffset Earlier(DateTimeOffset moment, int days) => moment == DateTimeOffset.MinValue ? moment : moment.AddDays(-days);
}
