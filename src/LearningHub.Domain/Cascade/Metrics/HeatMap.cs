using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>One message at one generation.</summary>
/// <param name="People">People who answered.</param>
/// <param name="Share">σ with its interval; null where too few people stand behind it.</param>
/// <param name="Drop">Points, 0 to 100, lost against the generation above; negative where it recovered; null where either has no figure.</param>
/// <param name="Alarm">More than 15 points were lost in this step.</param>
/// <param name="Mutation">The wrong option most chosen; null where the figure is withheld.</param>
public sealed record HeatCell(string Message, int Generation, int People, Share? Share, double? Drop, bool Alarm, Mutation? Mutation);

/// <summary>Which message dies where: message × generation.</summary>
/// <param name="Messages">Ids, in their order.</param>
/// <param name="Generations">Generations that have people.</param>
public sealed record HeatMap(ImmutableArray<string> Messages, int Generations, ImmutableArray<HeatCell> Cells)
{
    /// <summary>Points that may be lost in one step before somebody should look.</summary>
    public const double AlarmPoints = 15;

    /// <summary>The cell; null where nobody of the generation answered about the message.</summary>
    public HeatCell? At(string message, int generation) => Cells.FirstOrDefault(cell => cell.Message == message && cell.Generation == generation);

    /// <summary>Draws the map.</summary>
    /// <param name="sensitive">Protection content: 11 people instead of 10 for a cell.</param>
    /// <param name="within">People it is about, such as those of one branch; null for everybody.</param>
    public static HeatMap Of(Lineage lineage, bool sensitive, Func<LearnerId, bool>? within = null)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var cells = ImmutableArray.CreateBuilder<HeatCell>();
        foreach (var survival in MessageSurvival.Of(lineage, within: within))
        {
            var share = survival.MayShow(sensitive) ? Share.Wilson(survival.Right, survival.Answers) : null;
            var above = cells.LastOrDefault(cell => cell.Message == survival.Message && cell.Generation == survival.Generation - 1);
            var drop = 100 * (above?.Share?.Value - share?.Value);
            cells.Add(new(survival.Message, survival.Generation, survival.People, share, drop, drop > AlarmPoints + 1e-9, share is null ? null : survival.Mutation));
        }

        return new([.. cells.Select(cell => cell.Message).Distinct()], Quantity.Generations(lineage).Length, cells.ToImmutable());
    }
}
