using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.SpotLots;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cascade;

/// <summary>The spot checks of a programme: which lots there are, and drawing one.</summary>
public sealed partial class ChecksPage(
    IGrainFactory grains, ProgrammeQuery programmes, CascadeBooks books, SpotFrameQuery frames, SpotLotQuery checks, ContentLibrary library,
    NavigationManager navigation)
{
    private ProgrammeView? programme;
    private ImmutableArray<SpotLotLine> lots = [];
    private ImmutableArray<SpotCandidate> candidates = [];
    private IReadOnlyDictionary<Guid, string> names = ImmutableDictionary<Guid, string>.Empty;

    [Parameter] public Guid Id { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private Refusal? Wrong { get; set; }

    private string Lead => lots.IsEmpty
        ? T["Nobody has been asked yet. Until then the claimed numbers rest on the trainers' word."]
        : T[
            "Accepted: {0}. Not accepted: {1}. Still being called: {2}.", lots.Count(lot => lot.Decision == LotDecision.Accepted), lots.Count(lot => lot.Decision == LotDecision.Refused),
            lots.Count(lot => lot.ClosedAt is null)];

    protected override async Task OnInitializedAsync()
    {
        programme = await programmes.FindAsync(new(Id));
        if (programme is null)
        {
            Http.AnswerWith(StatusCodes.Status404NotFound);
            return;
        }

        foreach (var module in programme.Modules)
        {
            var within = (await books.OfProgrammeAsync(programme.Id, module)).Facts.Sessions.Select(session => session.Session).ToHashSet();
            lots = lots.AddRange(await checks.OfModuleAsync(module));
            candidates = candidates.AddRange(await frames.CandidatesAsync(module, within));
        }

        names = await checks.NamesAsync(candidates.Select(candidate => (candidate.Lot.Kind, candidate.Lot.Of)));
    }

    private async Task DrawAsync(SpotCandidate candidate)
    {
        Wrong = (await grains.GetGrain<ISpotLotGrain>(candidate.Lot.Id).Draw(candidate.Lot, Http.User.LearnerId())).Refusal;
        if (Wrong is null) navigation.NavigateTo($"/programmes/{Id}/checks/{candidate.Lot.Id}");
    }

    private string TitleOf(ModuleVersion module) => library.Find(module)?.Title ?? module.ToString();

    private string Said(SpotCandidate candidate) => T[
        "{0}, {1}, {2} heads claimed; {3}.", candidate.Lot.Kind == SpotLotKind.Trainer ? T["trainer"] : T["institution"], T.Count(candidate.Sessions, "{0} session", "{0} sessions"), candidate.Heads,
        SpotPlan.For(candidate.Heads) is { Needed: > 0 } plan ? T["{0} are drawn", plan.Size] : T["too few to be judged, all are called"]];
}
