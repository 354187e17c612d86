using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>The rows behind spot checks: drawn heads by session, and lots. Who was drawn is said nowhere.</summary>
internal static class SpotCheckRows
{
    public static ImmutableArray<FigureRow> Of(Lineage lineage, Definition definition)
    {
        var counted = lineage.Sessions.ToDictionary(session => session.Fact.Session);
        var all = lineage.Facts.SpotChecks.Where(check => check.DrawnAt <= lineage.AsOf).ToList();
        var drawn = all.Where(check => counted.ContainsKey(check.Session)).ToList();
        var judged = drawn.Select(check => check.Lot).ToHashSet();
        var lots = all.Where(check => judged.Contains(check.Lot)).ToList(); // a lot is judged whole, whatever became of its sessions
        return definition.Id switch
        {
            "lots-accepted" => Lots(lineage, lots, LotDecision.Accepted),
            "lots-refused" => Lots(lineage, lots, LotDecision.Refused),
            "spot-checks-unreachable" => Heads(lineage, counted, drawn, RowReason.NoAnswer, outcome => outcome == SpotCheckOutcome.Unreachable, outcome => outcome is not null),
            _ => Heads(lineage, counted, drawn, RowReason.Drawn, outcome => outcome == SpotCheckOutcome.Confirmed, outcome => outcome is SpotCheckOutcome.Confirmed or SpotCheckOutcome.Refuted),
        };
    }

    private static ImmutableArray<FigureRow> Heads(
        Lineage lineage, Dictionary<CascadeSessionId, CountedSession> counted, List<SpotCheckFact> drawn, RowReason reason, Func<SpotCheckOutcome?, bool> counts, Func<SpotCheckOutcome?, bool> stands) =>
    [
        .. from head in drawn.GroupBy(SpotCheckEstimate.HeadOf)
           let outcome = SpotCheckEstimate.Known(head, lineage.AsOf)
           where stands(outcome)
           group outcome by head.Key.Session into session
           let fact = counted[session.Key]
           orderby fact.Fact.HeldAt, session.Key.Value
           select new FigureRow(session.Key, null, FigureRows.GenerationOf(lineage, fact), fact.Fact.HeldAt, reason, session.Count(counts), session.Count()),
    ];

    private static ImmutableArray<FigureRow> Lots(Lineage lineage, List<SpotCheckFact> drawn, LotDecision decided) =>
    [
        .. from lot in drawn.GroupBy(check => check.Lot)
           let at = lot.Min(check => check.DrawnAt)
           let decision = SpotCheckEstimate.Decide([.. lot], lineage.AsOf)
           orderby at, lot.Key
           let reason = decision switch { LotDecision.Accepted => RowReason.LotAccepted, LotDecision.Refused => RowReason.LotRefused, _ => RowReason.LotOpen }
           select new FigureRow(null, null, null, at, reason, decision == decided ? 1 : 0) { Lot = lot.Key },
    ];
}
