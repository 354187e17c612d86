using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LearningHub.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace LearningHub.Stories;

/// <summary>Chantal, focal point, and Erik, who asks for proof: staff numbers, a contested branch, figures down to their rows, and a pack that an outsider's script recomputes.</summary>
[Collection(DemoStories.Name)]
public sealed partial class CascadeStory(DemoHub hub)
{
    private static readonly string Programme = $"/programmes/{DemoStory.Personas.Programme}";
    private static readonly string Ministry = $"/institutions/{DemoStory.Personas.Institution}?module={DemoHub.Content.Current("labour-mobility")!.Id}";
    private static readonly string Module = $"module={DemoHub.Content.Current("labour-mobility")!.Id}";

    [Fact]
    public async Task A_focal_point_freezes_a_branch_and_an_officer_follows_every_number_to_its_rows()
    {
        await using var chantal = await hub.PhoneAsync();
        await using var erik = await hub.DeskAsync();
        await chantal.ContinueAsAsync("Focal point");
        await erik.ContinueAsAsync("Programme officer");

        await DeclaresStaffAsync(chantal);
        var before = await ReachAsync(erik);
        var figures = await FiguresAsync(erik);
        await ContestsAsync(chantal);
        var frozen = await ReachAsync(erik);
        Assert.True(frozen < before, $"The contested session should lower the reach of {before}; it is {frozen}.");
        await SettlesAsync(chantal);
        Assert.Equal(before, await ReachAsync(erik));
        Assert.Equal(figures, await FiguresAsync(erik));

        await ReadsTheProgrammeAsync(erik);
        await RecomputesAsync(erik, before);
        await MergesAsync(erik, before, figures);
    }

    /// <summary>Every figure that is published, with n and interval.</summary>
    private static async Task<string[]> FiguresAsync(Visitor erik)
    {
        await erik.Page.GotoAsync($"{Programme}/figures?{Module}");
        return [.. await erik.Page.Locator("tbody tr").AllInnerTextsAsync()];
    }

    private static async Task DeclaresStaffAsync(Visitor chantal)
    {
        await chantal.Page.GotoAsync(Ministry);
        await chantal.Page.GetByText("Declare a staff number", new() { Exact = true }).ClickAsync();
        await chantal.Page.GetByLabel("Staff to be reached").FillAsync("212");
        await chantal.Page.GetByLabel("Source").FillAsync("HR list");
        await chantal.ClickAsync("Declare");
        await Expect(chantal.Page.Locator(".lead")).ToContainTextAsync("of 212 eligible staff are verified and qualified");
        await Expect(chantal.Page.Locator(".lead")).ToContainTextAsync("still hold it");
        await Expect(chantal.Page.Locator(".lead")).ToContainTextAsync("gone");
        await Expect(chantal.Page.GetByText("staff number declared: 212, HR list", new() { Exact = true })).ToBeVisibleAsync();
        await chantal.SeesNothingWrongAsync();
    }

    /// <summary>The session in which the error began: what grew on it is frozen with it.</summary>
    private static async Task ContestsAsync(Visitor chantal)
    {
        await chantal.Page.GotoAsync(Ministry);
        var session = chantal.Page.Locator("#sessions ~ ul.rows > li").Last;
        await session.GetByText("Something is wrong").ClickAsync();
        await session.GetByRole(AriaRole.Button, new() { NameRegex = Contest() }).ClickAsync();
        await Expect(chantal.Page.Locator(".alert").First).ToContainTextAsync("They are frozen");
        await chantal.SeesNothingWrongAsync();
    }

    private static Task SettlesAsync(Visitor chantal) => chantal.ClickAsync("It counts");

