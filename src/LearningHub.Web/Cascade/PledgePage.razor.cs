using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cascade;

/// <summary>One promise: its day, the supervisor's word, what stands in the way, and the sessions that keep it.</summary>
public sealed partial class PledgePage(
    PledgeQuery pledges, PledgeLinks links, ContentLibrary library, IGrainFactory grains, TimeProvider clock, NavigationManager navigation, IHttpContextAccessor http)
{
    private PledgeProgress? pledge;
    private string? supervisor;
    private string title = "";

    /// <summary>The pledge's id.</summary>
    [Parameter] public Guid Id { get; set; }

    private Refusal? Wrong { get; set; }
    private HttpContext Http => http.HttpContext!;
    private DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
    private string CosignAddress => navigation.ToAbsoluteUri($"/cosign/{links.For(Id)}").ToString();
    private IPledgeGrain Grain => grains.GetGrain<IPledgeGrain>(Id);

    protected override async Task OnInitializedAsync()
    {
        var found = await pledges.FindAsync(Id, Http.RequestAborted);
        if (found is null || found.Terms.Trainer != Http.User.LearnerId())
        {
            Http.AnswerWith(StatusCodes.Status404NotFound);
            return;
        }

        pledge = found;
        supervisor = found.CoSignedAt is null ? null : await pledges.SupervisorAsync(Id, Http.RequestAborted);
        title = library.Current(found.Terms.Module.Module)?.Title ?? found.Terms.Module.Module;
    }

    private Task ScheduleAsync() => Wording.Day(Typed("day")) is { } day
        ? KeepAsync(Grain.Schedule(Http.User.LearnerId(), day, Typed("district") ?? "", Wording.Number(Typed("people"))))
        : RefuseAsync(new Refusal("pledge.day-missing", "Choose a day."));

    private Task NotYetAsync() => Enum.TryParse<NotYetReason>(Typed("reason"), out var reason)
        ? KeepAsync(Grain.SayNotYet(Http.User.LearnerId(), reason))
        : RefuseAsync(new Refusal("pledge.no-such-reason", "Choose one of the reasons."));

    private Task WithdrawAsync() => KeepAsync(Grain.Withdraw(Http.User.LearnerId()));

    private DateOnly Later(DateOnly day) => day < Today ? Today : day;

    private Task RefuseAsync(Refusal refusal)
    {
        Wrong = refusal;
        return Task.CompletedTask;
    }

    private async Task KeepAsync(Task<Reply> asked)
    {
        if (pledge is null) return;
        Wrong = (await asked).Refusal;
        if (Wrong is null) navigation.NavigateTo($"/cascade/pledges/{Id}");
    }

    private string? Typed(string field) => Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(field, out var value) ? value.ToString() : null;
}
