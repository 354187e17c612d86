using System.Net;
using LearningHub.Tests.Common;

namespace LearningHub.Tests.Languages;

/// <summary>Which language a page speaks, through the real pipeline.</summary>
public sealed class LanguageChoiceTests(LanguageChoiceTests.HubWithKinyarwanda hub) : IClassFixture<LanguageChoiceTests.HubWithKinyarwanda>
{
    /// <summary>A hub to which a language was added by files alone: its words are made by rule, since a test is no translator.</summary>
    public sealed class HubWithKinyarwanda : Hub
    {
        private readonly string packs = Directory.CreateTempSubdirectory("packs-").FullName;

        public HubWithKinyarwanda()
        {
            foreach (var file in Directory.GetFiles(Path.Combine(Repository.Folder, "languages", "fr"))) Write("fr", Path.GetFileName(file), File.ReadAllText(file));
            Write("rw", "pack.json", """{ "tag": "rw", "name": "Ikinyarwanda" }""");
            Write("rw", "texts.json", """{ "Sign in": "[Sign in]", "Modules": "[Modules]" }""");
            Settings["Languages:Path"] = packs;
            Settings["Languages:Pseudo"] = "true";
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing && Directory.Exists(packs)) Directory.Delete(packs, recursive: true);
        }

        private void Write(string tag, string file, string content) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(packs, tag)).FullName, file), content);
    }

    [Fact]
    public async Task A_language_is_chosen_by_a_link_that_keeps_the_place_and_stays_chosen()
    {
        using var browser = hub.NewBrowser();
        var page = await browser.OpenAsync("/recover?returnUrl=%2Fme");
        var link = page.Document.QuerySelector("nav.languages a[lang=fr]")!;
        Assert.Equal("Français", link.TextContent);
        page = await browser.OpenAsync(link.GetAttribute("href")!);
        Assert.Equal("/recover?returnUrl=%2Fme", page.Uri.PathAndQuery);
        Assert.Equal("fr", page.Document.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Se connecter", (await browser.OpenAsync("/modules")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_that_asks_for_French_gets_it_without_choosing()
    {
        using var browser = hub.NewBrowser();
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("fr-RW, fr;q=0.9, en;q=0.5");
        Assert.Equal("fr", (await browser.OpenAsync("/modules")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_language_is_added_by_files_alone()
    {
        using var browser = hub.NewBrowser();
        var page = await browser.OpenAsync("/rw/modules");
        Assert.Equal(("/modules", "rw"), (page.Path, page.Document.DocumentElement.GetAttribute("lang")));
        Assert.Equal(["[Modules]", "[Sign in]"], page.Document.QuerySelectorAll("nav.places a").Select(link => link.TextContent));
    }

    [Fact]
    public async Task A_page_kept_in_memory_is_kept_for_each_language()
    {
        using var english = hub.NewBrowser();
        using var french = hub.NewBrowser();
        await english.OpenAsync("/modules");
        Assert.Equal("fr", (await french.OpenAsync("/fr/modules")).Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("en", (await english.OpenAsync("/modules")).Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_language_that_is_written_from_right_to_left_says_so()
    {
        using var browser = hub.NewBrowser();
        Assert.Equal("rtl", (await browser.OpenAsync("/qps-plocm/modules")).Document.DocumentElement.GetAttribute("dir"));
    }

    [Theory]
    [InlineData("/fr//example.org/x")]
    [InlineData("/fr/\\example.org")]
    [InlineData("/fr///example.org")]
    [InlineData("/fr")]
    public async Task The_way_to_a_language_never_leads_to_another_site(string address)
    {
        using var http = hub.CreateClient(new() { AllowAutoRedirect = false });
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var place = response.Headers.Location!.OriginalString;
        Assert.True(place[0] == '/' && (place.Length == 1 || place[1] is not ('/' or '\\')), place);
    }
}
