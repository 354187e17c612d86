using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>A panel on two phones of 360x640, the host's phone and the projector: written, warned about, moderated, wanted, answered, kept.</summary>
[Collection(DemoStories.Name)]
public sealed class WallStory(DemoHub hub)
{
    [Fact]
    public async Task A_question_to_the_panel_reaches_the_projector_only_through_the_host()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await using var host = await hub.PhoneAsync();
        await host.ContinueAsAsync("Facilitator");
        await host.Page.GotoAsync($"/live/{room.Code}/add");
        await host.Page.SelectOptionAsync("#kind", "Panel");
        await host.Page.FillAsync("#prompt", "What do you want to ask the panel?");
        await host.Page.ClickAsync("button.big");
        await host.Page.ClickAsync("#next-step");

        await using var asks = await JoinAsync(room, "Learner");
        await using var supports = await JoinAsync(room, "Trained colleague");
        await using var screen = await hub.DeskAsync();
        await screen.Page.GotoAsync($"/live/{room.Code}/screen");
        var box = asks.Page.GetByLabel("Your question");
        await box.FocusAsync();
        await box.PressSequentiallyAsync("Call 0788 123 456");
        await asks.SeesAsync("This looks as if it names or reaches a person.");
        await asks.SeesNothingWrongAsync();
        await box.FillAsync("How long does a permit take?");
        await Expect(asks.Page.Locator("[data-naming]")).ToBeHiddenAsync();
        await asks.ClickAsync("Send");
        await asks.SeesAsync("waiting for the facilitator");

        await asks.Context.SetOfflineAsync(true);
        await box.FillAsync("Who checks the agencies?");
        await asks.ClickAsync("Send");
        await asks.SeesAsync("kept on this phone");
        await asks.Context.SetOfflineAsync(false);

        await host.SeesAsync("2 wait for you");
        await host.SeesNothingWrongAsync();
        await Post(asks, "Who checks").GetByText("Take it back").ClickAsync();
        await Expect(box).ToHaveValueAsync("Who checks the agencies?"); // hers again, to say better
        await host.SeesAsync("1 waits for you");
        await asks.SeesNothingWrongAsync();
        await Expect(screen.Page.Locator("live-screen")).Not.ToContainTextAsync("permit");
        await Post(host, "permit").GetByText("Let through").ClickAsync();
        var vote = Post(supports, "permit").Locator(".vote");
        await vote.ClickAsync();
        await Expect(vote).ToHaveTextAsync("I ask this too: 1");
        await Expect(vote).ToHaveAttributeAsync("aria-pressed", "true");
        await supports.SeesNothingWrongAsync();
        await Expect(screen.Page.Locator("live-screen")).ToContainTextAsync("1 vote");
        await Post(host, "permit").GetByText("Answer now").ClickAsync();
        await Expect(screen.Page.Locator(".now")).ToContainTextAsync("permit");
        await screen.SeesNothingWrongAsync();
        await Expect(Post(supports, "permit")).ToContainTextAsync("Being answered now.");
    }

    private async Task<Visitor> JoinAsync(LiveRoom room, string kind)
    {
        var phone = await hub.PhoneAsync();
        await phone.ContinueAsAsync(kind);
        await phone.Page.GotoAsync($"/live/{room.Code}");
        await Expect(phone.Page.Locator("#wall-text")).ToBeVisibleAsync();
        return phone;
    }

    private static ILocator Post(Visitor visitor, string text) => visitor.Page.Locator("li").Filter(new() { HasText = text }).Filter(new() { Has = visitor.Page.Locator("button") });
}
