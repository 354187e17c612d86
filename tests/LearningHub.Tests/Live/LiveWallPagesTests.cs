using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using LearningHub.Web.Live;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Live;

/// <summary>Walls without any script: forms and links alone, through the whole program.</summary>
public sealed class LiveWallPagesTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task A_question_to_the_panel_goes_from_a_phone_to_the_projector_and_stays_afterwards()
    {
        var (host, code) = await StartAsync(ActivityKind.Panel, "What do you want to ask the panel?");
        using var _ = host;
        using var phone = await JoinAsync(code, "Amina");
        await PressAsync(host, await host.OpenAsync($"/live/{code}/host"), "#next-step");

        var room = await phone.OpenAsync($"/live/{code}");
        Assert.DoesNotContain("http-equiv=\"refresh\"", room.Html, StringComparison.Ordinal); // a question half written must not be lost
        var sent = await WriteAsync(phone, room, "How long does a permit take?");
        Assert.Contains("waiting for the facilitator", sent.Text, StringComparison.Ordinal);
        await WriteAsync(phone, room, "How long does a permit take?"); // the back button and an impatient thumb
        await WriteAsync(phone, sent, "Call me on 0788 123 456");
        Assert.DoesNotContain("permit", (await host.OpenAsync($"/live/{code}/screen")).Text, StringComparison.Ordinal);

        var desk = await host.OpenAsync($"/live/{code}/host");
        Assert.Contains("1 waits for you", desk.Text, StringComparison.Ordinal);
        Assert.Contains("1 is held back because it may name a person", desk.Text, StringComparison.Ordinal);
        desk = await StepAsync(host, desk, "permit", "Let through");
        desk = await StepAsync(host, desk, "permit", "Answer now");
        Assert.Contains("permit", (await host.OpenAsync($"/live/{code}/screen")).Document.QuerySelector(".now")!.TextContent, StringComparison.Ordinal);

        room = await phone.OpenAsync($"/live/{code}");
        room = await StepAsync(phone, room, "permit", "I ask this too");
        Assert.Equal("true", Button(room, "permit", "I ask this too: 1").GetAttribute("aria-pressed"));
        room = await StepAsync(phone, room, "permit", "I ask this too");
        Assert.Contains("I ask this too: 0", room.Text, StringComparison.Ordinal);

        desk = await StepAsync(host, desk, "permit", "Keep the answer", ("Wall.Text", "Thirty days."));
        desk = await StepAsync(host, desk, "permit", "Pin it");
        desk = await StepAsync(host, desk, "permit", "Answered");
        await host.SubmitAsync(desk, "step", ("Sent", "end"));
        var after = await phone.OpenAsync($"/live/{code}");
        var record = await phone.OpenAsync(after.Document.QuerySelector<IHtmlAnchorElement>("a[href*='/walls/']")!.GetAttribute("href")!);
        Assert.Contains("Kept from this wall", record.Text, StringComparison.Ordinal);
        Assert.Contains("Thirty days.", record.Text, StringComparison.Ordinal);
        Assert.Null(record.Document.QuerySelector("textarea"));
        using var nobody = hub.NewBrowser(); // its writer alone still reads what was held back
        Assert.DoesNotContain("0788", (await nobody.OpenAsync(record.Path)).Html, StringComparison.Ordinal);
        Assert.Contains("permit", (await host.OpenAsync($"/live/{code}/after")).Document.QuerySelector("a[href*='/walls/']") is { } link ? (await host.OpenAsync(link.GetAttribute("href")!)).Text : "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ideas_become_groups_a_vote_and_a_plan_of_work()
    {
        var (host, code) = await StartAsync(ActivityKind.Ideas, "What should be done?");
        using var _ = host;
        using var phone = await JoinAsync(code, "Binta");
        await PressAsync(host, await host.OpenAsync($"/live/{code}/host"), "#next-step");
        var desk = await host.OpenAsync($"/live/{code}/host");
        desk = await SubmitAsync(host, desk, desk.Document.QuerySelectorAll<IHtmlButtonElement>("button").First(button => button.TextContent == "Show posts at once"));
        foreach (var idea in new[] { "Train inspectors", "One form for all" }) Assert.Contains(idea, (await WriteAsync(phone, await phone.OpenAsync($"/live/{code}"), idea)).Text, StringComparison.Ordinal);
        desk = await StepAsync(host, await host.OpenAsync($"/live/{code}/host"), "Train", "Put there", ("Wall.NewName", "Training"));
        desk = await StepAsync(host, desk, "One form", "Put there", ("Wall.NewName", "=Papers"));
        Assert.Equal(["Training", "=Papers"], (await host.OpenAsync($"/live/{code}/screen")).Document.QuerySelectorAll(".columns h2").Select(column => column.TextContent));
        desk = await SubmitAsync(host, desk, desk.Document.QuerySelectorAll<IHtmlButtonElement>("button").First(button => button.TextContent == "Vote on these"));
        desk = await PressAsync(host, await PressAsync(host, desk, "#next-step"), "#next-step"); // closes the wall, opens the vote
        const string vote = "priorities-1";
        using (var early = await host.Http.GetAsync(new Uri($"/live/{code}/host/priorities.csv?activity={vote}", UriKind.Relative))) Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        desk = await PressAsync(host, await PressAsync(host, desk, "#next-step"), "#next-step"); // closes the vote, shows the result
        Assert.Contains("Who does it, and until when", desk.Text, StringComparison.Ordinal);
        var after = await host.OpenAsync($"/live/{code}/after");
        Assert.Contains("is no date", (await host.SubmitAsync(after, $"plan-{vote}", ("due-a", "soon"))).Alert, StringComparison.Ordinal);
        after = await host.SubmitAsync(after, $"plan-{vote}", ("owner-b", "Labour inspectorate"), ("due-b", "2027-03-31"));
        Assert.Equal("Labour inspectorate", after.Document.QuerySelector($"#owner-{vote}-b")!.GetAttribute("value"));
        var csv = await host.Http.GetStringAsync(new Uri(after.Document.QuerySelector("a[href*=priorities]")!.GetAttribute("href")!, UriKind.Relative));
        Assert.Contains(",Labour inspectorate,2027-03-31", csv, StringComparison.Ordinal);
        Assert.StartsWith("action,votes,owner,date", csv.TrimStart('\ufeff'), StringComparison.Ordinal);
        Assert.Contains("'=Papers", csv, StringComparison.Ordinal); // a table program must not read it as a formula
        using var nosy = await phone.Http.GetAsync(new Uri($"/live/{code}/host/priorities.csv?activity={vote}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, nosy.StatusCode);
    }

    [Fact]
    public async Task Forms_of_a_wall_that_is_gone_get_a_clear_word()
    {
        var (host, code) = await StartAsync(ActivityKind.Questions, "What do you want to ask?");
        using var _ = host;
        using var phone = await JoinAsync(code, "Chantal");
        var desk = await PressAsync(host, await host.OpenAsync($"/live/{code}/host"), "#next-step");
        var room = await phone.OpenAsync($"/live/{code}");
        await PressAsync(host, desk, "#next-step"); // closes the wall
        Assert.Contains("This wall has closed", (await WriteAsync(phone, room, "Too late?")).Alert, StringComparison.Ordinal);
        await PressAsync(host, await host.OpenAsync($"/live/{code}/host"), "#next-step"); // another activity is on
        var refused = await WriteAsync(phone, room, "Much too late?");
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        Assert.Contains("This wall has closed", refused.Alert, StringComparison.Ordinal);
        using var nobody = hub.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.OpenAsync($"/live/{code}/walls/nowhere")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await nobody.OpenAsync("/live/ZZZZZZ/walls/x")).Status);
    }

    [Fact]
    public async Task What_somebody_wrote_she_takes_back_with_a_form_also_after_the_end()
    {
        var (host, code) = await StartAsync(ActivityKind.Panel, "What do you want to ask the panel?");
        using var _ = host;
        using var phone = await JoinAsync(code, "Esther");
        await PressAsync(host, await host.OpenAsync($"/live/{code}/host"), "#next-step");
        var room = await WriteAsync(phone, await phone.OpenAsync($"/live/{code}"), "How long does a permit take?");
        room = await WriteAsync(phone, room, "Who pays for it?");
        room = await SubmitAsync(phone, room, Back(room));
        Assert.DoesNotContain("permit", room.Text, StringComparison.Ordinal);
        await host.SubmitAsync(await host.OpenAsync($"/live/{code}/host"), "step", ("Sent", "end"));
        var record = await phone.OpenAsync((await phone.OpenAsync($"/live/{code}")).Document.QuerySelector("a[href*='/walls/']")!.GetAttribute("href")!);
        Assert.Contains("Who pays for it?", record.Text, StringComparison.Ordinal);
        record = await SubmitAsync(phone, record, Back(record));
        Assert.DoesNotContain("Who pays for it?", record.Text, StringComparison.Ordinal);

        static IHtmlButtonElement Back(Page page) => page.Document.QuerySelectorAll<IHtmlButtonElement>("button").First(button => button.TextContent == "Take it back");
    }

    /// <summary>The phone was offline, and its owner went on to another page of the hub.</summary>
    [Fact]
    public async Task A_post_that_waited_goes_out_from_any_page_and_so_does_the_wish_to_have_it_back()
    {
        var (host, code) = await StartAsync(ActivityKind.Panel, "What do you want to ask the panel?");
        using var _ = host;
        await PressAsync(host, await host.OpenAsync($"/live/{code}/host"), "#next-step");
        var wall = (await host.OpenAsync($"/live/{code}/host")).Document.QuerySelector("[data-wall]")!.GetAttribute("data-wall");
        var door = hub.Services.GetRequiredService<LiveDoor>();
        var session = (await door.FindAsync(code))!.Value;
        var claim = (await door.JoinAsync(session, new(new(Guid.CreateVersion7()), "Hamisi"))).Claim;
        var post = Guid.NewGuid();
        using var anywhere = hub.NewBrowser();
        Assert.Equal(("kept", "1 waits for you"), (await SendAsync(post, claim, new { text = "How long?", named = false }, null), await WaitingAsync()));
        Assert.Equal("kept", await SendAsync(post, claim, new { text = "How long?", named = false }, null)); // its receipt was lost
        Assert.Equal("refused", await SendAsync(Guid.NewGuid(), "no claim", new { text = "Who am I?", named = false }, null));
        Assert.Equal(("kept", "Nothing waits for you"), (await SendAsync(Guid.NewGuid(), claim, null, new { postId = post }), await WaitingAsync()));

        async Task<string> SendAsync(Guid id, string? with, object? written, object? back)
        {
            var item = new { id, kind = "wall", stream = $"wall/{code}", who = "", at = DateTimeOffset.UtcNow, body = new { id, activityId = wall, code, claim = with, post = written, back } };
            using var response = await anywhere.Http.PostAsJsonAsync("/outbox", new { items = new[] { item }, waiting = 1 });
            return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("outcomes")[0].GetProperty("status").GetString()!;
        }

        async Task<string> WaitingAsync() => (await host.OpenAsync($"/live/{code}/host")).Document.QuerySelector("[data-wall] h2")!.TextContent;
    }

    [Fact]
    public async Task Protection_content_says_more_clearly_that_no_real_case_belongs_on_a_wall()
    {
        var (host, code) = await StartAsync(ActivityKind.Questions, "What do you want to ask?", "counter-trafficking");
        using var _ = host;
        using var phone = await JoinAsync(code, "Diane");
        var desk = await PressAsync(host, await host.OpenAsync($"/live/{code}/host"), "#next-step");
        Assert.Contains("Take away what tells of a real person", desk.Text, StringComparison.Ordinal);
        var room = await phone.OpenAsync($"/live/{code}");
        Assert.Contains("Write of no real case", room.Text, StringComparison.Ordinal);
        Assert.NotNull(room.Document.QuerySelector("live-session[sensitive]"));
    }

    private async Task<(Browser Host, string Code)> StartAsync(ActivityKind kind, string prompt, string module = "labour-mobility")
    {
        var (host, _) = await hub.SignedInAsync(Roles.Facilitator);
        var started = await host.SubmitAsync(await host.OpenAsync("/live"), "start", ("Sent.Module", module));
        var code = started.Path.Split('/')[2];
        var added = await host.SubmitAsync(await host.OpenAsync($"/live/{code}/add"), "add", ("Sent.Kind", kind.ToString()), ("Sent.Prompt", prompt));
        Assert.Null(added.Alert);
        return (host, code);
    }

    private async Task<Browser> JoinAsync(string code, string name)
    {
        var (phone, id, _) = await hub.LearnerAsync(name);
        var session = (await hub.Services.GetRequiredService<LiveDoor>().FindAsync(code))!.Value;
        await hub.Services.GetRequiredService<LiveDoor>().JoinAsync(session, new(id, null));
        return phone;
    }

    private static Task<Page> WriteAsync(Browser browser, Page page, string text) =>
        SubmitAsync(browser, page, page.Document.QuerySelector<IHtmlButtonElement>("button[value=post]")!, ("Wall.Text", text));

    /// <summary>Presses a post's button.</summary>
    private static async Task<Page> StepAsync(Browser browser, Page page, string post, string button, params (string, string)[] typed)
    {
        var next = await SubmitAsync(browser, page, Button(page, post, button), typed);
        Assert.Null(next.Alert);
        return next;
    }

    private static async Task<Page> PressAsync(Browser browser, Page page, string button)
    {
        var next = await SubmitAsync(browser, page, page.Document.QuerySelector<IHtmlButtonElement>(button)!);
        Assert.Null(next.Alert);
        return next;
    }

    private static Task<Page> SubmitAsync(Browser browser, Page page, IHtmlButtonElement button, params (string, string)[] typed) =>
        browser.SubmitAsync(page, (IHtmlFormElement)button.Closest("form")!, [(button.Name!, button.Value), .. typed]);

    private static IHtmlButtonElement Button(Page page, string post, string button) =>
        page.Document.QuerySelectorAll("li").Where(line => line.QuerySelector(".post")?.TextContent.Contains(post, StringComparison.Ordinal) == true)
            .SelectMany(line => line.QuerySelectorAll<IHtmlButtonElement>("button")).First(it => it.TextContent.StartsWith(button, StringComparison.Ordinal));
}
