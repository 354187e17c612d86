using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using LearningHub.Web.Live;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Live;

/// <summary>The room without any script: forms and links alone, through the whole program.</summary>
public sealed partial class LivePagesTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task A_session_goes_from_start_to_end_with_forms_alone()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        using var learner = hub.NewBrowser();
        await learner.SubmitAsync(await learner.OpenAsync($"/join/{code}"), "join", ("Name", "Amina Uwase"));
        var room = await JoinRoomAsync(learner, code);
        Assert.Contains("You are in.", room.Text, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", room.Html, StringComparison.Ordinal); // nothing to lose: it may load itself again

        var host = await facilitator.OpenAsync($"/live/{code}/host");
        Assert.Contains("Amina Uwase", host.Text, StringComparison.Ordinal);
        host = await PressAsync(facilitator, host, "Open question 1");
        room = await learner.OpenAsync($"/live/{code}");
        Assert.DoesNotContain("http-equiv=\"refresh\"", room.Html, StringComparison.Ordinal); // a choice half made must not be lost
        Assert.NotNull(room.Document.QuerySelector("fieldset legend"));

        var form = AnswerForm(room);
        var option = room.Document.QuerySelector("input[type=radio]")!.GetAttribute("value")!;
        var answered = await learner.SubmitAsync(room, form, ("Sent.Option", option), ("Sent.Sure", "true"));
        Assert.Contains("Your answer is kept", answered.Text, StringComparison.Ordinal);
        var twice = await learner.SubmitAsync(room, form, ("Sent.Option", option)); // the back button and an impatient thumb
        Assert.Null(twice.Alert);
        Assert.Equal(HttpStatusCode.OK, twice.Status);

        host = await PressAsync(facilitator, await facilitator.OpenAsync($"/live/{code}/host"), "Close question 1");
        Assert.Contains("1 of 1 answered in time", Squeeze(host.Text), StringComparison.Ordinal);
        host = await PressAsync(facilitator, host, "Show the result");
        Assert.Contains("The result of question 1 is on the screen", Squeeze(host.Text), StringComparison.Ordinal);
        room = await learner.OpenAsync($"/live/{code}");
        Assert.Matches("Your answer is (not )?right", room.Text);
        Assert.Contains("1 answer in time", room.Text, StringComparison.Ordinal);

        var again = await facilitator.SubmitAsync(host, "step", ("Sent", "reveal")); // a double press
        Assert.Null(again.Alert);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        host = await PressAsync(facilitator, host, "End the session");
        Assert.Contains("The session has ended", host.Text, StringComparison.Ordinal);
        Assert.Contains("Thank you for taking part", (await learner.OpenAsync($"/live/{code}")).Text, StringComparison.Ordinal);
        Assert.Contains("1 joined", Squeeze((await facilitator.OpenAsync("/live")).Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_sent_without_script_is_in_the_journal_once()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        var (learner, id, _) = await hub.LearnerAsync("Binta");
        using var __ = learner;
        await JoinRoomAsync(learner, code);
        await PressAsync(facilitator, await facilitator.OpenAsync($"/live/{code}/host"), "Open question 1");
        var room = await learner.OpenAsync($"/live/{code}");
        Assert.Contains("Choose one of the options", (await learner.SubmitAsync(room, AnswerForm(room), ("Sent.Option", "zzz"))).Alert, StringComparison.Ordinal);
        await learner.SubmitAsync(room, AnswerForm(room), ("Sent.Option", "a"));
        await learner.SubmitAsync(room, AnswerForm(room), ("Sent.Option", "a"));
        var refused = await learner.SubmitAsync(room, AnswerForm(room), ("Sent.Option", "b"), ("Sent.AnswerId", Guid.NewGuid().ToString()));
        Assert.Contains("your first answer counts", refused.Alert, StringComparison.Ordinal);
        var nowhere = await learner.SubmitAsync(room, AnswerForm(room), ("Sent.Option", "a"), ("Sent.ActivityId", "nowhere"));
        Assert.Equal(HttpStatusCode.BadRequest, nowhere.Status);
        var answer = Assert.Single((await HistoryAsync(code)).OfType<LiveEvent.AnswerRecorded>());
        Assert.Equal((id, "a"), (answer.Learner, answer.Options[0]));
    }

    [Theory]
    [InlineData("/live/ZZZZZZ")]
    [InlineData("/live/ZZZZZZ/host")]
    [InlineData("/live/ZZZZZZ/screen")]
    [InlineData("/live/no-code-at-all")]
    public async Task An_unknown_code_is_a_plain_404(string address)
    {
        using var browser = hub.NewBrowser();
        var page = await browser.OpenAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("opens no live room", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_its_facilitator_leads_a_session()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        var (other, _) = await hub.SignedInAsync(Roles.Facilitator);
        var (learner, _, _) = await hub.LearnerAsync("Chantal");
        foreach (var stranger in new[] { other, learner, hub.NewBrowser() })
        {
            using var __ = stranger;
            var page = await stranger.OpenAsync($"/live/{code}/host");
            Assert.Equal(HttpStatusCode.Forbidden, page.Status);
            Assert.Empty(page.Document.QuerySelectorAll("live-host"));
        }
    }

    [Fact]
    public async Task A_host_link_makes_any_phone_the_host_and_leaves_no_secret_in_the_address()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        var door = hub.Services.GetRequiredService<LiveDoor>();
        var claim = door.HostClaim((await door.FindAsync(code))!.Value);
        using var phone = hub.NewBrowser();
        var page = await phone.OpenAsync($"/live/{code}/host?claim={claim}");
        Assert.Equal(($"/live/{code}/host", ""), (page.Path, page.Uri.Query));
        page = await PressAsync(phone, page, "Open question 1");
        Assert.Contains("Question 1 is open", Squeeze(page.Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_projector_shows_code_and_question_and_gives_nothing_away()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        await PressAsync(facilitator, await facilitator.OpenAsync($"/live/{code}/host"), "Open question 1");
        using var projector = hub.NewBrowser();
        var page = await projector.OpenAsync($"/live/{code}/screen");
        Assert.Contains(JoinCode.Spaced(code), page.Text, StringComparison.Ordinal);
        Assert.Contains($"/join/{code}", page.Document.QuerySelector("svg.qr")!.GetAttribute("aria-label"), StringComparison.Ordinal);
        var planned = (await HistoryAsync(code)).OfType<LiveEvent.SessionStarted>().Single().Plan[0];
        Assert.Contains(planned.Prompt, page.Text, StringComparison.Ordinal);
        var host = await facilitator.OpenAsync($"/live/{code}/host");
        foreach (var feedback in planned.Options.Select(option => option.Feedback!))
        {
            Assert.DoesNotContain(feedback, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(feedback, host.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_nothing_is_stored()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        foreach (var fields in new Dictionary<string, string>[] { new() { ["_handler"] = "step", ["Sent"] = "end" }, new() { ["Sent"] = "end" } })
        {
            using var form = new FormUrlEncodedContent(fields);
            using var response = await facilitator.Http.PostAsync(new Uri($"/live/{code}/host", UriKind.Relative), form);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }

        Assert.DoesNotContain(await HistoryAsync(code), e => e is LiveEvent.SessionEnded);
    }

    [Fact]
    public async Task A_name_is_text_wherever_it_stands()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        using var learner = hub.NewBrowser();
        await learner.SubmitAsync(await learner.OpenAsync($"/join/{code}"), "join", ("Name", "<script>alert(1)</script> Bo"));
        await JoinRoomAsync(learner, code);
        var host = await facilitator.OpenAsync($"/live/{code}/host");
        Assert.DoesNotContain("<script>alert", host.Html, StringComparison.Ordinal);
        Assert.Contains("Bo", host.Document.QuerySelector("#people")!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>What a phone loads for the room beside the frame that every page shares, compressed as it travels.</summary>
    [Fact]
    public async Task The_room_is_light_enough_for_a_phone()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        var (learner, _, _) = await hub.LearnerAsync("Diane");
        using var __ = learner;
        var page = await JoinRoomAsync(learner, code);
        var bytes = 0;
        foreach (var script in page.Document.Scripts.Select(script => script.Source!)) bytes += Compressed(await learner.Http.GetByteArrayAsync(new Uri(script, UriKind.Relative)));
        Assert.InRange(bytes, 1_000, 14_200);
        Assert.InRange(Compressed(System.Text.Encoding.UTF8.GetBytes(page.Html)), 300, 4_000);
    }

    private async Task<(Browser Facilitator, string Code)> StartAsync()
    {
        var (facilitator, _) = await hub.SignedInAsync(Roles.Facilitator);
        var page = await facilitator.SubmitAsync(await facilitator.OpenAsync("/live"), "start", ("Sent.Module", "labour-mobility"));
        return (facilitator, HostAddress().Match(page.Path).Groups[1].Value);
    }

    private static async Task<Page> JoinRoomAsync(Browser browser, string code)
    {
        var page = await browser.OpenAsync($"/live/{code}");
        return page.Document.Forms.Any(form => form.QuerySelector("input[name=_handler]")?.GetAttribute("value") == "join")
            ? await browser.SubmitAsync(page, "join")
            : page;
    }

    private static async Task<Page> PressAsync(Browser browser, Page page, string button)
    {
        var value = page.Document.QuerySelectorAll("button[name=Sent]").First(it => it.TextContent.StartsWith(button, StringComparison.Ordinal)).GetAttribute("value")!;
        var next = await browser.SubmitAsync(page, "step", ("Sent", value));
        Assert.Null(next.Alert);
        return next;
    }

    private static string AnswerForm(Page page) =>
        page.Document.QuerySelector("form input[name='Sent.AnswerId']")!.Closest("form")!.QuerySelector("input[name=_handler]")!.GetAttribute("value")!;

    private async Task<List<LiveEvent>> HistoryAsync(string code)
    {
        var session = await hub.Services.GetRequiredService<LiveDoor>().FindAsync(code);
        var events = new List<LiveEvent>();
        await foreach (var recorded in hub.Services.GetRequiredService<Journal<HubDbContext, LiveEvent>>().ReadAsync($"live-{session}")) events.Add(recorded.Event);
        return events;
    }

    private static int Compressed(byte[] content)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal)) gzip.Write(content);
        return memory.ToArray().Length;
    }

    private static string Squeeze(string text) => WhiteSpace().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("^/live/([0-9A-Z]{6})/host$")]
    private static partial Regex HostAddress();
}
