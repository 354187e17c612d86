using LearningHub.Domain.Learning;
using LearningHub.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>A phone without script, or whose script never arrived, does everything by plain forms.</summary>
[Collection(DemoStories.Name)]
public sealed class NoScriptStory(DemoHub hub)
{
    private const string Module = "labour-mobility";

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
        await Expect(phone.Page.Locator("section.check").First.Locator(".feedback.right")).ToHaveCountAsync(1);
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

    [Fact]
    public async Task A_learner_joins_learns_is_tested_teaches_back_promises_and_teaches_by_plain_forms()
    {
        var (code, minute) = await AtTheWorkshopAsync();
        await using var learner = await JoinsAsync(code, "Zawadi Plain");
        await learner.Page.GotoAsync("/");
        await learner.ClickAsync("I am here");
        await learner.Page.GetByLabel("Code on the screen").FillAsync(minute);
        await learner.ClickAsync("I am here");
        await learner.SeesAsync("You are present:");

        await learner.Page.GotoAsync($"/modules/{Module}/test/pre");
        await learner.ClickAsync("Begin");
        await AnswersAsync(learner, 1);
        await learner.SeesAsync("Question 2 of 8. 1 answered.");
        await ReadsALessonAsync(learner);
        await TeachesBackAsync(learner, code);
        await PassesAsync(learner);
        await PromisesAsync(learner);
        await TeachesAsync(learner);
    }

