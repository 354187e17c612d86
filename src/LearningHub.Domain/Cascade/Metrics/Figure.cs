using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>One published number with everything that makes it checkable.</summary>
/// <param name="Slice">What part it is about: empty for all, <c>g=1</c> for a generation, <c>g=1;message=LM-M2</c>...</param>
/// <param name="Value">Null where it is too early, not reached, or suppressed because few people stand behind it.</param>
/// <param name="N">People (or heads, for claims) the number rests on.</param>
/// <param name="Low">Lower end of a 95 % interval, where there is one.</param>
/// <param name="High">Upper end of a 95 % interval, where there is one.</param>
public sealed record Figure(Definition Definition, string Slice, double? Value, int N, EvidenceTier TierFloor, double? Low = null, double? High = null);

/// <summary>Keeps small groups of people from being recognised or over-read.</summary>
public static class SmallCells
{
    /// <summary>Fewest people a group shown by key message must have: 11 for protection content, otherwise 5.</summary>
    public static int LeastPeople(bool sensitive) => sensitive ? 11 : 5;

    /// <summary>Whether a group by message may be shown. Showing 0 would also tell: it counts as small.</summary>
    public static bool MayShow(int people, bool sensitive) => people >= LeastPeople(sensitive);
}

/// <summary>Every figure of a module version at once: what pages show and the evidence pack publishes.</summary>
public static class Figures
{
    /// <param name="sensitive">The module is protection content: figures by message need 11 people.</param>
    /// <param name="windowDays">T of fan-out and reproduction, whole days.</param>
    public static ImmutableArray<Figure> Of(Lineage lineage, bool sensitive, int windowDays = 90)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        var floor = lineage.TierFloor;
        var figures = ImmutableArray.CreateBuilder<Figure>();
        void Add(Definition definition, string slice, double? value, int n, Share? share = null) =>
            figures.Add(new(definition, slice, value, n, definition == Definitions.Claimed ? EvidenceTier.Claimed : floor, share?.Low, share?.High));

        var (contacts, reach, claimed) = (Quantity.Contacts(lineage), Quantity.Reach(lineage), Quantity.ClaimedHeads(lineage));
        Add(Definitions.Contacts, "", contacts, contacts);
        Add(Definitions.Reach, "", reach, reach);
        Add(Definitions.Claimed, "", claimed, claimed);
        Add(Definitions.Duplication, "", Quantity.Duplication(lineage), contacts);
        Add(Definitions.VerifiedShare, "", Quantity.VerifiedShare(lineage), claimed);
        Add(Definitions.Depth, "", Quantity.Depth(lineage), reach);

        var generations = Quantity.Generations(lineage);
        for (var g = 0; g < generations.Length; g++)
        {
            var slice = $"g={g}";
            Add(Definitions.Generation, slice, generations[g], generations[g]);
            var fanOut = FanOut.Of(lineage, g, windowDays);
            var active = fanOut is null ? null : Share.Wilson(fanOut.Active, fanOut.Eligible);
            Add(Definitions.FanOut, slice, fanOut?.Value, fanOut?.Eligible ?? 0);
            Add(Definitions.Activation, slice, fanOut?.Activation, fanOut?.Eligible ?? 0, active);
            Add(Definitions.Yield, slice, fanOut?.Yield, fanOut?.Active ?? 0);
            var reproduction = Reproduction.Of(lineage, g, windowDays);
            Add(Definitions.Reproduction, slice, reproduction?.Value, reproduction?.Trainers ?? 0);
            var time = TimeToCascade.Of(lineage, g);
            Add(Definitions.TimeToCascade, slice, time?.MedianDays, time?.People ?? 0);
            var gain = Gain.Of(lineage, g);
            Add(Definitions.Gain, slice, gain?.People >= Fidelity.LeastPeople ? gain.Value : null, gain?.People ?? 0);
        }

        var conversion = Conversion.Of(lineage);
        var kept = conversion is null ? null : Share.Wilson(conversion.Kept, conversion.Pledgers);
        Add(Definitions.PledgersConverted, "", conversion?.ByPerson, conversion?.Pledgers ?? 0, kept);
        Add(Definitions.PledgedVolume, "", conversion?.ByVolume, conversion?.PeoplePledged ?? 0);

        if (SpotCheckEstimate.Of(lineage) is { } estimate)
        {
            var (drawn, lots) = ((estimate.Confirmed?.Of ?? 0) + estimate.Unreachable, estimate.LotsAccepted + estimate.LotsRefused + estimate.LotsOpen);
            figures.Add(new(Definitions.SpotCheckShare, "", estimate.Confirmed?.Value, estimate.Confirmed?.Of ?? 0, EvidenceTier.SpotChecked, estimate.Confirmed?.Low, estimate.Confirmed?.High));
            figures.Add(new(Definitions.SpotCheckEstimate, "", estimate.Value, claimed, EvidenceTier.Claimed, estimate.Low, estimate.High));
            figures.Add(new(Definitions.SpotChecksUnreachable, "", estimate.Unreachable, drawn, EvidenceTier.SpotChecked));
            figures.Add(new(Definitions.LotsAccepted, "", estimate.LotsAccepted, lots, EvidenceTier.SpotChecked));
            figures.Add(new(Definitions.LotsRefused, "", estimate.LotsRefused, lots, EvidenceTier.SpotChecked));
        }

        foreach (var fidelity in Fidelity.ByGain(lineage) is { IsEmpty: false } byGain && byGain.Length > 1 ? byGain : Fidelity.ByScore(lineage))
        {
            var enough = fidelity.People >= Fidelity.LeastPeople;
            var slice = $"g={fidelity.Generation};by={(fidelity.By == FidelityBasis.Gain ? "gain" : "post-score")}";
            Add(Definitions.Fidelity, slice, enough ? fidelity.Left : null, fidelity.People);
            Add(Definitions.Retention, slice, enough ? fidelity.FromParent : null, fidelity.People);
        }

        foreach (var cell in MessageSurvival.Of(lineage))
        {
            var enough = cell.People >= Fidelity.LeastPeople && SmallCells.MayShow(cell.People, sensitive);
            var right = (int)Math.Round(cell.Share * cell.Answers);
            Add(Definitions.MessageSurvival, $"g={cell.Generation};message={cell.Message}", enough ? cell.Share : null, cell.People,
                enough ? Share.Wilson(right, cell.Answers) : null);
        }

        return figures.ToImmutable();
    }
}
