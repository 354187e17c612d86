using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Live;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using LearningHub.Web.Live;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Live;

/// <summary>The host's pages without any script, through the whole program: a run of show with one button, hands, paper, questions of the host's own.</summary>
public sealed partial class LiveHostPagesTests(Hub hub) : IClassFixture<Hub>
{
    private const int MostSteps = 60;

    [Fact]
    public async Task One_button_leads_through_a_whole_run_of_show()
    {
        var (facilitator, code) = await StartAsync("60 minutes");
        using var _ = facilitator;
        var page = await facilitator.OpenAsync($"/live/{code}/host");
        var pressed = new List<string>();
        while (page.Document.QuerySelector("#next-step") is { } button && pressed.Count < MostSteps)
        {
            pressed.Add(button.TextContent.Trim());
            page = await facilitator.SubmitAsync(page, "step", ("Sent", button.GetAttribute("value")!));
            Assert.Null(page.Alert);
        }

        Assert.Equal("End the session", pressed[^1]);
        Assert.Single(pressed, "Let them talk in pairs");
        Assert.Single(pressed, step => step.StartsWith("Open the second vote", StringComparison.Ordinal));
        Assert.Contains(pressed, step => step.StartsWith("Show key points", StringComparison.Ordinal));
        Assert.Contains(pressed, step => step.StartsWith("Show case", StringComparison.Ordinal));
        Assert.Equal(pressed.Count(step => step.StartsWith("Close", StringComparison.Ordinal)), pressed.Count(step => step == "Show the result") + 1); // the first vote stays hidden
    }

    [Fact]
    public async Task Hands_count_and_a_new_count_replaces_the_old()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        var page = await PressAsync(facilitator, code, "Open question 1");
        page = await facilitator.SubmitAsync(page, "hands", ("Hands.Counts[0]", "7"), ("Hands.Counts[1]", ""), ("Hands.Counts[2]", "4"));
        Assert.Null(page.Alert);
        page = await facilitator.SubmitAsync(page, "hands", ("Hands.Counts[0]", "8"), ("Hands.Counts[1]", "0"), ("Hands.Counts[2]", "4"));
        Assert.Equal("8", page.Document.QuerySelector("[name='Hands.Counts[0]']")!.GetAttribute("value"));
        page = await PressAsync(facilitator, code, "Close question 1");
        page = await PressAsync(facilitator, code, "Show the result");
        Assert.Contains("12 answered in time, raised hands included", Squeeze(page.Text), StringComparison.Ordinal);
        Assert.Equal(8, (await RecordAsync(code)).Hands.Values.Single()["a"]);
        var wrong = await facilitator.SubmitAsync(page, "hands", ("Hands.Counts[0]", "many"));
        Assert.Contains("no whole number", wrong.Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_goes_on_the_projector_before_the_phones()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        await PressAsync(facilitator, code, "Open question 1");
        var page = await PressAsync(facilitator, code, "Close question 1");
        Assert.Null((await facilitator.OpenAsync($"/live/{code}/screen")).Document.QuerySelector("live-screen table"));
        var question = page.Document.QuerySelector("#on-screen button")!.GetAttribute("value")!;
        Assert.Null((await facilitator.SubmitAsync(page, "more-steps", ("Sent", question))).Alert);
        Assert.NotNull((await facilitator.OpenAsync($"/live/{code}/screen")).Document.QuerySelector("live-screen table"));
        Assert.DoesNotContain("\"right\"", (await hub.NewBrowser().OpenAsync($"/live/{code}/state")).Html, StringComparison.Ordinal);
        Assert.Empty((await RecordAsync(code)).Results);
    }

    [Fact]
    public async Task A_paper_sheet_counts_as_given_in_time_and_twice_is_once()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        Assert.Contains("No question has been asked yet", (await facilitator.OpenAsync($"/live/{code}/sheets")).Text, StringComparison.Ordinal);
        await PressAsync(facilitator, code, "Open question 1");
        await PressAsync(facilitator, code, "Close question 1");
        var sheet = await facilitator.OpenAsync($"/live/{code}/sheets");
        var kept = await facilitator.SubmitAsync(sheet, "sheet", ("Sent.Name", "Odette Mukamana"), ("Sent.Answers[0]", "B"));
        Assert.Contains("1 answer is kept", kept.Text, StringComparison.Ordinal);
        await facilitator.SubmitAsync(sheet, "sheet", ("Sent.Name", "odette mukamana"), ("Sent.Answers[0]", "B")); // an impatient thumb
        var record = await RecordAsync(code);
        var answer = Assert.Single(record.Answers);
        Assert.Equal((AnswerMode.Paper, AnswerTiming.InTime, "b"), (answer.Answer.Mode, answer.Answer.Timing, answer.Answer.Options[0]));
        Assert.Single(record.Participants);

