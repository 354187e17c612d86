using System.Globalization;
using System.Text.RegularExpressions;
using LearningHub.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>The week after: twenty-four of thirty confirm, each in her own way, and Aline sees what came across.</summary>
public sealed partial class AlineStory
{
    private const int OnOwnPhones = 8, OnAnothersPhone = 5, ByText = 2, WrongOnPhones = 4;
    private const int Verified = OnOwnPhones + OnAnothersPhone + ByText + Names;
    private const int Checks = OnOwnPhones + Names, Wrong = WrongOnPhones + WrongSheets;

    private async Task ConfirmAsync(Visitor focalPoint, string session, IReadOnlyList<string> coupons)
    {
        var next = new Queue<string>(coupons);
        await ConfirmsWithoutALinkAsync(next.Dequeue());
        using (var twice = new Colleague(hub.Process))
        {
            await twice.WasTaughtByAnotherAsync();
            await twice.ConfirmsAsync(next.Dequeue().Replace(" ", "", StringComparison.Ordinal), null, null, canTeach: true);
        }

        await Task.WhenAll(Enumerable.Range(0, OnOwnPhones - 2).Select(i => (Number: i, Code: next.Dequeue().Replace(" ", "", StringComparison.Ordinal))).Select(async one =>
        {
            using var colleague = new Colleague(hub.Process);
            await colleague.ConfirmsAsync(one.Code, $"Phone {(char)('A' + one.Number)}", one.Number < WrongOnPhones ? Weak : null);
        }));
        await PassAPhoneOnAsync([.. Enumerable.Range(0, OnAnothersPhone).Select(_ => next.Dequeue())]);
        await TextAsync([.. Enumerable.Range(0, ByText).Select(_ => next.Dequeue())]);
        await SeesTheSheetsAsync(focalPoint, session);
    }

    /// <summary>The page came with a link; it is cut before she confirms.</summary>
    private async Task ConfirmsWithoutALinkAsync(string code)
    {
        await using var keza = await hub.PhoneAsync();
        await keza.TypeCodeAsync(code);
        await keza.SeesAsync("Did Aline teach you?");
        await keza.Page.WaitForFunctionAsync("customElements.get('confirm-coupon') !== undefined");
        await keza.Context.SetOfflineAsync(true);
        await keza.Page.GetByLabel("Your name").FillAsync("Keza");
        await keza.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Yes, ") }).ClickAsync();
        await keza.SeesAsync("Kept on this phone: you were there.");
        foreach (var name in (await keza.Page.Locator("fieldset input[type=radio]").EvaluateAllAsync<string[]>("all => all.map(one => one.name)")).Distinct())
            await keza.Page.Locator($"input[name='{name}'][value='{DemoHub.Content.Current(Module)!.Item(name["item-".Length..])!.RightOption}']").CheckAsync();
        await keza.ClickAsync("Keep my answers");
        await keza.SeesAsync("Your answers are kept on this phone.");
        await keza.SeesNothingWrongAsync();
        await keza.Context.SetOfflineAsync(false);
        await keza.SeesAsync("You had 5 of 5 right."); // the page itself says what became of it
        await keza.ClickAsync("I can teach this");
        await keza.SeesAsync("Aline sees that you can teach this.");
        await keza.SeesNothingWrongAsync();
    }

    /// <summary>Five share one phone that has no link; it goes out once, and each may go on with her questions.</summary>
    private async Task PassAPhoneOnAsync(string[] codes)
    {
        await using var helper = await hub.PhoneAsync();
        await helper.ContinueAsAsync("Learner");
        await helper.Page.GotoAsync("/confirm/colleague", new() { WaitUntil = WaitUntilState.NetworkIdle });
        await helper.Context.SetOfflineAsync(true);
        foreach (var (i, code) in codes.Index())
        {
            await helper.Page.GetByLabel("Code on your coupon").FillAsync(code);
            await helper.Page.GetByLabel("Your own name").FillAsync($"Shared {(char)('A' + i)}");
            await helper.ClickAsync("I was there");
            await helper.SeesAsync($"Kept on this phone: “Confirmation of a colleague: Shared {(char)('A' + i)}”");
        }

        await helper.SeesAsync($"{codes.Length} waiting");
        await helper.SeesNothingWrongAsync();
        await helper.Context.SetOfflineAsync(false);
        await helper.SeesAsync("Nothing waits, last sent");
        await helper.Page.ReloadAsync();
        await helper.SeesAsync("They confirmed without a link");
        await Expect(helper.Page.Locator("button[name=coupon]")).ToHaveCountAsync(codes.Length);
        await helper.SeesNothingWrongAsync();
        await helper.Page.Locator("button[name=coupon]").First.ClickAsync();
        await helper.SeesAsync("Shared A: 5 questions");
    }

    /// <summary>A phone without a screen worth mentioning sends the code.</summary>
    private async Task TextAsync(string[] codes)
    {
        await using var phone = await hub.PhoneAsync();
        foreach (var (i, code) in codes.Index())
        {
            await phone.Page.GotoAsync("/demo/phone");
            await phone.Page.GetByLabel("From this number").FillAsync($"+250 788 417 20{i}");
            await phone.Page.GetByLabel("Message", new() { Exact = true }).FillAsync(code);
            await phone.ClickAsync("Send");
            await Expect(phone.Page.Locator(".phone")).ToContainTextAsync("Aline");
        }
    }

    /// <summary>Somebody independent compares what Aline typed with the paper.</summary>
    private static async Task SeesTheSheetsAsync(Visitor focalPoint, string session)
    {
        await focalPoint.Page.GotoAsync($"{session}/paper");
        var sheets = focalPoint.Page.GetByRole(AriaRole.Button, new() { Name = "I have seen this sheet" });
        for (var left = Names; left > 0; left--)
        {
            await Expect(sheets).ToHaveCountAsync(left);
            await sheets.First.ClickAsync();
        }

        await Expect(sheets).ToHaveCountAsync(0);
    }

    private static async Task SeesWhatCameOfItAsync(Visitor aline, string session)
    {
        await aline.Page.GotoAsync(session);
        await aline.SeesAsync($"{Verified} of {Heads} claimed are verified; {Heads - Verified} coupons still wait.");
        var held = (100.0 * (Checks - Wrong) / Checks).ToString("0", CultureInfo.InvariantCulture);
        await aline.SeesAsync($"Message 3 is held by {held} %: {Wrong} of {Checks} answers were wrong");
        await Expect(aline.Page.Locator("a[href^='sms:?body=']")).ToHaveCountAsync(1);
        await Expect(aline.Page.GetByRole(AriaRole.Cell, new() { Name = "done: can teach" })).ToHaveCountAsync(2);
        await aline.SeesNothingWrongAsync();
        await aline.Page.GotoAsync("/cascade");
        await aline.SeesAsync($"You reached {Verified - 1} colleagues yourself."); // the other was first taught by a colleague of hers
    }

    /// <summary>People verified for the ministry, as its focal point sees it.</summary>
    private static async Task<int> ReachAsync(Visitor focalPoint)
    {
        await focalPoint.ContinueAsAsync("Focal point");
        await focalPoint.Page.GotoAsync($"/institutions/{DemoStory.Personas.Institution}?module={DemoHub.Content.Current(Module)!.Id}");
        return int.Parse(Digits().Match(await focalPoint.Page.Locator(".numbers b").First.InnerTextAsync()).Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();
}
