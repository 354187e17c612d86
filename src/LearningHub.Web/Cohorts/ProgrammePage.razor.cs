using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Grains.Cohorts;

namespace LearningHub.Web.Cohorts;

public sealed partial class ProgrammePage(OverlapQuery flags)
{
    private ImmutableArray<Overlap> overlaps = [];
    private Figure? reach;
    private Figure? claimed;
    private Figure? effective;
    private Figure? fidelity;
    private Figure? reproduction;

    public override bool IsFirst => true;

    private string Sentence => Lineage is null ? "" : CascadeWording.Say(Lineage, Module!);

    private string EffectiveSays => effective is { Value: not null } ? $"n = {effective.N}" : "needs the test after three months";

    private string FidelitySays => fidelity is { Value: not null } ? $"at generation {FigureRows.GenerationOf(fidelity.Slice)}, n = {fidelity.N}" : $"needs {Math.Max(Fidelity.LeastPeople, SmallCells.LeastPeople(Module?.Sensitive ?? false))} people with answers";

    private string ReproductionSays => reproduction?.Value switch
    {
        null => "too early: it needs 180 days",
        >= 1 => $"the cascade carries itself, n = {reproduction.N}",
        _ => $"below 1: the cascade will not carry itself, n = {reproduction.N}",
    };

    protected override async Task LoadAsync()
    {
        if (Programme is not null) overlaps = await flags.OfProgrammeAsync(Programme.Id);
        reach = Find(Definitions.Reach);
        claimed = Find(Definitions.Claimed);
        effective = Figures.FirstOrDefault(f => f.Definition.Id == "effective-coverage" && f.Slice.Length == 0);
        fidelity = Figures.Where(f => f.Definition.Id == Definitions.Fidelity.Id && f.Value is not null && FigureRows.GenerationOf(f.Slice) > 0).MaxBy(f => FigureRows.GenerationOf(f.Slice));
        reproduction = Find(Definitions.Reproduction, "g=0");
    }
}
