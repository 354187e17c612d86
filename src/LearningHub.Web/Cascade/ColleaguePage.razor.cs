using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cascade;

/// <summary>A colleague confirms on somebody else's phone.</summary>
public sealed partial class ColleaguePage(
    IGrainFactory grains, CouponDoor door, CouponLinks links, Learners learners, ColleagueSlip slip, TimeProvider clock, NavigationManager navigation)
{
    private Colleague? colleague;
    private FoundCoupon? coupon;
    private ConfirmedLine? mine;
    private ImmutableArray<Item> asked = [];
    private ImmutableArray<Colleague> waiting = [];
    private IReadOnlyDictionary<string, string> given = ImmutableDictionary<string, string>.Empty;

    /// <summary>A coupon that was opened on a phone whose owner had confirmed already.</summary>
    [SupplyParameterFromQuery(Name = "coupon")] public string? Opened { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private Refusal? Wrong { get; set; }
    private string? Prefilled => Http.Request.HasFormContentType ? Http.Request.Form["code"].ToString() : Opened;
    /// <summary>Made with the form, so that a form sent twice makes one colleague.</summary>
    private string Token => Http.Request.HasFormContentType && Http.Request.Form["token"] is [{ Length: > 0 } sent] ? sent : Guid.NewGuid().ToString();
    private string? TypedName => Http.Request.HasFormContentType ? Http.Request.Form["Name"].ToString() : null;

    protected override async Task OnInitializedAsync()
    {
        Http.Response.Headers.CacheControl = "no-store"; // the next person must not find this one's words with the back button
        colleague = slip.Read(Http);
        if (colleague is null)
        {
            waiting = slip.Waiting(Http);
            return;
        }

        (coupon, _) = await door.FindAsync(links.For(new(colleague.Session), colleague.Coupon), Http);
        if (coupon is null) return;
        mine = coupon.Session.Confirmed.FirstOrDefault(line => line.Person.Value == colleague.Person);
        asked = CouponCheck.Draw(coupon.Module, coupon.Line.Number);
    }

    private async Task ConfirmAsync()
    {
        if (!PersonName.TryParse(Http.Request.Form["Name"], out var name, out var refusal))
        {
            Wrong = refusal;
            return;
        }

        var (found, unknown) = await door.FindAsync(Http.Request.Form["code"].ToString(), Http);
        var made = found is null ? null : door.ColleagueOf(found.Line.Number, Http.Request.Form["token"]);
        // It arrived, and the answer to it was lost: she has not seen her questions yet.
        var again = made is not null && found!.Line.RedeemedBy == made && found.Session.Confirmed.Any(line => line.Person == made && line.Tier < EvidenceTier.Checked);
        Wrong = unknown ?? (again ? null : found!.Closed(clock.GetUtcNow()));
        if (Wrong is not null) return;
        var person = await learners.WelcomeAsync(name, made);
        var (session, number) = (found!.Session.Line.Id.Value, found.Line.Number);
        Wrong = (await grains.GetGrain<ICascadeSessionGrain>(session).Redeem(number, new(person.Id), ConfirmModes.ColleaguePhone, CouponDoor.PhoneOf(Http))).Refusal;
        if (Wrong is not null) return;
        slip.Put(Http, new(person.Id, name, session, number, await learners.IssuePhraseAsync(person)));
        navigation.NavigateTo(ColleagueSlip.Page);
    }

    /// <summary>Somebody who confirmed here without a link has the phone in her hand again.</summary>
    private async Task GoOnAsync()
    {
        if (!Guid.TryParse(Http.Request.Form["coupon"], out var number) || waiting.FirstOrDefault(one => one.Coupon == number) is not { } one) return;
        var person = await learners.WelcomeAsync(one.Name, new(one.Person));
        slip.Put(Http, one with { Phrase = await learners.IssuePhraseAsync(person) });
        ColleagueSlip.Forget(Http, number);
        navigation.NavigateTo(ColleagueSlip.Page);
    }

    private async Task CheckAsync()
    {
        if (colleague is null || coupon is null) return;
        var answers = CouponDoor.AnswersIn(Http.Request.Form);
        given = answers;
        Wrong = (await grains.GetGrain<ICascadeSessionGrain>(colleague.Session)
            .CompleteCheck(colleague.Coupon, new(colleague.Person), [.. answers.Select(answer => new GivenAnswer(answer.Key, answer.Value))])).Refusal;
        if (Wrong is null) navigation.NavigateTo(ColleagueSlip.Page);
    }

    private Task NextAsync()
    {
        ColleagueSlip.End(Http);
        navigation.NavigateTo(Http.Request.Form["to"] == "back" ? "/" : ColleagueSlip.Page);
        return Task.CompletedTask;
    }
}
