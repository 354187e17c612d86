using System.Collections.Immutable;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning.Content;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cohorts;

public sealed partial class ProgrammePage(ProgrammeQuery programmes, CascadeBooks books, OverlapQuery flags, ContentLibrary content)
{
    private ProgrammeView? programme;
    private ImmutableArray<ProgrammeModule> modules = [];
    private ImmutableArray<Overlap> overlaps = [];

    /// <summary>The programme's id.</summary>
    [Parameter] public Guid Id { get; set; }

    protected override async Task OnInitializedAsync()
    {
        programme = await programmes.FindAsync(new(Id));
        if (programme is not null) overlaps = await flags.OfProgrammeAsync(programme.Id);
        foreach (var module in (programme?.Modules ?? []).Select(id => content.Find(id)).OfType<Module>())
            modules = modules.Add(ProgrammeModule.Of(module, await books.OfProgrammeAsync(new(Id), module.Id)));
    }
}