    private static async Task<int> ReachAsync(Visitor erik)
    {
        await erik.Page.GotoAsync($"{Programme}?{Module}");
        var number = await erik.Page.Locator(".numbers.four b").First.InnerTextAsync();
        return int.Parse(number, NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    private static async Task ReadsTheProgrammeAsync(Visitor erik)
    {
        await erik.Page.GotoAsync($"{Programme}?{Module}");
        await Expect(erik.Page.Locator(".numbers.four > li")).ToHaveCountAsync(4);
        await Expect(erik.Page.Locator(".numbers.four .evidence.claimed")).ToContainTextAsync("claimed");
        await Expect(erik.Page.Locator(".lead")).ToContainTextAsync("the cascade lost most on");
        await erik.SeesNothingWrongAsync();

        await erik.Page.GotoAsync($"{Programme}/generations?{Module}");
        await Expect(erik.Page.Locator("svg.chart").First).ToBeVisibleAsync(); // drawn from the table below it
        await Expect(erik.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Learners per qualified person (F)" })).ToBeVisibleAsync();
        await erik.SeesNothingWrongAsync();

        await erik.Page.GotoAsync($"{Programme}/mutations?{Module}");
        await Expect(erik.Page.Locator(".lead")).ToContainTextAsync("it began in branch");
        await erik.SeesNothingWrongAsync();

        await erik.Page.GotoAsync($"{Programme}/checks");
        await erik.SeesAsync("Lots that can be drawn");

        await erik.Page.GotoAsync($"{Programme}?{Module}");
        await erik.Page.Locator(".numbers.four a").First.ClickAsync();
        await erik.SeesAsync("each person counts once");
        await Expect(erik.Page.Locator("caption")).ToContainTextAsync("they count");
        await erik.SeesNothingWrongAsync();
        await erik.Page.Locator("td a[href*='/tree/sessions/']").First.ClickAsync();
        await Expect(erik.Page.Locator("h1")).ToHaveTextAsync(ShortSession());
        await erik.SeesNothingWrongAsync();

        await erik.Page.GotoAsync($"{Programme}/tree?{Module}");
        await Expect(erik.Page.Locator("hub-chart svg a").First).ToBeVisibleAsync();
        await erik.SeesNothingWrongAsync();
        await erik.Page.Locator("hub-scrub a[data-step]").First.ClickAsync();
        await Expect(erik.Page.Locator("hub-scrub a[aria-current]")).Not.ToHaveTextAsync(DateTime.UtcNow.ToString("d MMM yyyy", CultureInfo.InvariantCulture));
    }

    /// <summary>The outsider's script needs nothing but the pack and finds every published figure again.</summary>
    private static async Task RecomputesAsync(Visitor erik, int reach)
    {
        await erik.Page.GotoAsync($"{Programme}/exports?{Module}");
        await erik.SeesNothingWrongAsync();
        var download = await erik.Page.RunAndWaitForDownloadAsync(() => erik.Page.GetByRole(AriaRole.Link, new() { Name = "Evidence pack (ZIP)" }).ClickAsync());
        var pack = await download.PathAsync();
        using var script = Process.Start(new ProcessStartInfo("python3", [Path.Combine(HubProcess.Repository, "tools", "recompute.py"), pack]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (said, wrong) = (await script.StandardOutput.ReadToEndAsync(), await script.StandardError.ReadToEndAsync());
        await script.WaitForExitAsync();
        Assert.True(script.ExitCode == 0, said + wrong);
        Assert.DoesNotContain("DIFFERS", said, StringComparison.Ordinal);
        Assert.Matches($@"reach\s.*\b{reach}\b", said);
    }

    private static async Task MergesAsync(Visitor erik, int before, string[] figures)
    {
        await erik.Page.GotoAsync("/people/duplicates");
        await erik.ClickAsync("Compare names and posts now");
        var pair = erik.Page.Locator("section.alike").Filter(new() { HasText = DemoError.Twice }).First;
        await pair.GetByRole(AriaRole.Button, new() { Name = "Same person" }).ClickAsync();
        await erik.SeesAsync("They count as one person from now on.");
        await erik.SeesNothingWrongAsync();
        Assert.Equal(before - 1, await ReachAsync(erik));
        var changed = figures.Except(await FiguresAsync(erik)).ToList();
        foreach (var dependent in (string[])["reach@", "generation-size@", "duplication@", "dose@"]) // whatever counts people follows from the one merge
            Assert.Contains(changed, figure => figure.Contains(dependent, StringComparison.Ordinal));
        await erik.Page.GotoAsync("/audit");
        await Expect(erik.Page.Locator("#changes > li").First).ToContainTextAsync(DemoError.Twice, new() { IgnoreCase = true });
        await erik.SeesNothingWrongAsync();

        await erik.Page.GotoAsync("/people/duplicates");
        await erik.Page.GetByRole(AriaRole.Button, new() { NameRegex = TakeBack() }).First.ClickAsync();
        await erik.SeesAsync("The merge is taken back.");
        Assert.Equal(before, await ReachAsync(erik));
        Assert.Equal(figures, await FiguresAsync(erik));
    }

    [GeneratedRegex("^Contest")]
    private static partial Regex Contest();

    [GeneratedRegex("^Take the merge back")]
    private static partial Regex TakeBack();

    [GeneratedRegex("^Session [0-9A-Z]{5}$")]
    private static partial Regex ShortSession();
}
