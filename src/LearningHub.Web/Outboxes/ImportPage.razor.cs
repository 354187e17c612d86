using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Identity;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Outboxes;

/// <summary>A facilitator hands in what waits on the phone of somebody of her workshop.</summary>
public sealed partial class ImportPage(CohortQuery cohorts, PersonNames names, OutboxDesk desk)
{
    private HandedOver? work;
    private ImmutableArray<OutboxVerdict> verdicts = [];
    private string? payload;
    private string name = "";

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private Refusal? Wrong { get; set; }

    /// <summary>First what is in it; the second time, with the same text, it is taken in.</summary>
    private async Task SubmitAsync()
    {
        var form = await Http.Request.ReadFormAsync();
        payload = form["payload"].ToString();
        if (form.Files["file"] is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream());
            payload = await reader.ReadToEndAsync();
        }

        await OpenAsync();
        if (work is not null && form["take"] == "yes") verdicts = await desk.HandInAsync(work.Items, work.Who, Http.User.LearnerId(), Http);
    }

    private async Task OpenAsync()
    {
        (work, Wrong) = HandedOver.Read(payload);
        if (work is null) return;
        name = work.Who is { } who ? await names.OfAsync(who) ?? "" : T["somebody without a sign-in"];
        if (await MayAsync(work)) return;
        (work, Wrong) = (null, new("outbox.not-of-yours", "This person is in none of your workshops. Ask the facilitator of that workshop to hand it in."));
    }

    /// <summary>Only for members of her own workshops. Work of nobody in particular proves itself, thing by thing.</summary>
    private async Task<bool> MayAsync(HandedOver handed)
    {
        if (handed.Who is not { } who) return handed.Items.All(item => item.Who is "");
        return Http.User.IsInRole(Roles.Administrator) || await cohorts.TeachesAsync(Http.User.LearnerId(), who, Http.RequestAborted);
    }
}
