using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Live;
using LearningHub.Web.Identity;
using LearningHub.Web.Live;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cohorts;

public sealed partial class CohortPage(
    CohortQuery query, OwnAttendanceQuery attendance, TakeawaysQuery chosen, ContentLibrary content, LiveStarter starter, IGrainFactory grains, NavigationManager navigation, TimeProvider clock,
    IHttpContextAccessor http)
{
    private CohortView? cohort;
    private ImmutableArray<Module> modules = [];
    private IReadOnlyList<TakeawaysQuery.Line> takeaways = [];
    private bool facilitates, isOpen;
    private Refusal? refusal;

    /// <summary>The cohort's id.</summary>
    [Parameter] public Guid Id { get; set; }

    private string JoinAddress => navigation.ToAbsoluteUri($"/join/{cohort!.Code}").ToString();

    protected override async Task OnInitializedAsync()
    {
        var person = http.HttpContext!.User;
        var found = await query.FindAsync(new(Id), person.LearnerId(), http.HttpContext.RequestAborted);
        if (found is null) return;
        facilitates = person.IsInRole(Roles.Administrator) || found.Facilitators.Any(line => line.Learner == person.LearnerId());
        if (!facilitates && found.Members.All(line => line.Learner != person.LearnerId())) return; // somebody else's workshop
        cohort = found;
        isOpen = !facilitates && (await attendance.FindAsync(found.Id, null, clock.GetUtcNow(), http.HttpContext.RequestAborted))?.Open is not null;
        takeaways = await chosen.OfAsync(found.Id, http.HttpContext.RequestAborted);
        modules = [.. found.Modules.Select(id => content.Find(id)).OfType<Module>()];
    }

    private string AddressOf(CohortSessionLine session) => $"/live/{session.Code}{(facilitates ? "/host" : "")}";

    private string TitleOf(ModuleVersion id) => content.Find(id)?.Title ?? id.Module;

    private string MessageOf(TakeawaysQuery.Line takeaway) =>
        content.Find(takeaway.Module)?.KeyMessages.FirstOrDefault(message => message.Id == takeaway.Message)?.Text ?? takeaway.Message;

    private async Task StartAsync(ModuleVersion module)
    {
        if (!facilitates) return;
        var run = http.HttpContext!.Request.Form["Run"].ToString();
        var host = http.HttpContext!.User.LearnerId();
        var (started, refused) = await starter.StartAsync(module.ToString(), null, run.Length == 0 ? null : run, host);
        if (started is not null)
        {
            var reply = await grains.GetGrain<ICohortGrain>(Id).AddLiveSession(started.SessionId, started.Code, module, host);
            if (reply.Accepted) navigation.NavigateTo($"/live/{started.Code}/host");
            refused = reply.Refusal;
        }

        refusal = refused;
    }
}
