using System.Text;
using LearningHub.Domain.Cohorts;
using LearningHub.Web.Demo;
using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>Each kind of person opens every page of hers, on a phone in daylight and at a desk in the dark.</summary>
[Collection(ReadingStories.Name)]
public sealed class EveryPageStory(DemoHub hub)
{
    private const string Module = "labour-mobility";

    /// <summary>What a desk of 1280 px has left at a zoom of 400 %: nothing may need scrolling in two directions (WCAG 2.2, 1.4.10).</summary>
    private const int Narrow = 320;

    /// <summary>Who opens what. Null is a visitor; places that end in * are followed from the page itself, since their ids are made when the program runs.</summary>
    public static TheoryData<string?, string[]> Places => new()
    {
        { null, ["/", "/modules", .. DemoHub.Content.Modules.Select(module => $"/modules/{module.Id.Module}"), .. Lessons, "/join", "/recover", "/confirm", "/demo/phone", "/sign-in", "/no-such-page"] },
        { "Learner", ["/", $"/modules/{Module}", Lessons[0], $"/modules/{Module}/test/post", "/cascade", "/cohorts", "/me", $"/cascade/kit/{Module}", "/here", $"/teach-back/{Module}"] },
        { "Facilitator", ["/", "/live", "/cohorts", "/questions", $"/cohorts/{DemoStory.Personas.Workshop}", $"/modules/{Module}/case", $"/modules/{Module}/guide", $"{Attendance}", $"{Attendance}/sheet", $"{Attendance}/{Today}", $"{Attendance}/{Today}/list", $"{Attendance}/{Today}/screen"] },
        { "Step-down trainer", ["/", "/cascade", "/help", "/messages", $"/cascade/sessions/{DemoStory.Personas.TrainerSession}", $"/cascade/sessions/{DemoStory.Personas.TrainerSession}/coupons"] },
        { "Focal point", ["/", "/institutions", $"/institutions/{DemoStory.Personas.Institution}"] },
        { "Programme officer", ["/", "/programmes", $"{Programme}", .. ProgrammeParts, "/institutions"] },
        { "Administrator", ["/", "/admin/people", "/cohorts", "/programmes", "/me"] },
    };

    private static string Programme => $"/programmes/{DemoStory.Personas.Programme}";

    private static string[] ProgrammeParts =>
        [.. ((string[])["generations", "messages", "mutations", "reseeding", "tree", "pledges", "districts", "figures", "figures/reach", "benchmarks"]).Select(part => $"{Programme}/{part}")];

    private static string Attendance => $"/cohorts/{DemoStory.Personas.Workshop}/attendance";

    private static HalfDay Today => new(DateOnly.FromDateTime(DateTime.UtcNow), DateTime.UtcNow.Hour >= 12);

