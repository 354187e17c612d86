using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>A phone without script, or whose script never arrived, does everything by plain forms.</summary>
[Collection(DemoStories.Name)]
public sealed class NoScriptStory(DemoHub hub)
{
    [Fact]
    public async Task A_live_question_is_answered_in_time_and_late_by_plain_forms()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await using var phone = await hub.PhoneAsync(script: false);
        await phone.TypeCodeAsync(room.Code);
        await phone.Page.GetByLabel("Your name").FillAsync("Hamisi");
        await phone.ClickAsync("Join");
        await phone.ClickAsync("I have them. Go on");
        await phone.ClickAsync("Join this session");
        await phone.SeesAsync("You are in.");

        await room.OpenAsync(room.Plan[0]);
        await phone.ClickAsync("Look for news");
        await phone.Page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await phone.ClickAsync("Send my answer");
        await phone.SeesAsync("Your answer is kept:");

        await room.OpenAsync(room.Plan[1]);
        await phone.ClickAsync("Look for news");
        await room.CloseAsync();
        await phone.Page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await phone.ClickAsync("Send my answer");
        await phone.SeesAsync("Your answer is kept");

        await room.RevealAsync();
        await phone.ClickAsync("Look for news");
        await phone.SeesAsync("Here is the result.");
    }

    [Fact]
    public async Task A_self_check_gives_its_feedback_without_script()
    {
        await using var phone = await hub.PhoneAsync(script: false);
        await phone.Page.GotoAsync("/modules");
        await phone.ClickAsync(DemoHub.Content.Modules[0].Title);
        await phone.Page.Locator("#lessons + ol a").First.ClickAsync();
        var check = phone.Page.Locator("section.check").First;
        await check.GetByRole(AriaRole.Radio).First.CheckAsync();
        await check.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(phone.Page.Locator("section.check").First.Locator(".feedback.right")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_coupon_is_confirmed_and_its_check_answered_without_script()
    {
        await using var phone = await hub.PhoneAsync(script: false);
        await phone.ContinueAsAsync("Trained colleague");
        await phone.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Yes, ") }).ClickAsync();
        await phone.SeesAsync("questions");
        foreach (var question in await phone.Page.Locator("fieldset.check").AllAsync()) await question.GetByRole(AriaRole.Radio).First.CheckAsync();
        await phone.ClickAsync("Send my answers");
        await phone.SeesAsync("Thank you.");
        await phone.SeesAsync("Your answers");
    }
}
