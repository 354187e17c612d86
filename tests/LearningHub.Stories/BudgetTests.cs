using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>What the hub may cost: a cheap phone on a slow line, a small machine. The figures are written to the test's output.</summary>
[Collection(DemoStories.Name)]
public sealed class BudgetTests(DemoHub hub, ITestOutputHelper output)
{
    private const long Kilobyte = 1024;
    private const string Module = "labour-mobility";

    [Fact]
    public async Task The_first_page_of_a_lesson_costs_at_most_60_KB_and_a_further_lesson_15()
    {
        long first = 0, further = 0;
        foreach (var module in DemoHub.Content.Modules)
        {
            await using var phone = await hub.WeighedPhoneAsync();
            var wire = await Wire.OfAsync(phone);
            var before = 0L;
            foreach (var lesson in module.Lessons)
            {
                await phone.Page.GotoAsync($"/modules/{module.Id.Module}/{lesson.Slug}", new() { WaitUntil = WaitUntilState.NetworkIdle });
                if (before == 0) first = Math.Max(first, wire.Bytes);
                else further = Math.Max(further, wire.Bytes - before);
                before = wire.Bytes;
            }

            Assert.Contains("br", wire.Compressions);
        }

        output.WriteLine($"The heaviest first page of a lesson, everything: {first} bytes. The heaviest further lesson: {further} bytes.");
        Assert.InRange(first, 1, 60 * Kilobyte);
        Assert.InRange(further, 1, 15 * Kilobyte);
    }

    [Theory]
    [InlineData(null, "/")]
    [InlineData(null, "/modules")]
    [InlineData(null, "/modules/labour-mobility")]
    [InlineData(null, "/sign-in")]
    [InlineData("Administrator", "/me")]
    [InlineData("Step-down trainer", "/cascade")]
    [InlineData("Facilitator", "/live/{code}/host")]
    [InlineData("Facilitator", "/live/{code}/screen")]
    [InlineData("Learner", "/live/{code}")]
    public async Task A_page_without_charts_has_at_most_35_KB_of_script(string? kind, string page)
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await using var person = await hub.WeighedPhoneAsync();
        if (kind is not null) await person.ContinueAsAsync(kind);
        var wire = await Wire.OfAsync(person);
        await (await person.Context.NewCDPSessionAsync(person.Page)).SendAsync("Network.clearBrowserCache");
        await person.Page.GotoAsync(page.Replace("{code}", room.Code, StringComparison.Ordinal), new() { WaitUntil = WaitUntilState.NetworkIdle });
        output.WriteLine($"{page}: {wire.ScriptBytes} bytes of script, {wire.Bytes} in all.");
        Assert.InRange(wire.ScriptBytes, 1, 35 * Kilobyte);
    }

    [Fact]
    public async Task A_live_session_of_ten_questions_costs_a_phone_at_most_30_KB()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await using var phone = await hub.WeighedPhoneAsync();
        await phone.ContinueAsAsync("Learner");
        await phone.ArrivesAsync("/modules/labour-mobility");
        var wire = await Wire.OfAsync(phone);
        await phone.Page.GotoAsync($"/live/{room.Code}");
        await phone.SeesAsync("You are in.");
        var joined = wire.Bytes;
        foreach (var question in room.Plan)
        {
            await room.OpenAsync(question);
            var prompt = DemoHub.Content.Current(Module)!.Item(question)!.Prompt.Text;
            await phone.Page.GetByRole(AriaRole.Group, new() { Name = prompt }).GetByRole(AriaRole.Radio).First.CheckAsync();
            await phone.ClickAsync("Send my answer");
            await phone.SeesAsync("Your answer is kept:");
            await room.CloseAsync();
            await room.RevealAsync();
            await Expect(phone.Page.GetByRole(AriaRole.Table)).ToBeVisibleAsync();
        }

        await room.EndAsync();
        await phone.SeesAsync("This session has ended.");
        // No module has ten live questions yet: ten are reckoned from those asked.
        var ten = joined + (wire.Bytes - joined) * 10 / room.Plan.Count;
        output.WriteLine($"Coming in, page and script included: {joined} bytes. {room.Plan.Count} questions: {wire.Bytes - joined} bytes. Ten: {ten} bytes.");
        Assert.InRange(ten, 1, 30 * Kilobyte);
    }
}
