using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>A facilitator, a hotel, forty-five people: Wi-Fi that dies, a hub that is killed, a laptop whose battery ends, phones whose clocks are ten minutes wrong.</summary>
/// <remarks>Forty-four phones speak the protocol; the forty-fifth, the laptop, the projector and the second host's phone are browsers. What was acknowledged, what was counted
/// and what the journal holds are compared as sets.</remarks>
public sealed class HotelStory(ITestOutputHelper output) : IAsyncLifetime
{
    private const int People = 45;
    private const int Minutes = 10;

    /// <summary>A browser whose clock is wrong; counted in minutes.</summary>
    private const string WrongClock = """
        (() => { const Right = Date, skew = {0} * 60_000; globalThis.Date = class extends Right { constructor(...a) { if (a.length) super(...a); else super(Right.now() + skew); } static now() { return Right.now() + skew; } }; })()
        """;

    private readonly DirectoryInfo content = Directory.CreateTempSubdirectory("learning-hub-hotel-");
    private readonly Browsers browsers = new();
    private readonly Random chance = new(11);
    private readonly Stopwatch clock = new();
    private HubProcess hub = null!;
    private ChaosPhone[] phones = [];
    private Visitor projector = null!;
    private Visitor slow = null!;
    private Visitor fast = null!;
    private Visitor host = null!;
    private string code = "";
    private string session = "";

    public async Task InitializeAsync()
    {
        ChaosContent.Make(content.FullName, "peer item=LM-L04", "panel", "ideas", "takeaways");
        await browsers.InitializeAsync();
        hub = await HubProcess.StartAsync(settings: new Dictionary<string, string> { ["Content__Path"] = content.FullName, ["Content__Strict"] = "false" });
        clock.Start();
    }

    [Fact]
    public async Task A_hotel_costs_the_room_no_person_no_answer_and_no_result()
    {
        await StartsAsync();
        await FortyFiveJoinAsync();
        await TheAccessPointRestartsAsync();
        await TheHubIsKilledInTheSecondVoteAsync();
        await TheBatteryEndsAndTheSecondHostGoesOnAsync();
        await ThePanelHearsNoNamesAsync();
        await IdeasBecomeAPlanWithOwnersAsync();
        await TheRoomChoosesWhatItPassesOnAsync();
        await EverythingIsThereOnceAsync();
        output.WriteLine($"{clock.Elapsed.TotalSeconds:0} s; {phones.Sum(phone => phone.Joins)} joins of {phones.Length} phones, {phones.Sum(phone => phone.Given.Count)} answers besides those of the browser.");
    }

    public async Task DisposeAsync()
    {
        output.WriteLine(hub.Trouble);
        foreach (var phone in phones) await phone.DisposeAsync();
        await hub.DisposeAsync();
        await browsers.DisposeAsync();
        content.Delete(recursive: true);
    }

