using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>Every kind of question on a phone of 360x640, by keyboard alone; what a screen reader hears; and that nothing typed is lost.</summary>
[Collection(DemoStories.Name)]
public sealed class KindsStory(DemoHub hub)
{
    private const string Learner = "Learner";

    [Fact]
    public async Task Every_kind_is_answered_by_keyboard_and_its_result_read()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        var kinds = Kinds().ToList();
        await AddAsync(room, kinds);
        await using var phone = await JoinAsync(room);
        foreach (var (kind, id) in kinds.Zip(room.Plan.Where(id => id.StartsWith("own-", StringComparison.Ordinal)).Reverse()))
        {
            await room.OpenAsync(id);
            var form = phone.Page.Locator("form").Filter(new() { HasText = kind.Prompt });
            await Expect(form).ToBeVisibleAsync();
            foreach (var (target, keys) in kind.Steps)
            {
                await TabToAsync(phone, target);
                foreach (var key in keys)
                {
                    if (key.Length > 1 && key[0] == '"') await phone.Page.Keyboard.TypeAsync(key.Trim('"'));
                    else await phone.Page.Keyboard.PressAsync(key);
                }
            }

            await SeesNothingWrongAsync(phone, kind, ColorScheme.Light);
            await TabToAsync(phone, ".big");
            await phone.Page.Keyboard.PressAsync("Enter");
            await phone.SeesAsync($"Your answer is kept: {kind.Said}");
            await room.CloseAsync();
            await room.RevealAsync();
            await phone.SeesAsync("Here is the result.");
            await phone.SeesAsync(kind.Result);
            await SeesNothingWrongAsync(phone, kind, ColorScheme.Dark);
        }

