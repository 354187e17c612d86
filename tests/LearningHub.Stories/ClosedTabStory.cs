using LearningHub.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>A live answer and an attendance code without a link; both tabs are closed. Any other page of the hub sends them.</summary>
[Collection(DemoStories.Name)]
public sealed class ClosedTabStory(DemoHub hub)
{
    [Fact]
    public async Task What_waits_when_its_tab_is_closed_goes_out_once_from_another_page()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await using var radio = new Radio(hub.Process.Port);
        await using var desk = await hub.DeskAsync();
        await desk.ContinueAsAsync("Facilitator");
        var code = (await desk.Page.Locator(".big-code").First.InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await desk.Page.GotoAsync($"/cohorts/{DemoStory.Personas.Workshop}/attendance");
        await desk.Page.Locator("main .actions a[href*='/attendance/20']").First.ClickAsync();
        await desk.SeesAsync("people are here.");
        var here = await desk.Page.Locator(".state-line").TextContentAsync();
        var screen = await desk.Context.NewPageAsync();
        await screen.GotoAsync($"{desk.Page.Url}/screen");

        await using var phone = await hub.Browsers.PhoneAsync(hub.Process, address: radio.Address);
        await phone.TypeCodeAsync(code);
        await phone.Page.GetByLabel("Your name").FillAsync("Grace");
        await phone.ClickAsync("Join");
        await phone.ClickAsync("I have them. Go on");
        await phone.TypeCodeAsync(room.Code);
        await phone.SeesAsync("You are in.");
        await room.OpenAsync(room.Plan[0]);
        await phone.Page.GetByRole(AriaRole.Radio).First.CheckAsync();
        var attendance = new Visitor(phone.Context, await phone.Context.NewPageAsync());
        await attendance.Page.GotoAsync($"/here/{code}");
        await attendance.Page.WaitForFunctionAsync("customElements.get('attendance-here') !== undefined");

        await phone.Context.SetOfflineAsync(true);
        await radio.BreakAsync();
        await attendance.Page.GetByLabel("Code on the screen").FillAsync((await screen.Locator("[data-code]").TextContentAsync())!);
        await attendance.Page.Keyboard.PressAsync("Enter");
        await attendance.SeesAsync("You are not recorded yet.");
        await phone.SeesAsync("You are offline: this phone has no network.");
        await phone.ClickAsync("Send my answer");
        await phone.SeesAsync("Kept on this phone.");
        var other = new Visitor(phone.Context, await phone.Context.NewPageAsync());
        await attendance.Page.CloseAsync();
        await phone.Page.CloseAsync();

        radio.Mend();
        await phone.Context.SetOfflineAsync(false);
        await other.Page.GotoAsync("/modules");
        await other.SeesAsync("You are present:");
        await other.SeesAsync("Nothing waits, last sent");
        await other.SeesNothingWrongAsync();
        await Expect(desk.Page.Locator(".state-line")).Not.ToHaveTextAsync(here!);
        await other.Page.GotoAsync($"/live/{room.Code}");
        await other.SeesAsync("Your answer is kept:");
        await desk.Page.GotoAsync($"/live/{room.Code}/host");
        await Expect(desk.Page.Locator("live-host .state-line [data-answered]")).ToHaveTextAsync("1");
    }
}
