using LearningHub.Web.Demo;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>The projector and a phone lose their network just when the workshop is counted.</summary>
[Collection(DemoStories.Name)]
public sealed class AttendanceStory(DemoHub hub)
{
    [Fact]
    public async Task A_code_from_a_screen_without_network_waits_on_a_phone_without_network_and_is_counted()
    {
        await using var desk = await hub.DeskAsync();
        await desk.ContinueAsAsync("Facilitator");
        await desk.Page.GotoAsync($"/cohorts/{DemoStory.Personas.Workshop}/attendance");
        await desk.Page.Locator("main .actions a[href*='/attendance/20']").First.ClickAsync();
        await desk.SeesAsync("people are here.");
        var here = await desk.Page.Locator(".state-line").TextContentAsync();

        await using var projector = await hub.DeskAsync();
        await projector.ContinueAsAsync("Facilitator");
        await projector.Page.GotoAsync($"{desk.Page.Url}/screen");
        await projector.SeesAsync("It needs no network until then.");
        await projector.Context.SetOfflineAsync(true);
        await projector.SeesNothingWrongAsync();
        Assert.Contains("/here/", await QrCamera.ReadAsync(projector.Page, scale: 0.5), StringComparison.Ordinal);

        await using var phone = await hub.PhoneAsync();
        await phone.ContinueAsAsync("Learner");
        await phone.Page.GotoAsync("/");
        await phone.ClickAsync("I am here");
        await phone.Page.WaitForFunctionAsync("customElements.get('attendance-here') !== undefined");
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.GetByLabel("Code on the screen").FillAsync((await projector.Page.Locator("[data-code]").TextContentAsync())!);
        await phone.Page.Keyboard.PressAsync("Enter");
        await phone.SeesAsync("You are not recorded yet.");
        await phone.SeesNothingWrongAsync();

        await phone.Context.SetOfflineAsync(false);
        await phone.SeesAsync("You are present:");
        await phone.SeesNothingWrongAsync();
        await Expect(desk.Page.Locator(".state-line")).Not.ToHaveTextAsync(here!); // by itself
        await desk.SeesNothingWrongAsync();
    }
}