        await room.EndAsync();
        await phone.SeesAsync("This session has ended.");
        await Expect(phone.Page.Locator("section.shown")).ToHaveCountAsync(kinds.Count);
        await phone.SeesNothingWrongAsync();
    }

    /// <summary>Where the keyboard goes, and what is said aloud, from the lobby to the result.</summary>
    [Fact]
    public async Task A_full_question_is_heard_in_order_and_the_focus_follows()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await using var phone = await JoinAsync(room);
        await phone.Page.EvaluateAsync("""
            () => {
              window.heard = [];
              const room = document.querySelector("live-session");
              new MutationObserver(changes => {
                for (const change of changes) {
                  const region = (change.target.nodeType === 1 ? change.target : change.target.parentElement)?.closest("[role=status],[role=alert]");
                  const text = region && !region.hidden ? region.textContent : "";
                  if (text && window.heard.at(-1) !== text) window.heard.push(text);
                }
              }).observe(room, { subtree: true, childList: true, characterData: true });
            }
            """);
        var question = DemoHub.Content.Current("labour-mobility")!.Item(room.Plan[0])!;
        await room.OpenAsync(room.Plan[0]);
        await Expect(phone.Page.Locator("legend.prompt")).ToBeFocusedAsync();
        Assert.Equal(question.Prompt.Text, await FocusAsync(phone));
        List<string> order = [];
        for (var stop = 0; stop < 3; stop++)
        {
            await phone.Page.Keyboard.PressAsync("Tab");
            order.Add(await FocusAsync(phone));
            if (stop < 2) await phone.Page.Keyboard.PressAsync("Space");
        }

        var chosen = await phone.Page.Locator("input[name^=option]:checked + span").InnerTextAsync();
        Assert.Equal([chosen, "I am sure", "Send my answer"], order);
        await phone.Page.Keyboard.PressAsync("Enter");
        await phone.SeesAsync("Your answer is kept:");
        await Expect(phone.Page.Locator("h2.prompt")).ToBeFocusedAsync(); // the button is gone: the reader is at the question, not at the top
        await room.CloseAsync();
        await phone.SeesAsync("The question is closed. The result comes next.");
        await room.RevealAsync();
        await phone.SeesAsync("Here is the result.");
        await Expect(phone.Page.Locator("h2.prompt")).ToBeFocusedAsync();
        var heard = (await phone.Page.EvaluateAsync<string[]>("() => window.heard")).Where(line => !line.StartsWith("Sending:", StringComparison.Ordinal)).ToArray();
        var right = question.Options.Single(option => option.Right).Text.Text == chosen;
        Assert.Equal(
            [
                "The question is open. Take your time.", "You have answered. Wait for the others.", $"Your answer is kept: {chosen} (sure)",
                "The question is closed. The result comes next.", "Here is the result.", $"Your answer is {(right ? "right." : "not right. See why below.")} You answered: {chosen} (sure)",
            ],
            heard);
    }

    /// <summary>As LiveVoting #41 was lost: the result is shown, and the next question opened, while somebody types.</summary>
    [Fact]
    public async Task Toggling_results_while_people_type_loses_nothing()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await AddAsync(room, [new("ShortText", "What surprised you?", "", "", "", [])]);
        var own = room.Plan.Single(id => id.StartsWith("own-", StringComparison.Ordinal));
        await using var phone = await JoinAsync(room);
        await room.OpenAsync(own);
        var input = phone.Page.Locator(".sheet .field input");
        await input.PressSequentiallyAsync("That the employer");
        await phone.Page.ReloadAsync();
        await Expect(input).ToHaveValueAsync("That the employer"); // a reload loses nothing either
        await input.FocusAsync();
        await phone.Page.Keyboard.PressAsync("End");
        await room.CloseAsync();
        await room.RevealAsync();
        await phone.SeesAsync("You have begun this answer.");
        await phone.Page.Keyboard.TypeAsync(" pays");
        await room.OpenAsync(room.Plan.First(id => id != own));
        await phone.SeesAsync("The question is open.");
        await phone.Page.Keyboard.TypeAsync(" for it");
        await Expect(input).ToHaveValueAsync("That the employer pays for it");
        await phone.SeesNothingWrongAsync();
        await phone.Page.Keyboard.PressAsync("Enter");
        await Expect(input).ToHaveCountAsync(0);
        await phone.Page.GetByText("What was shown so far").ClickAsync();
        await phone.SeesAsync("My answer: That the employer pays for it");
    }

    [Fact]
    public async Task Two_people_who_voted_otherwise_find_each_other_and_vote_again()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process, run: "60 minutes");
        var second = room.Plan.First(id => id.EndsWith("-2", StringComparison.Ordinal) && room.Plan.Contains(id[..^2]) && id.StartsWith("LM-", StringComparison.Ordinal));
        await using var one = await JoinAsync(room);
        await using var other = await hub.PhoneAsync();
        await other.TypeCodeAsync(room.Code);
        await other.Page.GetByLabel("Your name").FillAsync("Hamisi");
        await other.ClickAsync("Join");
        await other.ClickAsync("I have them. Go on");
        await other.SeesAsync("You are in.");
        await room.OpenAsync(second[..^2]);
        foreach (var (person, option) in new[] { (one, 0), (other, 1) })
        {
            await person.Page.Locator("input[name^=option]").Nth(option).CheckAsync();
            await person.ClickAsync("Send my answer");
            await person.SeesAsync("It stays hidden until everybody has voted twice.");
        }

        await room.TalkAsync();
        foreach (var person in new[] { one, other }) await person.SeesAsync("Find the other person with number 1");
        await one.SeesNothingWrongAsync();
        await room.OpenAsync(second);
        await one.SeesAsync("Vote a second time");
        await Expect(one.Page.Locator("input:checked:not(#follow)")).ToHaveCountAsync(0);
        foreach (var person in new[] { one, other })
        {
            await person.Page.Locator("input[name^=option]").Nth(0).CheckAsync();
            await person.ClickAsync("Send my answer");
            await person.SeesAsync("Your answer is kept:");
        }

        await one.Page.GetByLabel("Follow the facilitator").UncheckAsync();
        await room.RevealAsync();
        await one.SeesAsync("Your answer, both times");
        await other.SeesAsync("Your first answer");
        await Expect(other.Page.Locator("table.shift")).ToBeVisibleAsync();
        await other.SeesNothingWrongAsync();
        await room.OpenAsync(room.Plan.First(id => id.StartsWith("points", StringComparison.Ordinal)));
        await one.SeesAsync("You are reading at your own pace.");
        await one.ClickAsync("Go there");
        await one.ClickAsync("Read the whole lesson");
        await one.ClickAsync("Back to the live session");
        await one.SeesAsync("Follow the facilitator. You may read this at your own pace.");
        await one.SeesNothingWrongAsync();
    }

    private static IEnumerable<Kind> Kinds() =>
    [
        new("MultipleChoice", "Who may bear a cost?", "* The employer\n* The agency\nThe worker", "The employer, The agency (not sure)", "1 of 1 had all of it right.",
            [("input[value=a]", ["Space"]), ("input[value=b]", ["Space"]), (".sure input", ["ArrowDown"])]),
        new("TrueFalse", "A delayed fee is a fee.", "* True\nFalse", "False", "Your answer is not right.", [("input[value=a]", ["Space", "ArrowDown"])]),
        new("Scale", "How ready are you?", "", "3", "5: fully", [(".scale input", ["Space", "ArrowRight", "ArrowRight"])]) { Low = "not at all", High = "fully" },
        new("Numeric", "How many days?", "", "27.5", "From 26 to 30 counts as right.", [("input[inputmode]", ["\"27,5\""])]) { Answer = "28", Within = "2" },
        new("WordCloud", "What makes it fair?", "", "fair pay, contract", "The same as a table", [(".field input", ["\"fair pay\"", "Tab", "\"contract\""])]),
        new("Ranking", "What comes first for you?", "Pay\nRest\nTravel", "1. Travel, 2. Pay, 3. Rest", "Your place: 1", [("[aria-label='Move up: Travel']", ["Enter", "Enter"])]),
        new("Ordering", "In which order?", "Offer\nContract", "1. ", "How many of 1 person put each one in its right place", [(".order button", ["Enter"])]),
        new("Matching", "What belongs together?", "Visa => State\nTicket => Employer", "Visa → ", "How many of 1 person found each pair", [("select[id$='-a']", ["ArrowDown"]), ("select[id$='-b']", ["ArrowDown", "ArrowDown"])]),
        new("Priorities", "What goes into the plan?", "A line\nA list\nA table", "A list", "Votes of 1 person", [("input[value=b]", ["Space"])]),
    ];

    private static async Task SeesNothingWrongAsync(Visitor phone, Kind kind, ColorScheme colours)
    {
        await phone.Page.EmulateMediaAsync(new() { ColorScheme = colours });
        var faults = await phone.FaultsAsync();
        Assert.True(faults.Count == 0, $"{kind.Name}: {string.Join('\n', faults)}");
    }

    /// <summary>Goes on with the tab key until the focus is on what the selector says, in the question's form.</summary>
    private static async Task TabToAsync(Visitor phone, string selector)
    {
        for (var press = 0; press < 40; press++)
        {
            if (await phone.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(`form ${selector}`)", selector)) return;
            await phone.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Fail($"The tab key does not lead to {selector}.");
    }

    private static Task<string> FocusAsync(Visitor phone) =>
        phone.Page.EvaluateAsync<string>("() => (document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()");

    private async Task<Visitor> JoinAsync(LiveRoom room)
    {
        var phone = await hub.PhoneAsync();
        await phone.ContinueAsAsync(Learner);
        await phone.Page.GotoAsync($"/live/{room.Code}");
        await phone.SeesAsync("You are in.");
        return phone;
    }

    /// <summary>The host types activities on the spot; each stands before those added earlier.</summary>
    private async Task AddAsync(LiveRoom room, IEnumerable<Kind> kinds)
    {
        await using var facilitator = await hub.DeskAsync();
        await facilitator.ContinueAsAsync("Facilitator");
        foreach (var kind in kinds)
        {
            await facilitator.Page.GotoAsync($"/live/{room.Code}/add");
            await facilitator.Page.SelectOptionAsync("#kind", kind.Name);
            await facilitator.Page.FillAsync("#prompt", kind.Prompt);
            await facilitator.Page.FillAsync("#options", kind.Options);
            if (kind.Low is not null || kind.Answer is not null)
            {
                await facilitator.Page.Locator("#numbers summary").ClickAsync();
                foreach (var (field, value) in new[] { ("#low", kind.Low), ("#high", kind.High), ("#answer", kind.Answer), ("#within", kind.Within) })
                    if (value is not null) await facilitator.Page.FillAsync(field, value);
            }

            await facilitator.ClickAsync("Put it next in the plan");
            await facilitator.ArrivesAsync("/host");
        }

        await room.TakeTheChairAsync();
    }

    /// <param name="Steps">Where the tab key goes, and the keys pressed there; text in quotation marks is typed.</param>
    private sealed record Kind(string Name, string Prompt, string Options, string Said, string Result, (string Target, string[] Keys)[] Steps)
    {
        public string? Low { get; init; }
        public string? High { get; init; }
        public string? Answer { get; init; }
        public string? Within { get; init; }
    }
}
