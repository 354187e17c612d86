using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>A phone is lost. Four words bring its owner back on another one, with everything she did.</summary>
[Collection(DemoStories.Name)]
public sealed class RecoveryStory(DemoHub hub)
{
    [Fact]
    public async Task Four_words_bring_a_learner_back_on_another_phone()
    {
        var lesson = DemoHub.Content.Current("labour-mobility")!.Lessons[0];
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await using var lost = await hub.PhoneAsync();
        await lost.TypeCodeAsync(room.Code);
        await lost.SeesNothingWrongAsync();
        await lost.Page.GetByLabel("Your name").FillAsync("Imani of the lost phone");
        await lost.ClickAsync("Join");
        var words = await lost.Page.Locator(".phrase").InnerTextAsync();
        await lost.SeesNothingWrongAsync();
        await lost.ClickAsync("I have them. Go on");
        await lost.SeesAsync("You are in.");
        await lost.Page.GotoAsync($"/modules/labour-mobility/{lesson.Slug}");
        await lost.ClickAsync("I have read this");
        await lost.SeesAsync("You have read this lesson.");

        await using var found = await hub.PhoneAsync(dark: true);
        await found.Page.GotoAsync("/");
        await found.ClickAsync("I have a recovery phrase");
        await found.SeesNothingWrongAsync();
        await found.Page.GetByLabel("Your four words").FillAsync(words.ToUpperInvariant());
        await found.ClickAsync("Find me");
        await found.SeesAsync("You have begun");
        await found.Page.GotoAsync("/me");
        await Expect(found.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Imani of the lost phone");
        await found.Page.GotoAsync($"/modules/labour-mobility/{lesson.Slug}");
        await found.SeesAsync("You have read this lesson.");
        await found.Page.GotoAsync($"/live/{room.Code}");
        await found.SeesAsync("You are in."); // the same participant, no second one
    }
}
