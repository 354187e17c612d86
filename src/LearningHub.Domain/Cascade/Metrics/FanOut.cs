namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Learners per qualified person of one generation within a window: F = π · μ. docs/cascade-metrics.md, section Fan-out.</summary>
/// <param name="Eligible">|E_g|: qualified people of the generation with the full window behind them, those who taught nobody included.</param>
/// <param name="Active">Those of them who held at least one verified session within the window.</param>
/// <param name="Credit">New learners within the window, co-trainers sharing.</param>
public sealed record FanOut(int Generation, int WindowDays, int Eligible, int Active, double Credit)
{
    /// <summary>F: credited learners per eligible person, 0 or more.</summary>
    public double Value => Credit / Eligible;

    /// <summary>π: share of the eligible who held a verified session, 0 to 1.</summary>
    public double Activation => Active / (double)Eligible;

    /// <summary>μ: new learners per active trainer; null when nobody was active.</summary>
    public double? Yield => Active == 0 ? null : Credit / Active;

    /// <summary>Computes F for a generation.</summary>
    /// <param name="generation">Counted from 0.</param>
    /// <param name="windowDays">Follow-up counted for each person, whole days from qualification; both ends belong to it.</param>
    /// <returns>Null while nobody has had the full window: show "too early", not 0.</returns>
    public static FanOut? Of(Lineage lineage, int generation, int windowDays = 90)
    {
        var index = lineage.Index;
        bool Eligible(int person) => index.IsQualified(person) && index.FollowUp(person) >= windowDays;
        var (eligible, active) = (0, 0);
        foreach (var person in index.OfGeneration(generation).Where(Eligible))
        {
            eligible++;
            if (index.TaughtWithin(person, windowDays)) active++;
        }

        return eligible == 0 ? null : new(generation, windowDays, eligible, active, Credited.To(lineage, generation, windowDays, Eligible, index.NewIn));
    }
}

/// <summary>R_T: new trainers per active trainer. At 1 or more the cascade carries itself; F may be 8 and R_T still 0.</summary>
/// <param name="Trainers">Active trainers of the generation with twice the window behind them, so that their learners had a full window too.</param>
/// <param name="NewTrainers">Credit for those of their learners who themselves held a verified session within the window.</param>
public sealed record Reproduction(int Generation, int WindowDays, int Trainers, double NewTrainers)
{
    /// <summary>R_T, 0 or more.</summary>
    public double Value => NewTrainers / Trainers;

    /// <summary>Computes R_T for a generation.</summary>
    /// <returns>Null while no active trainer has had twice the window: show "too early".</returns>
    public static Reproduction? Of(Lineage lineage, int generation, int windowDays = 90)
    {
        var index = lineage.Index;
        bool Counts(int person) => index.IsQualified(person) && index.FollowUp(person) >= 2 * windowDays && index.TaughtWithin(person, windowDays);
        var trainers = index.OfGeneration(generation).Count(Counts);
        return trainers == 0 ? null
            : new(generation, windowDays, trainers, Credited.To(lineage, generation, windowDays, Counts, session => index.NewTrainersIn(session, windowDays)));
    }
}

/// <summary>Credit of one generation's trainers for learners of their sessions within a window.</summary>
internal static class Credited
{
    /// <param name="counts">The trainer is one of those asked about.</param>
    /// <param name="learners">How many learners of a session count.</param>
    public static double To(Lineage lineage, int generation, int windowDays, Func<int, bool> counts, Func<int, int> learners)
    {
        var shares = new Shares();
        for (var session = 0; session < lineage.Sessions.Length; session++)
            foreach (var trainer in lineage.Trainers[session])
                if (lineage.People.Values[trainer].Generation == generation && counts(trainer) && lineage.Index.DaysUntil(session, trainer) <= windowDays)
                    shares.Add(learners(session), lineage.Trainers[session].Length);
        return shares.Sum();
    }
}
