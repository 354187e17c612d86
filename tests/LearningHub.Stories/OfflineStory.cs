using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>A phone loses its network in the middle of a quiz. Nothing that its owner chose is lost.</summary>
[Collection(DemoStories.Name)]
public sealed class OfflineStory(DemoHub hub)
{
    [Fact]
    public async Task An_answer_given_without_network_is_kept_on_the_phone_and_goes_out_when_the_link_is_back()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await using var radio = new Radio(hub.Process.Port);
        await using var phone = await hub.Browsers.PhoneAsync(hub.Process, address: radio.Address);
        await phone.ContinueAsAsync("Learner");
        await phone.ArrivesAsync("/modules/labour-mobility");
        await phone.TypeCodeAsync(room.Code);
        await phone.SeesAsync("You are in.");

        await room.OpenAsync(room.Plan[0]);
        await Expect(phone.Page.GetByRole(AriaRole.Radio).First).ToBeVisibleAsync();
        await LoseNetworkAsync(phone, radio);
        await phone.Page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await phone.ClickAsync("Send my answer");
        await phone.SeesAsync("Kept on this phone. It goes out when the link is back.");
        await phone.SeesAsync("1 answer is waiting on this phone and goes out when the link is back.");
        await phone.SeesNothingWrongAsync();

        await FindNetworkAsync(phone, radio);
        await phone.SeesAsync("Your answer is kept:");
        await Expect(phone.Page.Locator("body")).Not.ToContainTextAsync("waiting on this phone");

        await room.OpenAsync(room.Plan[1]);
        var prompt = DemoHub.Content.Current("labour-mobility")!.Item(room.Plan[1])!.Prompt.Text;
        await Expect(phone.Page.GetByRole(AriaRole.Group, new() { Name = prompt })).ToBeVisibleAsync();
        await LoseNetworkAsync(phone, radio);
        await phone.Page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await phone.ClickAsync("Send my answer");
        await phone.SeesAsync("Kept on this phone.");
        await room.CloseAsync();
        await FindNetworkAsync(phone, radio);
        await phone.SeesAsync("Your answer is kept and marked late:");
        await phone.SeesNothingWrongAsync();
    }

    private static async Task LoseNetworkAsync(Visitor phone, Radio radio)
    {
        await phone.Context.SetOfflineAsync(true);
        await radio.BreakAsync();
        await phone.SeesAsync("You are offline: this phone has no network.");
    }

    private static async Task FindNetworkAsync(Visitor phone, Radio radio)
    {
        radio.Mend();
        await phone.Context.SetOfflineAsync(false);
    }
}
