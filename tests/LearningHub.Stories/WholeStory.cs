using System.Globalization;
using System.Text.RegularExpressions;
using LearningHub.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>The main job, end to end: a lesson, a live quiz, a session passed on, a confirmation, and one more verified person.</summary>
[Collection(DemoStories.Name)]
public sealed partial class WholeStory(DemoHub hub)
{
    private const string Module = "labour-mobility";
    private const int Heads = 4;

    [Fact]
    public async Task What_a_workshop_teaches_reaches_a_colleague_and_her_institution_sees_it()
    {
        await using var focalPoint = await hub.DeskAsync();
        var before = await InstitutionAsync(focalPoint);

        await using var learner = await hub.PhoneAsync();
        await ReadsALessonAsync(learner);

        await using var facilitator = await hub.DeskAsync();
        await using var projector = await hub.DeskAsync(dark: true);
        await PlayTheQuizAsync(facilitator, learner, projector);

        await using var trainer = await hub.PhoneAsync(dark: true);
        var code = await TeachesAsync(trainer);

        await using var colleague = await hub.PhoneAsync();
        await ConfirmsAsync(colleague, code);

        await trainer.Page.GotoAsync("/cascade");
        await trainer.SeesAsync($"1 of {Heads} verified, {Heads - 1} waiting");

        var after = await InstitutionAsync(focalPoint);
        Assert.Equal(before.Reach + 1, after.Reach);
        Assert.Equal(before.Claimed + Heads, after.Claimed);
        Assert.Equal(before.Qualified + 1, after.Qualified);
        // the trainer was at the workshop (generation 0), so her colleague is generation 1
        Assert.Equal([before.ByGeneration[0] + 1, .. before.ByGeneration[1..]], after.ByGeneration);
    }

    private static async Task ReadsALessonAsync(Visitor learner)
    {
        await learner.ContinueAsAsync("Learner");
        await learner.ArrivesAsync($"/modules/{Module}");
        await learner.SeesNothingWrongAsync();
        await learner.Page.Locator("#lessons + ol a").First.ClickAsync();
        await learner.SeesNothingWrongAsync();

        var check = learner.Page.Locator("section.check").First;
        await check.GetByRole(AriaRole.Radio).First.CheckAsync();
        await check.GetByRole(AriaRole.Button).ClickAsync();
        check = learner.Page.Locator("section.check").First;
        await Expect(check.Locator(".feedback.right")).ToHaveCountAsync(1);
        await Expect(check.Locator(".feedback")).ToHaveCountAsync(await check.Locator("input[name=Option]").CountAsync());
        await Expect(check).ToContainTextAsync("your choice");

        await Expect(learner.Page.Locator(".pass-on li").First).ToBeVisibleAsync();
        await learner.ClickAsync("I have read this");
        await learner.SeesAsync("You have read this lesson.");
        await learner.SeesNothingWrongAsync();
    }

    private static async Task PlayTheQuizAsync(Visitor facilitator, Visitor learner, Visitor projector)
    {
        await facilitator.ContinueAsAsync("Facilitator");
        await facilitator.ArrivesAsync($"/cohorts/{DemoStory.Personas.Workshop}");
        await facilitator.SeesNothingWrongAsync();
        await facilitator.Page.GetByRole(AriaRole.Button, new() { Name = "Start a live session" }).First.ClickAsync();
        await facilitator.ArrivesAsync("/host");
        await facilitator.SeesNothingWrongAsync();
        var code = (await facilitator.Page.Locator(".big-code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);

        await projector.Page.GotoAsync($"/live/{code}/screen");
        await projector.SeesNothingWrongAsync();
        await learner.TypeCodeAsync(code.ToLowerInvariant());
        await learner.SeesAsync("You are in. The first question comes when the facilitator opens it.");
        await learner.SeesNothingWrongAsync();
        await Expect(projector.Page.Locator("[data-joined]")).ToHaveTextAsync("1");

        await OpenAndAnswerAsync(1);
        await facilitator.ClickAsync("Close question 1");
        await learner.SeesAsync("The question is closed. The result comes next.");
        await facilitator.ClickAsync("Show the result");
        await learner.SeesAsync("Here is the result.");
        await learner.SeesAsync("Your answer is right.");
        await learner.SeesNothingWrongAsync();
        await Expect(projector.Page.GetByRole(AriaRole.Table)).ToContainTextAsync("Right");
        await projector.SeesNothingWrongAsync();
        await facilitator.SeesNothingWrongAsync();

        await OpenAndAnswerAsync(2);
        await facilitator.Page.GetByText("Other steps").ClickAsync();
        await facilitator.ClickAsync("End the session");
        await learner.SeesAsync("This session has ended. Thank you for taking part.");
        await projector.SeesAsync("This session has ended. Thank you for taking part.");
        await facilitator.SeesAsync("The session has ended. 1 took part.");
        foreach (var person in (Visitor[])[learner, projector, facilitator]) await person.SeesNothingWrongAsync();

        async Task OpenAndAnswerAsync(int number)
        {
            await facilitator.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex($"^Open question {number} of ") }).First.ClickAsync();
            var form = learner.Page.Locator("live-session form").Filter(new() { HasText = "Send my answer" });
            var prompt = await form.Locator("legend.prompt").InnerTextAsync();
            await Expect(projector.Page.GetByRole(AriaRole.Heading, new() { Name = prompt })).ToBeVisibleAsync();
            var item = DemoHub.Content.Current(Module)!.Items.First(item => item.Prompt.Text == prompt);
            await form.GetByText(item.Options.First(option => option.Right).Text.Text, new() { Exact = true }).ClickAsync();
            await learner.SeesNothingWrongAsync();
            await learner.ClickAsync("Send my answer");
            await learner.SeesAsync("Your answer is kept:");
            await Expect(facilitator.Page.Locator("live-host .state-line [data-answered]")).ToHaveTextAsync("1");
            await Expect(projector.Page.Locator("[data-answered]")).ToHaveTextAsync("1");
        }
    }

