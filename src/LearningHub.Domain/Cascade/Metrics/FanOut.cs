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

    /// <summary>Bounds of F: cluster bootstrap by the session in which the trainers themselves were reached.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Bounds of μ, from the same resamples.</summary>
    public Interval? YieldInterval { get; init; }

    /// <summary>Computes F for a generation.</summary>
    /// <param name="generation">Counted from 0.</param>
    /// <param name="windowDays">Follow-up counted for each person, whole days from qualification; both ends belong to it.</param>
    /// <returns>Null while nobody has had the full window: show "too early", not 0.</returns>
    public static FanOut? Of(Lineage lineage, int generation, int windowDays = 90)
    {
        var index = lineage.Index;
        bool Eligible(int person) => index.IsQualified(person) && index.FollowUp(person) >= windowDays;
        var sums = new SessionSums(lineage, columns: 3); // eligible, active, credit
        foreach (var person in index.OfGeneration(generation).Where(Eligible))
        {
            sums.Add(person, 0);
            if (index.TaughtWithin(person, windowDays)) sums.Add(person, 1);
        }

        if (sums.Total(0) == 0) return null;
        Credited.Add(sums, 2, lineage, generation, windowDays, Eligible, index.NewIn);
        var again = sums.Resample($"fan-out;g={generation}");
        return new(generation, windowDays, (int)sums.Total(0), (int)sums.Total(1), sums.Total(2))
        {
            Interval = again?.Of(sum => sum[2] / sum[0]),
            YieldInterval = again?.Of(sum => sum[1] > 0 ? sum[2] / sum[1] : null),
        };
    }
}

/// <summary>R_T: new trainers per active trainer. At 1 or more the cascade carries itself; F may be 8 and R_T still 0.</summary>
/// <param name="Trainers">Active trainers of the generation with twice the window behind them, so that their learners had a full window too.</param>
/// <param name="NewTrainers">Credit for those of their learners who themselves held a verified session within the window.</param>
public sealed record Reproduction(int Generation, int WindowDays, int Trainers, double NewTrainers)
{
    /// <summary>R_T, 0 or more.</summary>
    public double Value => NewTrainers / Trainers;

    /// <summary>Bounds of R_T: cluster bootstrap by the session in which the trainers themselves were reached.</summary>
    public Interval? Interval { get; init; }

    /// <summary>Computes R_T for a generation.</summary>
    /// <returns>Null while no active trainer has had twice the window: show "too early".</returns>
    public static Reproduction? Of(Lineage lineage, int generation, int windowDays = 90)
    {
        var index = lineage.Index;
        bool Counts(int person) => index.IsQualified(person) && index.FollowUp(person) >= 2 * windowDays && index.TaughtWithin(person, windowDays);
        var sums = new SessionSums(lineage, columns: 2); // trainers, credit for learners who taught
        foreach (var person in index.OfGeneration(generation).Where(Counts)) sums.Add(person, 0);
        if (sums.Total(0) == 0) return null;
        Credited.Add(sums, 1, lineage, generation, windowDays, Counts, session => index.NewTrainersIn(session, windowDays));
        return new(generation, windowDays, (int)sums.Total(0), sums.Total(1)) { Interval = sums.Resample($"reproduction;g={generation}")?.Of(sum => sum[1] / sum[0]) };
    }
}

/// <summary>Credit of one generation's trainers for learners of their sessions within a window.</summary>
internal static class Credited
{
    /// <param name="counts">The trainer is one of those asked about.</param>
    /// <param name="learners">How many learners of a session count.</param>
    public static void Add(SessionSums sums, int column, Lineage lineage, int generation, int windowDays, Func<int, bool> counts, Func<int, int> learners)
    {
        for (var session = 0; session < lineage.Sessions.Length; session++)
            foreach (var trainer in lineage.Trainers[session])
                if (lineage.People.Values[trainer].Generation == generation && counts(trainer) && lineage.Index.DaysUntil(session, trainer) <= windowDays)
                    sums.Add(trainer, column, learners(session), lineage.Trainers[session].Length);
    }
}
