using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cohorts;

public sealed partial class CohortsPage(
    CohortQuery query, ContentLibrary content, IGrainFactory grains, NavigationManager navigation, TimeProvider clock, IHttpContextAccessor http)
{
    private ImmutableArray<CohortLine> cohorts = [];
    private bool mayPlan;
    private Refusal? refusal;
    private DateOnly today;

    private ContentLibrary Content => content;

    [SupplyParameterFromForm(FormName = "plan")]
    private PlanForm? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var person = http.HttpContext!.User;
        today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        mayPlan = person.IsInRole(Roles.Facilitator) || person.IsInRole(Roles.Administrator);
        cohorts = await query.OfPersonAsync(person.IsInRole(Roles.Administrator) ? null : person.LearnerId(), http.HttpContext.RequestAborted);
    }

    private async Task PlanAsync()
    {
        if (!mayPlan || Form is null) return;
        var modules = (Form.Modules ?? []).Select(ModuleVersion.TryParse).OfType<ModuleVersion>().Where(module => content.Find(module) is not null);
        var code = await grains.ClaimCodeAsync(new JoinCodeTarget.Workshop(new(Form.Id)), Expiry(Form.EndsOn));
        var reply = await grains.GetGrain<ICohortGrain>(Form.Id).Plan(
            Form.Title?.Trim() ?? "", Form.Place?.Trim() ?? "", Form.StartsOn, Form.EndsOn, [.. modules], null, code, http.HttpContext!.User.LearnerId());
        refusal = reply.Refusal;
        if (reply.Accepted) navigation.NavigateTo($"/cohorts/{Form.Id}");
    }

    /// <summary>People may join until 30 days after the last day: late-comers and those who were ill.</summary>
    private static DateTimeOffset Expiry(DateOnly endsOn) => new(endsOn.AddDays(30), TimeOnly.MinValue, TimeSpan.Zero);

    internal sealed class PlanForm
    {
        public Guid Id { get; set; }
        public string? Title { get; set; }
        public string? Place { get; set; }
        public DateOnly StartsOn { get; set; }
        public DateOnly EndsOn { get; set; }
        public List<string>? Modules { get; set; }
    }
}
