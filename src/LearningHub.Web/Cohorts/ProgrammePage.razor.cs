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

    private string Sentence => Lineage is null ? "" : CascadeWording.Say(T, Lineage, Module!);

    private string EffectiveSays => effective is { Value: not null } ? T["n = {0}", effective.N] : T["needs the test after three months"];

    private string FidelitySays => fidelity is { Value: not null } ? T["at generation {0}, n = {1}", FigureRows.GenerationOf(fidelity.Slice), fidelity.N]
        : T["needs {0} people with answers", Math.Max(Fidelity.LeastPeople, SmallCells.LeastPeople(Module?.Sensitive ?? false))];

    private string ReproductionSays => reproduction?.Value switch
    {
        null => T["too early: it needs 180 days"],
        >= 1 => T["the cascade carries itself, n = {0}", reproduction.N],
        _ => T["below 1: the cascade will not carry itself, n = {0}", reproduction.N],
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
