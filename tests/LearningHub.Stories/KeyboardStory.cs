using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>A learner, a facilitator and a trainer do their work without a mouse and without touching the screen.</summary>
[Collection(DemoStories.Name)]
public sealed class KeyboardStory(DemoHub hub)
{
    private const string Module = "labour-mobility";

    [Fact]
    public async Task A_learner_reads_a_lesson_and_checks_herself()
    {
        await using var learner = await hub.PhoneAsync();
        var keys = await BeginAsync(learner, "Learner", $"/modules/{Module}");
        var lesson = DemoHub.Content.Current(Module)!.Lessons[^1]; // the demonstration's learner has read others in other stories
        await keys.GoToOneAsync("#lessons + ol > li:last-child a");
        await keys.PressAsync("Enter");
        await learner.ArrivesAsync($"/{lesson.Slug}");
        await keys.GoToOneAsync("section.check input");
        await keys.PressAsync("Space");
        await keys.GoToOneAsync("section.check button");
        await keys.PressAsync("Enter");
        await Expect(learner.Page.Locator("section.check").First.Locator(".feedback.right")).ToHaveCountAsync(1);
        await keys.EnterAsync("I have read this");
        await learner.SeesAsync("You have read this lesson.");
    }

    [Fact]
    public async Task A_facilitator_leads_a_question_from_the_lobby_to_the_end()
    {
        await using var facilitator = await hub.PhoneAsync();
        var keys = await BeginAsync(facilitator, "Facilitator", null);
        await keys.EnterAsync("Start a live session");
        await facilitator.ArrivesAsync("/host");
        await keys.EnterAsync("Open question 1 of");
        await facilitator.SeesAsync("Close question 1");
        await Expect(facilitator.Page.Locator("#next-step")).ToBeFocusedAsync(); // one key leads through the plan
        await keys.EnterAsync("Close question 1");
        await keys.EnterAsync("Show the result");
        await facilitator.SeesAsync("Open question 2 of"); // what follows stands on the page that shows the result
        await keys.EnterAsync("Other steps");
        await Expect(facilitator.Page.GetByRole(AriaRole.Button, new() { Name = "End the session" })).ToBeVisibleAsync();
        await keys.EnterAsync("End the session");
        await facilitator.SeesAsync("The session has ended.");
        await facilitator.SeesNothingWrongAsync();
    }

    [Fact]
    public async Task A_trainer_records_a_session_and_prints_its_coupons()
    {
        await using var trainer = await hub.PhoneAsync();
        var keys = await BeginAsync(trainer, "Step-down trainer", "/cascade");
        var record = trainer.Page.Locator("details").Filter(new() { HasText = "Record a session that I held" });
        if (await record.GetAttributeAsync("open") is null) await keys.EnterAsync("Record a session that I held");
        await keys.TypeAsync("District", "Lake district");
        await keys.TypeAsync("Venue", "Meeting room 3");
        await keys.TypeAsync("How many colleagues were there?", "2");
        await keys.GoToAsync("Whose staff were they?");
        await keys.PressAsync("ArrowDown");
        await keys.EnterAsync("Record the session");
        await trainer.SeesAsync("0 of 2 claimed are verified");
        await keys.EnterAsync("Make coupons");
        await trainer.SeesAsync("2 coupons made, 0 used.");
        await keys.EnterAsync("Print the coupons");
        await Expect(trainer.Page.Locator("li.coupon")).ToHaveCountAsync(2);
    }

    private static async Task<Keyboard> BeginAsync(Visitor person, string kind, string? leadsTo)
    {
        var keys = new Keyboard(person);
        await person.Page.GotoAsync("/");
        await keys.EnterAsync($"Continue as {kind}");
        await (leadsTo is null ? person.Page.WaitForURLAsync(address => new Uri(address).AbsolutePath.StartsWith("/cohorts/", StringComparison.Ordinal)) : person.ArrivesAsync(leadsTo));
        return keys;
    }
}
