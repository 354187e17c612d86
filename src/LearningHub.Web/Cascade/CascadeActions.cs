using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Learning;
using LearningHub.Web.Languages;
using LearningHub.Web.Outboxes;

namespace LearningHub.Web.Cascade;

/// <summary>What a step-down trainer and her colleagues do without a link: promises, sessions, names on paper, confirmations.</summary>
public sealed class CascadeActions(IGrainFactory grains, SessionRecorder recorder, PaperSheets sheets, CascadeSessionQuery sessions, CouponKeeper coupons, Texts texts) : IOutboxActions
{
    private static readonly Refusal Incomplete = new("cascade.form-incomplete", "Something is missing in the form. Fill in every field and send it again.");

    public IEnumerable<OutboxAction> Actions =>
    [
        new("pledge", PledgeAsync), new("schedule", ScheduleAsync), new("not-yet", NotYetAsync), new("session", RecordAsync), new("paper", PaperAsync),
        new("coupon", ConfirmAsync, ProvesItself: true), new("colleague", ColleagueAsync, ProvesItself: true),
    ];

    private async Task<OutboxDone> PledgeAsync(OutboxTask task) =>
        ModuleVersion.TryParse(task["module"]) is { } module && Wording.Day(task["due"]) is { } due && task.Id("pledge") is { } pledge
            ? OutboxDone.Of(await grains.GetGrain<ILearnerGrain>(task.Person.Value).Pledge(pledge, module, Wording.Number(task["people"]), due, null), $"/cascade/pledges/{pledge}")
            : Incomplete;

    private async Task<OutboxDone> ScheduleAsync(OutboxTask task) =>
        Wording.Day(task["day"]) is { } day && task.Id("pledge") is { } pledge
            ? OutboxDone.Of(await grains.GetGrain<IPledgeGrain>(pledge).Schedule(task.Person, day, task["district"] ?? "", Wording.Number(task["people"])), $"/cascade/pledges/{pledge}")
            : Incomplete;

    private async Task<OutboxDone> NotYetAsync(OutboxTask task) =>
        Enum.TryParse<NotYetReason>(task["reason"], out var reason) && Enum.IsDefined(reason) && task.Id("pledge") is { } pledge
            ? OutboxDone.Of(await grains.GetGrain<IPledgeGrain>(pledge).SayNotYet(task.Person, reason), $"/cascade/pledges/{pledge}")
            : Incomplete;

    private async Task<OutboxDone> RecordAsync(OutboxTask task)
    {
        var (session, refusal) = await recorder.RecordAsync(task.Person, field => task[field]);
        return new(refusal, Link: session is null ? null : $"/cascade/sessions/{session}");
    }

    /// <summary>Lines that were kept stay kept when another of the same form is refused.</summary>
    private async Task<OutboxDone> PaperAsync(OutboxTask task)
    {
        if (task.Id("session") is not { } id || await sessions.FindAsync(new(id)) is not { } session) return Incomplete;
        if (!session.Trainers.Contains(task.Person) && (task.TypedBy is not null || !task.Http.User.MayTypeSheets(session)))
            return new Refusal("cascade.not-your-sheets", "These sheets are not yours to type. A session's trainers, and the focal point of its institution, type its sheets.");
        for (var i = 0; i < PaperPage.Lines; i++)
        {
            var line = SheetLine.In(field => task[field], i);
            if (!line.IsEmpty && await sheets.KeepAsync(session, line, task.Person) is { } refusal)
                return new Refusal(refusal.Code, $"Line {i + 1} was not kept, nor the lines after it: {texts.Say(refusal)}");
        }

        return new(Link: $"/cascade/sessions/{id}/paper");
    }

    private async Task<OutboxDone> ConfirmAsync(OutboxTask task)
    {
        if (task.As<KeptConfirmation>() is not { } kept) return Incomplete;
        // Whoever stands in the body was checked as the item's own person, or is left out: then token and name say who she is.
        var (sentence, refusal, _) = await coupons.KeepAsync(kept with { Who = task.Who?.ToString(), At = kept.At ?? task.At }, task.Http, handedIn: task.TypedBy is not null);
        return task.Http.Response.StatusCode == StatusCodes.Status429TooManyRequests ? Rested(task.Http) : new(refusal, Message: sentence);
    }

    private async Task<OutboxDone> ColleagueAsync(OutboxTask task)
    {
        var (sentence, refusal) = await coupons.KeepColleagueAsync(task["code"], task["token"], task["Name"], task.At, task.Http, handedIn: task.TypedBy is not null);
        return task.Http.Response.StatusCode == StatusCodes.Status429TooManyRequests ? Rested(task.Http) : new(refusal, Message: sentence);
    }

    /// <summary>Too many wrong codes from this address: the batch is answered as ever, and this item waits.</summary>
    private static OutboxDone Rested(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status200OK;
        return new(Waits: true);
    }
}
