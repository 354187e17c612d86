namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>What became of pledges whose time has passed. A pledge without any answer counts as not kept.</summary>
/// <param name="Pledgers">People with at least one pledge whose due date + grace has passed.</param>
/// <param name="Kept">Those of them with a verified session between the pledge and its due date + grace.</param>
/// <param name="PeoplePledged">People promised by these pledges.</param>
/// <param name="NewLearners">Credit for people first reached in that time.</param>
public sealed record Conversion(int GraceDays, int Pledgers, int Kept, int PeoplePledged, double NewLearners)
{
    /// <summary>Days after a due date that still count, unless a report names others.</summary>
    public const int DefaultGraceDays = 14;

    /// <summary>C_p: share of pledgers who taught, 0 to 1.</summary>
    public double ByPerson => Kept / (double)Pledgers;

    /// <summary>C_v: new learners per person promised, 0 or more.</summary>
    public double ByVolume => NewLearners / PeoplePledged;

    /// <summary>Computes both.</summary>
    /// <param name="graceDays">Days after the due date that still count; part of the figure's name.</param>
    /// <returns>Null while no pledge has come due.</returns>
    public static Conversion? Of(Lineage lineage, int graceDays = DefaultGraceDays)
    {
        var today = Days.Of(lineage.AsOf);
        var due = lineage.Facts.Pledges.DistinctBy(p => p.Pledge).Where(p => p.DueOn.AddDays(graceDays) <= today && p.MadeOn <= today).ToLookup(p => p.Person);
        if (due.Count == 0) return null;

        bool Counts(PledgeFact pledge, DateTimeOffset at) => Days.Of(at) >= pledge.MadeOn && Days.Of(at) <= pledge.DueOn.AddDays(graceDays);
        var sessions = lineage.Sessions.Where(s => !s.Verified.IsEmpty).SelectMany(s => s.Fact.Trainers, (s, trainer) => (trainer, s.Fact.HeldAt));
        var kept = sessions.Where(s => due[s.trainer].Any(p => Counts(p, s.HeldAt))).DistinctBy(s => s.trainer).Count();
        var learners = new Shares();
        foreach (var (number, session) in lineage.Sessions.Index())
            foreach (var trainer in session.Fact.Trainers)
                if (due[trainer].Any(p => Counts(p, session.Fact.HeldAt))) learners.Add(lineage.Index.NewIn(number), session.Fact.Trainers.Length);
        return new(graceDays, due.Count, kept, due.Sum(pledges => pledges.Sum(p => p.People)), learners.Sum());
    }
}
