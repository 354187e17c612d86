using LearningHub.Domain.Common;

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
        var first = FirstSessions.Of(lineage);
        var eligible = lineage.Qualified(generation).Where(place => lineage.FollowUp(place) >= windowDays).ToDictionary(place => place.Person);
        if (eligible.Count == 0) return null;
        var active = eligible.Values.Count(place => first.Within(place, windowDays));
        var credit = lineage.Credits.Where(c => eligible.TryGetValue(c.Trainer, out var p) && Days.Between(p.QualifiedAt!.Value, c.At) <= windowDays).Sum(c => c.Share);
        return new(generation, windowDays, eligible.Count, active, credit);
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
        var first = FirstSessions.Of(lineage);
        var trainers = lineage.Qualified(generation)
            .Where(place => lineage.FollowUp(place) >= 2 * windowDays && first.Within(place, windowDays))
            .ToDictionary(place => place.Person);
        if (trainers.Count == 0) return null;
        var credit = from c in lineage.Credits
                     where trainers.TryGetValue(c.Trainer, out var parent) && Days.Between(parent.QualifiedAt!.Value, c.At) <= windowDays
                     where first.Within(lineage.People[c.Learner], windowDays)
                     select c.Share;
        return new(generation, windowDays, trainers.Count, credit.Sum());
    }
}

/// <summary>The day of each trainer's first verified session: one that counts and that at least one person confirmed.</summary>
internal sealed class FirstSessions
{
    private readonly Dictionary<LearnerId, DateTimeOffset> first = [];

    public static FirstSessions Of(Lineage lineage)
    {
        var found = new FirstSessions();
        foreach (var session in lineage.Sessions.Where(session => !session.Verified.IsEmpty)) // in the order held
            foreach (var trainer in session.Fact.Trainers)
                found.first.TryAdd(trainer, session.Fact.HeldAt);
        return found;
    }

    /// <summary>Whole days from qualification to the first verified session; null when there is none.</summary>
    public int? DaysTo(Place place) =>
        place.QualifiedAt is { } qualified && first.TryGetValue(place.Person, out var held) ? Days.Between(qualified, held) : null;

    public bool Within(Place place, int windowDays) => DaysTo(place) <= windowDays;
}

internal static class LineageFollowUp
{
    public static IEnumerable<Place> Qualified(this Lineage lineage, int generation) =>
        lineage.People.Values.Where(place => place.Generation == generation && place.QualifiedAt is not null);

    public static int FollowUp(this Lineage lineage, Place place) => Days.Between(place.QualifiedAt!.Value, lineage.AsOf);
}