    /// <summary>From the facilitator's pages, without script as well: the workshop's code, and that of the minute.</summary>
    private async Task<(string Code, string Minute)> AtTheWorkshopAsync()
    {
        var workshop = $"/cohorts/{DemoStory.Personas.Workshop}";
        await using var facilitator = await hub.PhoneAsync(script: false);
        await facilitator.ContinueAsAsync("Facilitator");
        await facilitator.Page.GotoAsync(workshop);
        var code = (await facilitator.Page.Locator(".big-code").First.InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await facilitator.Page.GotoAsync($"{workshop}/attendance");
        await facilitator.Page.Locator("main .actions a[href*='/attendance/20']").First.ClickAsync();
        await facilitator.Page.GotoAsync($"{facilitator.Page.Url}/screen");
        return (code, await facilitator.Page.Locator("[data-code]").InnerTextAsync());
    }

    private async Task<Visitor> JoinsAsync(string code, string name)
    {
        var phone = await hub.PhoneAsync(script: false);
        await phone.TypeCodeAsync(code);
        await phone.Page.GetByLabel("Your name").FillAsync(name);
        await phone.ClickAsync("Join");
        await phone.ClickAsync("I have them. Go on");
        return phone;
    }

    private static async Task ReadsALessonAsync(Visitor learner)
    {
        await learner.Page.GotoAsync($"/modules/{Module}/{DemoHub.Content.Current(Module)!.Lessons[0].Slug}");
        var check = learner.Page.Locator("section.check[id^='check-']").First;
        await check.GetByRole(AriaRole.Radio).First.CheckAsync();
        await check.GetByLabel("Not sure", new() { Exact = true }).CheckAsync();
        await check.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(check.Locator(".feedback.right")).ToHaveCountAsync(1);
        await learner.ClickAsync("I have read this");
        await learner.SeesAsync("You have read this lesson.");

        var rehearsal = learner.Page.Locator("section.check:has(#rehearse)");
        foreach (var message in await rehearsal.GetByLabel("I can say this without looking").AllAsync()) await message.CheckAsync();
        await rehearsal.Locator("summary").First.ClickAsync();
        await rehearsal.Locator("textarea").First.FillAsync("In my own words.");
        await learner.ClickAsync("Keep it");
        await learner.SeesAsync("You can say what this lesson passes on without looking.");
        await Expect(rehearsal.Locator("textarea").First).ToHaveValueAsync("In my own words.");

        await learner.Page.Locator("#ask").ClickAsync();
        await learner.Page.GetByLabel("Your question").FillAsync("Who pays for the way home?");
        await learner.ClickAsync("Send my question");
        await learner.SeesAsync("Asked by you. Only you and the experts see it.");
    }

    private async Task TeachesBackAsync(Visitor learner, string workshop)
    {
        await learner.Page.GotoAsync($"/teach-back/{Module}");
        await learner.ClickAsync("Give me a code");
        var code = await learner.Page.Locator(".big-code").InnerTextAsync();
        await using var listener = await JoinsAsync(workshop, "Bahati Plain");
        await listener.TypeCodeAsync(code);
        await listener.SeesAsync("Zawadi teaches back");
        foreach (var point in await listener.Page.Locator("main form fieldset").AllAsync()) await point.GetByRole(AriaRole.Radio).First.CheckAsync();
        await listener.ClickAsync("Keep my rating");
        await listener.SeesAsync("Your rating is kept: 10 of 10 points.");
        await learner.Page.ReloadAsync();
        await learner.SeesAsync("10 of 10 points");
    }

    private static async Task PassesAsync(Visitor learner)
    {
        await learner.Page.GotoAsync($"/modules/{Module}/test/post");
        await learner.ClickAsync("Begin");
        for (var number = 1; number <= TestForm.Size; number++) await AnswersAsync(learner, number);
        await learner.ClickAsync("Finish and see the result");
        await learner.SeesAsync($"{TestForm.Size} of {TestForm.Size} right");
    }

    private static async Task AnswersAsync(Visitor learner, int number)
    {
        await learner.SeesAsync($"Question {number} of {TestForm.Size}");
        var item = DemoHub.Content.Current(Module)!.Item(await learner.Page.Locator("input[name=Asked]").InputValueAsync())!;
        await learner.Page.Locator($"input[name=Option][value='{item.RightOption}']").CheckAsync();
        await learner.ClickAsync("Keep and go on");
    }

    private static async Task PromisesAsync(Visitor learner)
    {
        await learner.Page.GotoAsync("/cascade");
        var promise = await OpenAsync(learner, "Promise to teach colleagues");
        await promise.GetByLabel("How many colleagues?").FillAsync("12");
        await learner.ClickAsync("I promise");
        await learner.Page.Locator("ul.rows a[href^='/cascade/pledges/']").ClickAsync();
        await learner.Page.GetByLabel("District").FillAsync("Lake district");
        await learner.ClickAsync("Keep this day");
        await learner.SeesAsync("in Lake district");
    }

    /// <summary>A session with two names on paper; somebody else confirms with a coupon that the trainer made.</summary>
    private async Task TeachesAsync(Visitor learner)
    {
        await learner.Page.GotoAsync("/cascade");
        var record = await OpenAsync(learner, "Record a session that I held");
        await record.GetByLabel("District").FillAsync("Lake district");
        await record.GetByLabel("Venue").FillAsync("Meeting room 2");
        await record.GetByLabel("How many colleagues were there?").FillAsync("9");
        await record.GetByLabel("Names of those without a phone").FillAsync("Colleague A\nColleague B");
        await learner.ClickAsync("Record the session");
        await learner.SeesAsync("2 coupons made, 0 used, 2 on your list and waiting for confirmation.");
        var session = new Uri(learner.Page.Url).AbsolutePath;
        await learner.Page.GetByLabel("How many more coupons?").FillAsync("1");
        await learner.ClickAsync("Make coupons");
        await learner.Page.GotoAsync($"{session}/coupons");
        var link = new Uri((await learner.Page.Locator(".coupon a").Last.GetAttributeAsync("href"))!).AbsolutePath;

        await using var colleague = await hub.PhoneAsync(script: false);
        await colleague.Page.GotoAsync(link);
        await colleague.Page.GetByLabel("Your name").FillAsync("Furaha Plain");
        await colleague.ClickAsync("Yes, Zawadi taught me");
        foreach (var question in await colleague.Page.Locator("fieldset.check").AllAsync()) await question.GetByRole(AriaRole.Radio).First.CheckAsync();
        await colleague.ClickAsync("Send my answers");
        await colleague.SeesAsync("Thank you.");
        await learner.Page.GotoAsync(session);
        await learner.SeesAsync("3 coupons made, 1 used");
    }

    private static async Task<ILocator> OpenAsync(Visitor person, string summary)
    {
        var details = person.Page.Locator("main details").Filter(new() { HasText = summary });
        if (await details.GetAttributeAsync("open") is null) await details.Locator("summary").ClickAsync();
        return details;
    }
}