    private static string[] Lessons => [.. DemoHub.Content.Modules.SelectMany(module => module.Lessons.Take(1).Select(lesson => $"/modules/{module.Id.Module}/{lesson.Slug}"))];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task No_page_shuts_anybody_out(string? kind, string[] places)
    {
        List<string> faults = [];
        await using var person = await hub.PhoneAsync();
        if (kind is not null) await person.ContinueAsAsync(kind);
        foreach (var place in places)
        {
            await person.Page.GotoAsync(place);
            foreach (var (width, height, dark) in ((int, int, bool)[])[(360, 640, false), (1280, 800, true)])
            {
                await person.Page.SetViewportSizeAsync(width, height);
                await person.Page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
                faults.AddRange((await person.FaultsAsync()).Select(fault => $"{width} px, {(dark ? "dark" : "light")}: {fault}"));
            }

            await person.Page.SetViewportSizeAsync(Narrow, 640);
            if (await person.SidewaysAsync() is { } wide) faults.Add(wide);
            faults.AddRange(await Enlarged.FaultsAsync(person));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>The room with an open question, and with its result: what has no address of its own.</summary>
    [Fact]
    public async Task A_room_can_be_read_with_letters_twice_as_large()
    {
        await using var room = await LiveRoom.StartAsync(hub.Process);
        await using var host = await hub.DeskAsync();
        await using var phone = await hub.PhoneAsync();
        await using var screen = await hub.DeskAsync();
        await host.ContinueAsAsync("Facilitator");
        await phone.ContinueAsAsync("Learner");
        await room.OpenAsync(room.Plan[0]);
        List<string> faults = [];
        foreach (var shown in (bool[])[false, true])
        {
            if (shown)
            {
                await room.CloseAsync();
                await room.RevealAsync();
            }

            foreach (var (person, place) in ((Visitor, string)[])[(host, "/host"), (phone, ""), (screen, "/screen")])
            {
                await person.Page.GotoAsync($"/live/{room.Code}{place}");
                if (person == phone) await phone.SeesAsync(shown ? "Here is the result." : "Send my answer");
                faults.AddRange(await Enlarged.FaultsAsync(person));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Texts four tenths longer, read from the left and from the right, on the narrowest screen.</summary>
    [Theory]
    [InlineData("qps-ploc", "ltr")]
    [InlineData("qps-plocm", "rtl")]
    public async Task Pages_hold_longer_words_and_turn_round(string language, string direction)
    {
        List<string> faults = [];
        foreach (var (kind, places) in ((string?, string[])[])
        [
            (null, ["/", $"/modules/{Module}", Lessons[0], "/join", "/sign-in"]),
            ("Learner", ["/", $"/modules/{Module}/test/post", "/me"]),
            ("Facilitator", ["/live", $"/cohorts/{DemoStory.Personas.Workshop}", Attendance]),
            ("Step-down trainer", ["/cascade"]),
            ("Programme officer", [Programme, $"{Programme}/generations"]),
        ])
        {
            await using var person = await hub.Browsers.PhoneAsync(hub.Process, worker: false); // one language a visit is the worker's own story
            if (kind is not null) await person.ContinueAsAsync(kind);
            await person.Page.GotoAsync($"/{language}/");
            await person.Page.SetViewportSizeAsync(Narrow, 640);
            foreach (var place in places)
            {
                await person.Page.GotoAsync(place);
                var turned = await person.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('main')).direction");
                if (turned != direction) faults.Add($"{place} is read {turned} in {language}.");
                if (await person.SidewaysAsync() is { } wide) faults.Add($"{language}: {wide}");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>What was typed wrongly is named in words, where a screen reader says it at once, and what was typed is still there.</summary>
    [Theory]
    [InlineData("/join", "Code", "AAAAAA", "Go")]
    [InlineData("/confirm", "Code on your coupon", "AAAAAA", "Go")]
    [InlineData("/recover", "Your four words", "one two three four", "Find me")]
    public async Task A_mistake_is_said_to_everybody(string place, string field, string typed, string button)
    {
        await using var person = await hub.PhoneAsync();
        await person.Page.GotoAsync(place);
        await person.Page.GetByLabel(field).FillAsync(typed);
        await person.ClickAsync(button);
        await Assertions.Expect(person.Page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.GetByLabel(field)).ToHaveValueAsync(typed);
        await person.SeesNothingWrongAsync();
    }

    [Theory]
    [InlineData("Learner", "lesson")]
    [InlineData("Step-down trainer", "kit")]
    [InlineData("Step-down trainer", "coupons")]
    [InlineData("Facilitator", "sheet")]
    public async Task What_is_handed_out_on_paper_prints(string kind, string what)
    {
        var place = what switch
        {
            "lesson" => Lessons[0],
            "kit" => $"/cascade/kit/{Module}",
            "sheet" => $"{Attendance}/sheet",
            _ => $"/cascade/sessions/{DemoStory.Personas.TrainerSession}/coupons",
        };
        await using var person = await hub.DeskAsync();
        await person.ContinueAsAsync(kind);
        await person.Page.GotoAsync(place);
        var paper = await person.Page.PdfAsync(new() { Format = "A4" });
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(paper[..8]), StringComparison.Ordinal);
        Assert.True(paper.Length > 10_000, $"The PDF of {place} has {paper.Length} bytes.");
        await person.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Places" }).IsVisibleAsync(), "The bar of places is printed.");
    }
}