    private async Task StartsAsync()
    {
        host = await browsers.DeskAsync(hub);
        await host.ContinueAsAsync("Facilitator");
        await host.Page.GotoAsync("/live");
        await host.Page.Locator($"input[value='{ChaosContent.Run}']").CheckAsync();
        await host.ClickAsync("Start a session");
        await host.ArrivesAsync("/host");
        code = (await host.Page.Locator(".big-code").First.InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        session = (await host.Page.Locator("live-host").GetAttributeAsync("session"))!;
        projector = await browsers.DeskAsync(hub);
        await projector.Page.GotoAsync($"/live/{code}/screen");
    }

    private async Task FortyFiveJoinAsync()
    {
        phones = [.. Enumerable.Range(1, People - 1).Select(number => new ChaosPhone(hub, code, number, new Random(chance.Next())))];
        var began = clock.Elapsed;
        await Task.WhenAll(phones.Select(phone => phone.ReturnAsync()));
        slow = await PhoneAsync(-Minutes);
        // From the back row the projector's picture is small: a quarter of its pixels must do.
        await slow.Page.GotoAsync((await QrCamera.ReadAsync(projector.Page, scale: 0.5))!);
        await slow.Page.GetByLabel("Your name").FillAsync("Yvette");
        await slow.ClickAsync("Join");
        await slow.ClickAsync("I have them. Go on");
        await slow.SeesAsync("You are in.");
        await Expect(projector.Page.Locator("[data-joined]")).ToHaveTextAsync($"{People}");
        Assert.InRange(clock.Elapsed - began, TimeSpan.Zero, TimeSpan.FromMinutes(3));
    }

    /// <summary>Thirty have answered when every link breaks at once; the others answer without one.</summary>
    private async Task TheAccessPointRestartsAsync()
    {
        await NextAsync("Open question 1");
        await slow.SeesAsync("The question is open.");
        await host.Page.GetByText("Give a time hint").ClickAsync();
        await host.ClickAsync("1 minute");
        await Expect(slow.Page.Locator(".timer")).ToContainTextAsync("About 1 minute left."); // whatever its clock says
        foreach (var phone in phones[..30]) phone.Answer("LM-L04");
        await Task.WhenAll(phones[..30].Select(phone => phone.SettleAsync()));
        foreach (var phone in phones[30..]) await phone.SeeAsync("LM-L04");

        await Task.WhenAll(phones.Select(phone => phone.DropAsync()));
        foreach (var phone in phones[30..]) phone.Answer("LM-L04");
        await slow.Context.SetOfflineAsync(true);
        await slow.Page.Locator("input[name^=option]").Nth(1).CheckAsync();
        await slow.ClickAsync("Send my answer");
        await slow.SeesAsync("1 answer is waiting on this phone");
        await slow.SeesAsync("Kept on this phone.");
        await host.Page.Locator("#people summary").ClickAsync();
        await host.SeesAsync("it is the network here, not the people");

        await Task.WhenAll(phones.Select(phone => phone.ReturnAsync()));
        await slow.Context.SetOfflineAsync(false);
        await slow.SeesAsync("Your vote is kept:");
        await Expect(host.Page.Locator(".state-line [data-answered]")).ToHaveTextAsync($"{People}");
    }

    private async Task TheHubIsKilledInTheSecondVoteAsync()
    {
        await NextAsync("Close question 1");
        await NextAsync("Let them talk in pairs");
        await slow.SeesAsync("Talk now.");
        await NextAsync("Open the second vote on question 1");
        await slow.SeesAsync("Vote a second time");
        var (left, moment) = (20, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        foreach (var phone in phones)
        {
            phone.Kept = () => { if (Interlocked.Decrement(ref left) == 0) moment.TrySetResult(); };
            phone.Answer("LM-L04-2");
        }

        await moment.Task;
        await hub.KillAsync();
        await Task.WhenAll(phones.Select(phone => phone.SettleAsync()));
        await slow.Page.Locator("input[name^=option]").Nth(0).CheckAsync();
        await slow.ClickAsync("Send my answer");
        await slow.SeesAsync("Kept on this phone.");
        var acknowledged = phones.Count(phone => phone.Acknowledged.ContainsKey("LM-L04-2"));
        await hub.StartAsync();
        Assert.InRange(acknowledged, 20, (await Journal().AnswersAsync(session)).Count(answer => answer.Question == "LM-L04-2"));
        await Task.WhenAll(phones.Select(phone => phone.ReturnAsync()));
        await slow.SeesAsync("Your answer is kept:");
    }

    private async Task TheBatteryEndsAndTheSecondHostGoesOnAsync()
    {
        await Expect(host.Page.Locator(".state-line [data-answered]")).ToHaveTextAsync($"{People}"); // the laptop has found the hub again
        await host.Page.Locator("#takeover summary").ClickAsync();
        var link = await QrCamera.ReadAsync(host.Page, wholePage: true);
        fast = await PhoneAsync(Minutes);
        await host.DisposeAsync();
        var dead = clock.Elapsed;
        host = fast;
        await host.Page.GotoAsync(link!);
        await host.SeesAsync("The second vote on question 1 is open.");
        await Expect(host.Page.Locator(".state-line [data-answered]")).ToHaveTextAsync($"{People}");
        Assert.InRange(clock.Elapsed - dead, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await NextAsync("Close the second vote on question 1");
        await NextAsync("Show the result");
        await host.SeesNothingWrongAsync();
        var result = await phones[0].HearAsync("resultsRevealed", body => body["detail"]?["shift"] is not null);
        var right = result["right"]![0]!.GetValue<string>();
        var votes = phones.Select(phone => (Before: Option(phone, "LM-L04") == right, After: Option(phone, "LM-L04-2") == right)).Append(await SlowVotesAsync(right)).ToList();
        var shift = result["detail"]!["shift"]!;
        Assert.Equal(
            (People, votes.Count(vote => vote is (true, true)), votes.Count(vote => vote is (false, true)), votes.Count(vote => vote is (true, false)), votes.Count(vote => vote is (false, false))),
            (Number(result["detail"]!, "people"), Number(shift, "stayedRight"), Number(shift, "wrongToRight"), Number(shift, "rightToWrong"), Number(shift, "stayedWrong")));
    }

    /// <summary>Twenty-three questions, four of which name somebody.</summary>
    private async Task ThePanelHearsNoNamesAsync()
    {
        await NextAsync("Show ");
        var panel = await WallAsync("panel");
        string[] naming = ["Why did Mr Kayitare SECRET keep the passport?", "Call 0788 123 456 SECRET about the agency", "My name is Solange SECRET, was I cheated?", "SECRET: write to somebody@example.org"];
        var states = await Task.WhenAll(phones[..23].Select((phone, i) => phone.WriteAsync(panel, i < naming.Length ? naming[i] : $"Who checks point {i + 1} of an agreement?")));
        Assert.Equal((4, 19), (states.Count(state => state == "held"), states.Count(state => state == "waiting")));
        await host.SeesAsync("19 wait for you");
        await host.SeesAsync("4 are held back because they may name a person.");
        await host.SeesNothingWrongAsync();
        await host.ClickAsync("Let all through, and show posts at once");
        await projector.SeesAsync("19 questions are on the wall.");
        var heard = new HashSet<string>(StringComparer.Ordinal); // in one message or in several: phones are told once in two seconds
        await phones[^1].HearAsync("postsChanged", body =>
        {
            heard.UnionWith(body["posts"]!.AsArray().Select(post => post!["text"]!.GetValue<string>()).Where(text => text.Length > 0));
            return heard.Count == 19;
        });
        Assert.DoesNotContain("SECRET", await projector.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.All(phones, phone => Assert.DoesNotContain("SECRET", phone.Received, StringComparison.Ordinal));
        await NextAsync("Close it to new posts");
    }

    private async Task IdeasBecomeAPlanWithOwnersAsync()
    {
        await NextAsync("Show ");
        var ideas = await WallAsync("ideas");
        await host.ClickAsync("Show posts at once");
        await host.SeesAsync("Posts are shown at once");
        foreach (var (phone, i) in phones[..7].Select((phone, i) => (phone, i))) Assert.Equal("shown", await phone.WriteAsync(ideas, $"Action {i + 1}: publish the list of fees"));
        await host.SeesAsync("7 ideas are on the wall.");
        await host.ClickAsync("Vote on these");
        await NextAsync("Close it to new posts");
        var vote = await AskAsync("Open question 2");
        await host.ClickAsync("Who does it, and until when");
        for (var i = 0; i < 7; i++)
        {
            await host.Page.Locator("input[name^=owner-]").Nth(i).FillAsync($"Office {i + 1}");
            await host.Page.Locator("input[name^=due-]").Nth(i).FillAsync("2027-03-31");
        }

        await host.ClickAsync("Keep this plan");
        await Expect(host.Page.Locator("input[name^=owner-]").Nth(6)).ToHaveValueAsync("Office 7");
        var plan = (await (await host.Context.APIRequest.GetAsync($"/live/{code}/host/priorities.csv?activity={vote}")).TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, plan.Length);
        Assert.All(plan[1..], line => Assert.Matches(@"^Action \d: publish the list of fees,\d+,Office \d,2027-03-31\r?$", line));
        await host.Page.GotoAsync($"/live/{code}/host");
    }

    private async Task TheRoomChoosesWhatItPassesOnAsync()
    {
        await AskAsync("Open question 3");
        await host.Page.Locator("#next-step").ClickAsync(); // ends the session
        await host.ClickAsync("What came out of it");
        await host.SeesAsync("What the room will pass on first");
        await host.SeesNothingWrongAsync();
        await slow.SeesAsync("This session has ended.");
        await slow.SeesNothingWrongAsync();
    }

    private async Task EverythingIsThereOnceAsync()
    {
        await Task.WhenAll(phones.Select(phone => phone.ReturnAsync())); // each compares what the hub has of it with what it gave
        var journal = Journal();
        var kept = await journal.AnswersAsync(session);
        Assert.Equal(People, await journal.JoinsAsync(session));
        Assert.Equal(kept.Count, kept.DistinctBy(answer => (answer.Learner, answer.Question)).Count());
        var given = phones.SelectMany(phone => phone.Given.Select(answer => (phone.Participant, answer.Key, answer.Value.AnswerId))).Order().ToList();
        var acknowledged = phones.SelectMany(phone => phone.Acknowledged.Keys.Select(question => (phone.Participant, question, phone.Given[question].AnswerId))).Order().ToList();
        var wire = phones.Select(phone => phone.Participant).ToHashSet();
        Assert.Equal(given, acknowledged);
        Assert.Equal(given, kept.Where(answer => wire.Contains(answer.Learner)).Select(answer => (answer.Learner, answer.Question, answer.AnswerId)).Order());
        Assert.Equal(["LM-L04", "LM-L04-2"], kept.Where(answer => !wire.Contains(answer.Learner)).Select(answer => answer.Question).Order());
        Assert.All(kept, answer => Assert.True(answer.InTime, $"{answer.Question} of {answer.Learner} counts as late."));
    }

    private async Task NextAsync(string button)
    {
        var next = host.Page.Locator("#next-step");
        await Expect(next).ToContainTextAsync(button);
        await next.ClickAsync();
        await Expect(next).Not.ToContainTextAsync(button);
    }

    /// <summary>Opens a question that every wire phone answers, and shows its result.</summary>
    private async Task<string> AskAsync(string button)
    {
        await NextAsync(button);
        var id = (await phones[0].HearAsync("activityOpened", body => body["activity"]!["kind"]!.GetValue<string>() == (button.EndsWith('2') ? "priorities" : "takeaways")))["activity"]!["activityId"]!.GetValue<string>();
        foreach (var phone in phones) phone.Answer(id);
        await Task.WhenAll(phones.Select(phone => phone.SettleAsync()));
        await Expect(host.Page.Locator(".state-line [data-answered]")).ToHaveTextAsync($"{phones.Length}");
        await NextAsync("Close question");
        await NextAsync("Show the result");
        return id;
    }

    private async Task<string> WallAsync(string kind) =>
        (await phones[0].HearAsync("activityOpened", body => body["activity"]!["kind"]!.GetValue<string>() == kind))["activity"]!["activityId"]!.GetValue<string>();

    /// <summary>A cheap phone whose clock is wrong.</summary>
    private async Task<Visitor> PhoneAsync(int minutesWrong)
    {
        var phone = await browsers.PhoneAsync(hub);
        await phone.Context.AddInitScriptAsync(WrongClock.Replace("{0}", $"{minutesWrong}", StringComparison.Ordinal));
        return phone;
    }

    private async Task<(bool, bool)> SlowVotesAsync(string right)
    {
        var kept = (await Journal().AnswersAsync(session)).Where(answer => phones.All(phone => phone.Participant != answer.Learner)).ToDictionary(answer => answer.Question, answer => answer.Data["options"]![0]!.GetValue<string>());
        Assert.Equal(2, kept.Count);
        return (kept["LM-L04"] == right, kept["LM-L04-2"] == right);
    }

    private ChaosJournal Journal() => new(() => new SqliteConnection($"Data Source={hub.Database};Mode=ReadOnly;Pooling=false"));

    private static string Option(ChaosPhone phone, string question) => phone.Given[question].Response["options"]![0]!.GetValue<string>();

    private static int Number(JsonNode of, string name) => of[name]!.GetValue<int>();
}