        var wrong = await facilitator.SubmitAsync(sheet, "sheet", ("Sent.Name", "Jean Habimana"), ("Sent.Learner", Guid.NewGuid().ToString()), ("Sent.Answers[0]", "Z"));
        Assert.Contains("Choose one of the options", wrong.Alert, StringComparison.Ordinal);
        await PressAsync(facilitator, code, "End the session");
        var late = await facilitator.SubmitAsync(await facilitator.OpenAsync($"/live/{code}/sheets"), "sheet", ("Sent.Name", "Alice Ingabire"), ("Sent.Answers[0]", "A"));
        Assert.Contains("1 answer is kept", late.Text, StringComparison.Ordinal); // sheets are often typed in the evening
    }

    [Fact]
    public async Task A_question_of_the_host_s_own_comes_next_and_its_words_stay_out_of_the_journal()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        var form = await facilitator.OpenAsync($"/live/{code}/add");
        var refused = await facilitator.SubmitAsync(form, "add", ("Sent.Kind", "SingleChoice"), ("Sent.Prompt", "Who was right, Kampala or Kigali?"), ("Sent.Options", "One\nTwo"));
        Assert.Contains("star", refused.Alert, StringComparison.Ordinal);
        Assert.Contains("Who was right", refused.Html, StringComparison.Ordinal); // what was typed is still there
        var page = await facilitator.SubmitAsync(form, "add", ("Sent.Kind", "Poll"), ("Sent.Prompt", "Which district first?"), ("Sent.Options", "Musanze\nRubavu"));
        Assert.Equal("Open question 1 of 9", page.Document.QuerySelector("#next-step")!.TextContent.Trim());
        page = await facilitator.SubmitAsync(page, "step", ("Sent", page.Document.QuerySelector("#next-step")!.GetAttribute("value")!));
        Assert.Contains("Which district first?", page.Text, StringComparison.Ordinal);

        using var scope = hub.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        Assert.DoesNotContain(db.Set<LearningHub.Journal.JournalRow>().Select(row => row.Data).AsEnumerable(), data => data.Contains("Rubavu", StringComparison.Ordinal));
        Assert.Contains(db.LiveTexts.Select(row => row.Lines).AsEnumerable(), lines => lines.Contains("Rubavu", StringComparison.Ordinal));
    }

    [Fact]
    public async Task After_the_end_module_and_learner_know_and_the_tables_can_be_taken_along()
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        var (learner, id, _) = await hub.LearnerAsync("Claire Umutoni");
        using var __ = learner;
        await hub.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveSessionGrain>((await SessionAsync(code)).Value).Join(id, null, 1);
        await PressAsync(facilitator, code, "Open question 1");
        var room = await learner.OpenAsync($"/live/{code}");
        var handler = room.Document.QuerySelector("form input[name='Sent.AnswerId']")!.Closest("form")!.QuerySelector("input[name=_handler]")!.GetAttribute("value")!;
        await learner.SubmitAsync(room, handler, ("Sent.Option", "a"));
        await PressAsync(facilitator, code, "Close question 1");
        await PressAsync(facilitator, code, "Show the result");
        await PressAsync(facilitator, code, "End the session");

        var after = await facilitator.OpenAsync($"/live/{code}/after");
        Assert.Contains("1 took part and gave 1 answer to 1 question with a result", Squeeze(after.Text), StringComparison.Ordinal);
        var csv = await facilitator.Http.GetAsync(new Uri($"/live/{code}/answers.csv", UriKind.Relative));
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        var text = await csv.Content.ReadAsStringAsync();
        Assert.Contains("P001,LM-L01,single", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Claire", text, StringComparison.Ordinal);
        Assert.Equal("PK", Encoding.ASCII.GetString((await facilitator.Http.GetByteArrayAsync(new Uri($"/live/{code}/answers.xlsx", UriKind.Relative)))[..2]));

        await hub.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveSessionGrain>((await SessionAsync(code)).Value).PassOn();
        var line = Assert.Single(await hub.Services.GetRequiredService<ItemStatisticsQuery>().OfAsync(new("labour-mobility", 1)), line => line.Item == "LM-L01");
        Assert.True(line.Answers >= 1);
        Assert.DoesNotContain(await SessionAsync(code), await hub.Services.GetRequiredService<LiveLeftoversQuery>().OfAsync()); // passed on: nothing is left for the next start
        Assert.Contains("Live sessions you took part in", (await learner.OpenAsync("/modules/labour-mobility")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_messages_a_room_votes_for_stay_with_its_workshop()
    {
        var grains = hub.Services.GetRequiredService<IGrainFactory>();
        var (cohort, host, today) = (Guid.CreateVersion7(), new LearnerId(Guid.CreateVersion7()), DateOnly.FromDateTime(DateTime.UtcNow));
        await grains.GetGrain<ICohortGrain>(cohort).Plan("A workshop", "Musanze", today, today, [new("labour-mobility", 1)], null, "MSG" + cohort.ToString("n")[^3..], host);
        var (started, _) = await hub.Services.GetRequiredService<LiveStarter>().StartAsync("labour-mobility", null, "60 minutes", host);
        await grains.GetGrain<ICohortGrain>(cohort).AddLiveSession(started!.SessionId, started.Code, new("labour-mobility", 1), host);
        var room = grains.GetGrain<ILiveSessionGrain>(started.SessionId.Value);
        var (learner, vote) = (new LearnerId(Guid.CreateVersion7()), (await room.Record()).Plan.Single(planned => planned.Kind == ActivityKind.Takeaways));
        await room.Join(learner, null, 1);
        await room.Open(vote.Id, Guid.NewGuid());
        await room.Answer(learner, Guid.NewGuid(), vote.Id, new([vote.Options[1].Id]), mode: null);
        await room.Reveal(Guid.NewGuid());
        var chosen = Assert.Single(await hub.Services.GetRequiredService<TakeawaysQuery>().OfAsync(new(cohort)));
        Assert.Equal((vote.Options[1].Source, 1), (chosen.Message, chosen.Votes));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("sheets")]
    [InlineData("after")]
    [InlineData("answers.csv")]
    [InlineData("answers.xlsx")]
    public async Task Nobody_but_the_host_comes_in(string page)
    {
        var (facilitator, code) = await StartAsync();
        using var _ = facilitator;
        using var stranger = hub.NewBrowser();
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.OpenAsync($"/live/{code}/{page}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.OpenAsync($"/live/ZZZZZZ/{page}")).Status);
    }

    private async Task<(Browser Facilitator, string Code)> StartAsync(string run = "")
    {
        var (facilitator, _) = await hub.SignedInAsync(Roles.Facilitator);
        var page = await facilitator.SubmitAsync(await facilitator.OpenAsync("/live"), "start", ("Sent.Module", "labour-mobility"), ("Sent.Run", run));
        return (facilitator, HostAddress().Match(page.Path).Groups[1].Value);
    }

    private static async Task<Page> PressAsync(Browser facilitator, string code, string button)
    {
        var page = await facilitator.OpenAsync($"/live/{code}/host");
        var value = page.Document.QuerySelectorAll("button[name=Sent]").First(it => it.TextContent.StartsWith(button, StringComparison.Ordinal)).GetAttribute("value")!;
        var next = await facilitator.SubmitAsync(page, "step", ("Sent", value));
        Assert.Null(next.Alert);
        return next;
    }

    private async Task<LiveSessionId> SessionAsync(string code) => (await hub.Services.GetRequiredService<LiveDoor>().FindAsync(code))!.Value;

    private async Task<LiveRecord> RecordAsync(string code) =>
        await hub.Services.GetRequiredService<IGrainFactory>().GetGrain<ILiveSessionGrain>((await SessionAsync(code)).Value).Record();

    private static string Squeeze(string text) => WhiteSpace().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex("^/live/([0-9A-Z]{6})/host$")]
    private static partial Regex HostAddress();
}
