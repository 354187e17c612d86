using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>How long until a qualified person teaches, by Kaplan and Meier: those who have not taught yet are censored, not dropped.</summary>
/// <remarks>Averaging only those who delivered would be survivorship: the slowest are left out exactly because they are slow.</remarks>
/// <param name="People">Qualified people of the generation.</param>
/// <param name="Delivered">Those who have held a verified session by the as-of date.</param>
/// <param name="Curve">S(t) after each day on which somebody delivered first, in order of days.</param>
public sealed record TimeToCascade(int Generation, int People, int Delivered, ImmutableArray<SurvivalStep> Curve)
{
    /// <summary>The smallest number of days t with S(t) ≤ 0.5; null means "not reached".</summary>
    public int? MedianDays => Curve.Where(step => step.NotYet <= 0.5 + 1e-12).Select(step => (int?)step.Days).FirstOrDefault();

    /// <summary>Computes the curve of a generation; null when nobody in it is qualified.</summary>
    public static TimeToCascade? Of(Lineage lineage, int generation)
    {
        var index = lineage.Index;
        var (people, delivered) = (0, 0);
        var days = new SortedDictionary<int, (int Delivered, int Left)>(); // by days since qualification: those who delivered, and all who left the group
        foreach (var person in index.OfGeneration(generation).Where(index.IsQualified))
        {
            people++;
            var taught = index.DaysToTeaching(person);
            if (taught is not null) delivered++;
            var day = taught ?? index.FollowUp(person);
            var (before, left) = days.GetValueOrDefault(day);
            days[day] = (before + (taught is null ? 0 : 1), left + 1);
        }

        if (people == 0) return null;
        var curve = ImmutableArray.CreateBuilder<SurvivalStep>();
        var (notYet, atRisk) = (1.0, people);
        foreach (var (day, at) in days)
        {
            if (at.Delivered > 0)
            {
                notYet *= 1 - at.Delivered / (double)atRisk;
                curve.Add(new(day, atRisk, notYet));
            }

            atRisk -= at.Left;
        }

        return new(generation, people, delivered, curve.ToImmutable());
    }
}

/// <param name="Days">Days since qualification.</param>
/// <param name="AtRisk">People who had neither delivered nor been censored before this day.</param>
/// <param name="NotYet">S(t): estimated share who have not taught by this day, 0 to 1.</param>
public sealed record SurvivalStep(int Days, int AtRisk, double NotYet);