    /// <returns>The code of the first coupon, as its paper shows it.</returns>
    private static async Task<string> TeachesAsync(Visitor trainer)
    {
        await trainer.ContinueAsAsync("Step-down trainer");
        await trainer.ArrivesAsync("/cascade");
        await trainer.SeesNothingWrongAsync();
        var pledge = await OpenAsync("Promise to teach colleagues");
        await pledge.GetByLabel("How many colleagues?").FillAsync("6");
        await pledge.GetByRole(AriaRole.Button).ClickAsync();
        await trainer.SeesAsync("6 colleagues by");

        var record = await OpenAsync("Record a session that I held");
        await record.GetByLabel("District").FillAsync("Lake district");
        await record.GetByLabel("Venue").FillAsync("Meeting room 2");
        await record.GetByLabel("How many colleagues were there?").FillAsync(Heads.ToString(CultureInfo.InvariantCulture));
        await record.GetByLabel("Whose staff were they?").SelectOptionAsync(DemoStory.Personas.Institution.ToString());
        await trainer.SeesNothingWrongAsync();
        await record.GetByRole(AriaRole.Button).ClickAsync();
        await trainer.SeesAsync($"0 of {Heads} claimed are verified");
        await trainer.ClickAsync("Make coupons");
        await trainer.SeesAsync($"{Heads} coupons made, 0 used.");
        await trainer.SeesNothingWrongAsync();
        await trainer.ClickAsync("Print the coupons");
        await trainer.SeesNothingWrongAsync();
        await Expect(trainer.Page.Locator("li.coupon")).ToHaveCountAsync(Heads);
        Assert.Contains("/confirm/", await QrCamera.ReadAsync(trainer.Page, place: trainer.Page.Locator("li.coupon").First), StringComparison.Ordinal);
        return await trainer.Page.Locator("li.coupon .big-code").First.InnerTextAsync();

        async Task<ILocator> OpenAsync(string summary)
        {
            var details = trainer.Page.Locator("details").Filter(new() { HasText = summary });
            if (await details.GetAttributeAsync("open") is null) await details.Locator("summary").ClickAsync();
            return details;
        }
    }

    private static async Task ConfirmsAsync(Visitor colleague, string code)
    {
        await colleague.TypeCodeAsync(code);
        await colleague.SeesAsync("teach you?");
        await colleague.SeesNothingWrongAsync();
        await colleague.Page.GetByLabel("Your name").FillAsync("Keza");
        await colleague.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Yes, ") }).ClickAsync();

        await colleague.SeesAsync("5 questions");
        await colleague.SeesNothingWrongAsync();
        foreach (var radio in await colleague.Page.GetByRole(AriaRole.Radio).AllAsync())
        {
            var item = DemoHub.Content.Current(Module)!.Item((await radio.GetAttributeAsync("name"))!["item-".Length..])!;
            if (await radio.GetAttributeAsync("value") == item.RightOption) await radio.CheckAsync();
        }

        await colleague.ClickAsync("Send my answers");
        await colleague.SeesAsync("You had 5 of 5 right.");
        await colleague.SeesNothingWrongAsync();
        await colleague.ClickAsync("Yes, I work there");
        await Expect(colleague.Page.GetByRole(AriaRole.Button, new() { Name = "Yes, I work there" })).ToHaveCountAsync(0);
        await colleague.ClickAsync("Write down your four words");
        Assert.Equal(4, (await colleague.Page.Locator(".phrase").InnerTextAsync()).Split(' ').Length);
        await colleague.SeesNothingWrongAsync();
    }

    private static async Task<Institution> InstitutionAsync(Visitor focalPoint)
    {
        await focalPoint.ContinueAsAsync("Focal point");
        await focalPoint.ArrivesAsync($"/institutions/{DemoStory.Personas.Institution}");
        await focalPoint.Page.GetByRole(AriaRole.Navigation, new() { Name = "Modules" })
            .GetByRole(AriaRole.Link, new() { Name = DemoHub.Content.Current(Module)!.Title }).ClickAsync();
        await focalPoint.SeesNothingWrongAsync();
        var numbers = await focalPoint.Page.Locator(".numbers b").AllInnerTextsAsync();
        var generations = await focalPoint.Page.GetByRole(AriaRole.Table).Filter(new() { HasText = "Verified reach by generation" }).Locator("td").AllInnerTextsAsync();
        var sentence = await focalPoint.Page.Locator(".lead").InnerTextAsync();
        return new(Number(numbers[0]), Number(numbers[1]), Number(FirstNumber().Match(sentence).Value), [.. generations.Select(Number)]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\d+")]
    private static partial Regex FirstNumber();

    /// <param name="ByGeneration">Verified people; the first is generation 1.</param>
    private sealed record Institution(int Reach, int Claimed, int Qualified, int[] ByGeneration);
}
