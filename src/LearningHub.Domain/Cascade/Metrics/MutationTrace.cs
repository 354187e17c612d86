using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Share of one generation that chose a wrong option.</summary>
public sealed record MutationStep(int Generation, Share Share);

/// <summary>The branch in which a wrong answer began to grow.</summary>
/// <param name="Name">Short, such as K7; says nothing about people.</param>
/// <param name="Session">Where the branch begins.</param>
/// <param name="Trainers">Who held that session: to them goes the correction note.</param>
/// <param name="People">People of the branch who answered the item.</param>
/// <param name="Chosen">Those of them who chose the wrong option.</param>
/// <param name="Pooled">Their share, drawn towards the rest's as if ten more people of the rest had answered: small groups don't look worst by chance.</param>
/// <param name="Rest">Share of everybody else below the seeds.</param>
public sealed record MutationBranch(
    string Name, CascadeSessionId Session, ImmutableArray<LearnerId> Trainers, DateTimeOffset HeldAt, int People, int Chosen, double Pooled, double Rest);

/// <summary>A wrong answer whose share grows from generation to generation: an error that is being taught, not forgetting.</summary>
/// <param name="Chance">1 / options of the item.</param>
/// <param name="Steps">Generations with enough people, in order.</param>
/// <param name="Trend">z of the trend over generations (Cochran and Armitage); 1.96 and more is an alarm.</param>
/// <param name="Began">Null where no branch with enough people stands out above the rest.</param>
public sealed record MutationTrace(
    string Message, string Item, string Option, double Chance, ImmutableArray<MutationStep> Steps, double Trend, MutationBranch? Began)
{
    /// <summary>People that pull a branch towards the rest.</summary>
    public const int PriorPeople = 10;

    /// <summary>Points, 0 to 1, that the share must have grown from the first measured generation to the last.</summary>
    public const double LeastGrowth = 0.10;

    private const double AlarmTrend = 1.96;

    /// <summary>Half of 3.84: below it a branch could differ so much by chance once in twenty times.</summary>
    private const double ClearlyApart = 1.92;

    /// <summary>Every growing wrong answer, the steepest trend first.</summary>
    /// <param name="sensitive">Protection content: generations, branches and those who chose the option must be 11 people, otherwise 5.</param>
    public static ImmutableArray<MutationTrace> Of(Lineage lineage, bool sensitive, AnswerOccasion occasion = AnswerOccasion.Post)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var (tree, names) = (new Lazy<SessionTree>(() => new(lineage)), new Lazy<IReadOnlyDictionary<CascadeSessionId, string>>(() => BranchNames.Of(lineage)));
        var traces =
            from choice in Choices.Of(lineage, occasion)
            let steps = choice.ByGeneration().Where(at => SmallCells.MayShow(at.Share.Of, sensitive))
                .Select(at => new MutationStep(at.Generation, at.Share)).ToImmutableArray()
            where steps.Length >= 2 && SmallCells.MayShow(steps.Sum(step => step.Share.Count), sensitive) && steps[^1].Share.Value - steps[0].Share.Value >= LeastGrowth - 1e-9
            let trend = TrendOf(steps)
            where trend >= AlarmTrend
            select new MutationTrace(
                choice.Message, choice.Item, choice.Option, 1.0 / choice.Options, steps, trend,
                BeganIn(lineage, choice, occasion, tree.Value, names.Value, SmallCells.LeastPeople(sensitive)));
        return [.. traces.OrderByDescending(trace => trace.Trend).ThenBy(trace => trace.Item, StringComparer.Ordinal).ThenBy(trace => trace.Option, StringComparer.Ordinal)];
    }

    /// <summary>z of Cochran and Armitage with the generation as the dose.</summary>
    private static double TrendOf(ImmutableArray<MutationStep> steps)
    {
        double n = steps.Sum(s => s.Share.Of), chosen = steps.Sum(s => s.Share.Count), dose = steps.Sum(s => (double)s.Generation * s.Share.Of);
        var share = chosen / n;
        var above = steps.Sum(s => s.Generation * (s.Share.Count - s.Share.Of * share));
        var variance = share * (1 - share) * (steps.Sum(s => (double)s.Generation * s.Generation * s.Share.Of) - dose * dose / n);
        return variance <= 0 ? 0 : above / Math.Sqrt(variance);
    }

    /// <summary>The branch that sets its people apart most clearly: every branch below the seeds is compared with everybody outside it
    /// (a scan of the tree), by likelihood, so that neither a small branch nor one that is merely large wins.</summary>
    private static MutationBranch? BeganIn(Lineage lineage, Choices choice, AnswerOccasion occasion, SessionTree tree, IReadOnlyDictionary<CascadeSessionId, string> names, int least)
    {
        var branches = new Dictionary<CascadeSessionId, (int N, int Chosen)>();
        var (all, wrong) = (0, 0);
        foreach (var (person, option) in choice.AnswersOf(lineage, occasion))
        {
            if (person.ReachedIn is not { } session) continue;
            var chose = option == choice.Option ? 1 : 0;
            (all, wrong) = (all + 1, wrong + chose);
            foreach (var branch in tree.BranchesOf(session))
            {
                var (n, chosen) = branches.GetValueOrDefault(branch);
                branches[branch] = (n + 1, chosen + chose);
            }
        }

        var began =
            from session in lineage.Sessions
            let inside = branches.GetValueOrDefault(session.Fact.Session)
            let outside = (N: all - inside.N, Chosen: wrong - inside.Chosen)
            let clear = Likelihood(inside) + Likelihood(outside) - Likelihood((all, wrong))
            where inside.N >= least && clear >= ClearlyApart && outside.N > 0 && inside.Chosen * (long)outside.N > outside.Chosen * (long)inside.N
            let rest = outside.Chosen / (double)outside.N
            orderby Math.Round(clear, 9) descending, session.Fact.HeldAt, session.Fact.Session.Value
            select new MutationBranch(
                names[session.Fact.Session], session.Fact.Session, session.Fact.Trainers, session.Fact.HeldAt, inside.N, inside.Chosen,
                (inside.Chosen + PriorPeople * rest) / (inside.N + PriorPeople), rest);
        return began.FirstOrDefault();
    }

    private static double Likelihood((int N, int Chosen) group)
    {
        double Part(int count) => count == 0 ? 0 : count * Math.Log(count / (double)group.N);
        return Part(group.Chosen) + Part(group.N - group.Chosen);
    }
}
