using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Common;
using LearningHub.Grains.Live;
using LearningHub.Tests.Common;
using LearningHub.Web.Live;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Live;

/// <summary>Every kind of question by plain form, through the whole program: answered, kept, shown with its result.</summary>
public sealed class LiveKindPagesTests(Hub hub) : IClassFixture<Hub>
{
    public static TheoryData<ActivityKind, string[], string, string> Answers => new()
    {
        { ActivityKind.SingleChoice, ["Sent.Option=a"], "The contract", "Your answer is right." },
        { ActivityKind.Poll, ["Sent.Option=b"], "The visa", "1 answer in time" },
        { ActivityKind.MultipleChoice, ["Sent.Option=a", "Sent.Option=b"], "The employer, The agency's client", "1 of 1 had all of it right." },
        { ActivityKind.TrueFalse, ["Sent.Option=b", "Sent.Sure=false"], "False (not sure)", "Your answer is not right." },
        { ActivityKind.Scale, ["Sent.Number=5"], "5", "5: fully" },
        { ActivityKind.Numeric, ["Sent.Number=26,5", "Sent.Sure=true"], "26.5 (sure)", "From 26 to 30 counts as right." },
        { ActivityKind.ShortText, ["Sent.Text= the  EMPLOYER. "], "the EMPLOYER.", "Right: The employer." },
        { ActivityKind.WordCloud, ["Sent.Word=fair", "Sent.Word=", "Sent.Word=pay"], "fair, pay", "1 answer in time" },
        { ActivityKind.Ranking, ["Sent.Place=3 a", "Sent.Place=1 b", "Sent.Place=2 c"], "1. The visa, 2. The ticket, 3. The contract", "Your place: 3" },
        { ActivityKind.Ordering, ["Sent.Place=1 a", "Sent.Place=2 b", "Sent.Place=3 c"], "1. The contract", "Your place too" },
        { ActivityKind.Matching, ["Sent.Match=1", "Sent.Match=2", "Sent.Match=3"], "Contract \u2192 Read before signing", "Yours too" },
        { ActivityKind.Takeaways, ["Sent.Option=a", "Sent.Option=c"], "The contract, The ticket", "Votes of 1 person" },
        { ActivityKind.Priorities, ["Sent.Option=c"], "The ticket", "Votes of 1 person" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Each_kind_is_answered_without_script(ActivityKind kind, string[] fields, string said, string result)
    {
        var (room, code) = await StartAsync(MadeKinds.Made(kind));
        var (learner, _, _) = await hub.LearnerAsync();
        using var _ = learner;
        await learner.SubmitAsync(await learner.OpenAsync($"/live/{code}"), "join");
        await room.Next(Guid.NewGuid());
        var page = await learner.OpenAsync($"/live/{code}");
        Assert.NotNull(page.Document.QuerySelector("form .prompt"));
        foreach (var control in page.Document.QuerySelectorAll("form input:not([type=hidden]):not([type=radio]):not([type=checkbox]), form select"))
            Assert.NotNull(page.Document.QuerySelector($"label[for='{control.Id}']"));

        page = await learner.SubmitAsync(page, $"answer-own-{kind.Wire()}", Fields(fields));
        Assert.Null(page.Alert);
        Assert.Contains($"Your answer is kept: {said}", page.Text, StringComparison.Ordinal);
        await room.Reveal(Guid.NewGuid());
        Assert.Contains(result, (await learner.OpenAsync($"/live/{code}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ActivityKind.Numeric, "Sent.Number=many", "Choose a number from 0 to 90.")]
    [InlineData(ActivityKind.Numeric, "Sent.Number=400", "Choose a number from 0 to 90.")]
    [InlineData(ActivityKind.ShortText, "Sent.Text=  ", "Write something first.")]
    [InlineData(ActivityKind.WordCloud, "Sent.Word=this entry is much longer than thirty characters", "up to 30 characters")]
    [InlineData(ActivityKind.Ranking, "Sent.Place=1 a;Sent.Place=1 b;Sent.Place=2 c", "Put every option in its place, each once.")]
    [InlineData(ActivityKind.Matching, "Sent.Match=1;Sent.Match=1;Sent.Match=2", "Give each line a different partner.")]
    [InlineData(ActivityKind.Priorities, "", "Choose at least one option.")]
    public async Task What_was_refused_stands_in_the_form_again_with_the_reason(ActivityKind kind, string fields, string why)
    {
        var (room, code) = await StartAsync(MadeKinds.Made(kind));
        var (learner, _, _) = await hub.LearnerAsync();
        using var _ = learner;
        await learner.SubmitAsync(await learner.OpenAsync($"/live/{code}"), "join");
        await room.Next(Guid.NewGuid());
        var typed = Fields(fields.Split(';', StringSplitOptions.RemoveEmptyEntries));
        var page = await learner.SubmitAsync(await learner.OpenAsync($"/live/{code}"), $"answer-own-{kind.Wire()}", typed);
        Assert.Contains(why, page.Alert, StringComparison.Ordinal);
        var first = page.Document.QuerySelector("input[name='Sent.Number'], input[name='Sent.Text'], input[name='Sent.Word'], select[name='Sent.Place'] option[selected], select[name='Sent.Match'] option[selected]");
        if (typed.Length > 0) Assert.Equal(typed[0].Value.Trim(), (first!.GetAttribute("value") ?? "").Trim());
    }

    [Fact]
    public async Task Two_votes_with_talk_between_are_told_without_script()
    {
        var first = MadeKinds.Made(ActivityKind.SingleChoice);
        var (room, code) = await StartAsync(first, first with { Id = "own-single-2", SecondVoteOf = first.Id });
        var people = new List<Browser>();
        foreach (var name in new[] { "Amina", "Binta" })
        {
            var (person, _, _) = await hub.LearnerAsync(name);
            people.Add(person);
            await person.SubmitAsync(await person.OpenAsync($"/live/{code}"), "join");
        }

        await room.Next(Guid.NewGuid());
        foreach (var (person, i) in people.Select((person, i) => (person, i)))
        {
            var voted = await person.SubmitAsync(await person.OpenAsync($"/live/{code}"), "answer-own-single", ("Sent.Option", i == 0 ? "a" : "b"));
            Assert.Contains("It stays hidden until everybody has voted twice.", voted.Text, StringComparison.Ordinal);
        }

        await room.Talk(Guid.NewGuid());
        foreach (var person in people) Assert.Contains("Find the other person with number 1", (await person.OpenAsync($"/live/{code}")).Text, StringComparison.Ordinal);
        await room.Open("own-single-2", Guid.NewGuid());
        var again = await people[1].OpenAsync($"/live/{code}");
        Assert.Contains("Vote a second time", again.Text, StringComparison.Ordinal);
        Assert.Empty(again.Document.QuerySelectorAll("input[checked]"));
        foreach (var person in people) await person.SubmitAsync(await person.OpenAsync($"/live/{code}"), "answer-own-single-2", ("Sent.Option", "a"));
        await room.Reveal(Guid.NewGuid());
        var page = await people[1].OpenAsync($"/live/{code}");
        Assert.Contains("Your first answer", page.Text, StringComparison.Ordinal);
        Assert.Contains("Of the 1 who were wrong before the talk, 1 (100 %) were right after it. Normalised gain: 1.", page.Text, StringComparison.Ordinal);
        Assert.Equal(["Right before", "Wrong before"], page.Document.QuerySelectorAll("table.shift tbody th").Select(head => head.TextContent));
        foreach (var person in people) person.Dispose();
    }

    [Fact]
    public async Task Nothing_disappears_when_the_session_ends()
    {
        var lesson = new PlannedActivity("points-1", ActivityKind.Points, "Costs of recruitment", []) { Points = ["The employer pays."], Link = "/modules/labour-mobility" };
        var (room, code) = await StartAsync(lesson, MadeKinds.Made(ActivityKind.SingleChoice), MadeKinds.Made(ActivityKind.Takeaways));
        var (learner, _, _) = await hub.LearnerAsync();
        using var _ = learner;
        await learner.SubmitAsync(await learner.OpenAsync($"/live/{code}"), "join");
        await room.Next(Guid.NewGuid());
        Assert.Contains("The employer pays.", (await learner.OpenAsync($"/live/{code}")).Text, StringComparison.Ordinal);
        await room.Next(Guid.NewGuid());
        await learner.SubmitAsync(await learner.OpenAsync($"/live/{code}"), "answer-own-single", ("Sent.Option", "b"));
        var soFar = await learner.OpenAsync($"/live/{code}?all=true");
        Assert.Contains("The result was not shown yet.", soFar.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Right", soFar.Document.QuerySelectorAll(".tag").Select(tag => tag.TextContent));
        await room.Reveal(Guid.NewGuid());
        await room.Next(Guid.NewGuid());
        await room.Reveal(Guid.NewGuid());
        await room.End(Guid.NewGuid());
        var page = await learner.OpenAsync($"/live/{code}");
        Assert.Equal(3, page.Document.QuerySelectorAll("section.shown").Length);
        Assert.Contains("My answer: The visa. Your answer is not right.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Votes of 0 people", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_people_say_that_they_share_a_phone_before_or_after_coming_in_and_their_answer_says_so()
    {
        var (room, code) = await StartAsync(MadeKinds.Made(ActivityKind.Poll));
        using var newcomers = hub.NewBrowser();
        await newcomers.SubmitAsync(await newcomers.OpenAsync($"/join/{code}"), "join", ("Name", "Table three"), ("People", "4"));
        var (known, _, _) = await hub.LearnerAsync("Table four");
        using var _ = known;
        var page = await known.SubmitAsync(await known.OpenAsync($"/live/{code}"), "join");
        page = await known.SubmitAsync(page, "join", ("People", "3"));
        Assert.Null(page.Alert);
        Assert.Equal(7, (await room.LookAsHost()).People);
        await room.Next(Guid.NewGuid());
        var before = await known.OpenAsync($"/live/{code}");
        await known.SubmitAsync(before, "answer-own-poll", ("Sent.Option", "a"));
        Assert.Null((await known.SubmitAsync(before, "join", ("People", "12"))).Alert); // after the first answer it is known whose answers they are
        Assert.Equal(7, (await room.LookAsHost()).People);
        await room.Reveal(Guid.NewGuid());
        Assert.Contains("(1 from shared phones)", (await known.OpenAsync($"/live/{code}")).Text, StringComparison.Ordinal);
    }

    private async Task<(ILiveSessionGrain Room, string Code)> StartAsync(params PlannedActivity[] plan)
    {
        var session = new LiveSessionId(Guid.CreateVersion7());
        var code = await hub.Services.GetRequiredService<IGrainFactory>().ClaimCodeAsync(new JoinCodeTarget.LiveRoom(session), DateTimeOffset.UtcNow.AddHours(1));
        var room = hub.Services.GetRequiredService<LiveDoor>().Grain(session);
        Assert.Null((await room.Start(new(new("labour-mobility", 1), [.. plan], new(Guid.NewGuid()), code))).Refusal);
        return (room, code);
    }

    private static (string Field, string Value)[] Fields(string[] typed) =>
        [.. typed.Select(field => field.Split('=', 2)).Select(parts => (parts[0], parts[1]))];
}
