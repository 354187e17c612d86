using System.Net;
using System.Text.Json;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using LearningHub.Tests.Learning;
using LearningHub.Web.Learning;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Offline;

/// <summary>What a phone fetches to keep a module.</summary>
[Collection(ReadsDemo.Name)]
public sealed class OfflineListTests(ReadDemo hub)
{
    [Fact]
    public async Task Every_address_of_every_module_answers_a_visitor_and_the_sizes_add_up()
    {
        var (content, weights) = (hub.Services.GetRequiredService<ContentLibrary>(), hub.Services.GetRequiredService<PageWeight>());
        using var visitor = hub.NewBrowser();
        Assert.NotEmpty(content.Modules);
        foreach (var module in content.Modules)
        {
            var name = module.Id.Module;
            var list = await ListAsync(visitor, name);
            var entries = list.GetProperty("entries").EnumerateArray().ToDictionary(entry => entry.GetProperty("address").GetString()!);
            string[] expected = [$"/modules/{name}", .. module.Lessons.Select(lesson => $"/modules/{name}/{lesson.Slug}"), "/glossary", $"/modules/{name}/kit", $"/offline/{name}/checks.json"];
            Assert.Empty(expected.Except(entries.Keys));
            Assert.Equal(list.GetProperty("bytes").GetInt32(), entries.Values.Sum(entry => entry.GetProperty("bytes").GetInt32()));
            foreach (var (address, entry) in entries)
            {
                using var answer = await visitor.Http.GetAsync(new Uri(address, UriKind.Relative));
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
                Assert.False(answer.Headers.Contains("Set-Cookie"), $"{address} sets a cookie.");
                Assert.Equal(entry.GetProperty("size").GetInt32(), (await answer.Content.ReadAsByteArrayAsync()).Length);
                if (entry.GetProperty("kind").GetString() == "text") Assert.Contains(list.GetProperty("edition").GetString()!, answer.Headers.ETag!.Tag, StringComparison.Ordinal);
            }

            // What a lesson says of itself is an estimate; it may not mislead.
            foreach (var lesson in module.Lessons)
                Assert.InRange(weights.KilobytesOf(module, lesson) * 1_000.0 / entries[$"/modules/{name}/{lesson.Slug}"].GetProperty("bytes").GetInt32(), 0.8, 1.3);
        }
    }

    [Fact]
    public async Task The_module_says_before_what_keeping_it_costs()
    {
        using var visitor = hub.NewBrowser();
        var page = await visitor.OpenAsync("/modules/labour-mobility");
        var kilobytes = (await ListAsync(visitor, "labour-mobility")).GetProperty("bytes").GetInt32() / 1_000.0;
        var said = page.Document.QuerySelector("keep-module [data-weight]")!.TextContent;
        Assert.InRange(int.Parse(said.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), kilobytes - 2, kilobytes + 2);
        Assert.Contains("It has no pictures.", said, StringComparison.Ordinal);
        Assert.True(page.Document.QuerySelector("keep-module")!.HasAttribute("hidden"), "Without script nothing is promised.");
    }

    [Fact]
    public async Task A_list_that_is_the_same_costs_a_few_bytes()
    {
        using var visitor = hub.NewBrowser();
        using var first = await visitor.Http.GetAsync(new Uri("/offline/labour-mobility.json", UriKind.Relative));
        using var asking = new HttpRequestMessage(HttpMethod.Get, new Uri("/offline/labour-mobility.json", UriKind.Relative)) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var again = await visitor.Http.SendAsync(asking);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.True(again.Headers.CacheControl!.NoCache);
    }

    [Theory]
    [InlineData("/offline/unknown.json")]
    [InlineData("/offline/unknown/checks.json")]
    [InlineData("/modules/unknown/kit")]
    public async Task There_is_no_list_of_an_unknown_module(string address)
    {
        using var visitor = hub.NewBrowser();
        using var answer = await visitor.Http.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_service_worker_names_files_that_exist_and_is_not_fetched_with_every_page()
    {
        using var visitor = hub.NewBrowser();
        using var worker = await visitor.Http.GetAsync(new Uri("/sw.js", UriKind.Relative));
        Assert.Equal("text/javascript", worker.Content.Headers.ContentType!.MediaType);
        Assert.True(worker.Headers.CacheControl!.MaxAge >= TimeSpan.FromMinutes(10));
        Assert.NotNull(worker.Headers.ETag);
        var script = await worker.Content.ReadAsStringAsync();
        Assert.Contains("/dist/site.", script, StringComparison.Ordinal);
        Assert.Contains("/dist/self-check.", script, StringComparison.Ordinal);
        using var shell = JsonDocument.Parse(script[(script.IndexOf('=', StringComparison.Ordinal) + 1)..script.IndexOf(";\n", StringComparison.Ordinal)]);
        var files = shell.RootElement.GetProperty("files").EnumerateObject().ToDictionary(language => language.Name, language => language.Value.EnumerateArray().ToList());
        Assert.Contains("/dist/fr/site.", string.Join(' ', files["fr"]), StringComparison.Ordinal);
        foreach (var file in files["en"].Concat(files["fr"]).Concat(shell.RootElement.GetProperty("pages").EnumerateArray()))
        {
            using var answer = await visitor.Http.GetAsync(new Uri(file.GetString()!, UriKind.Relative));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{file}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task The_hub_can_be_put_on_a_home_screen()
    {
        using var visitor = hub.NewBrowser();
        var page = await visitor.OpenAsync("/");
        using var manifest = await visitor.Http.GetAsync(new Uri(page.Document.QuerySelector("link[rel=manifest]")!.GetAttribute("href")!, UriKind.Relative));
        Assert.Equal("application/manifest+json", manifest.Content.Headers.ContentType!.MediaType);
        using var said = JsonDocument.Parse(await manifest.Content.ReadAsStringAsync());
        var icons = said.RootElement.GetProperty("icons").EnumerateArray().ToList();
        Assert.Contains(icons, icon => icon.GetProperty("purpose").GetString() == "maskable");
        foreach (var icon in icons)
        {
            using var picture = await visitor.Http.GetAsync(new Uri(icon.GetProperty("src").GetString()!, UriKind.Relative));
            Assert.Equal(icon.GetProperty("type").GetString(), picture.Content.Headers.ContentType!.MediaType);
            Assert.InRange((await picture.Content.ReadAsByteArrayAsync()).Length, 1, 8_000);
        }
    }

    [Fact]
    public async Task A_page_says_whose_it_is_without_saying_who()
    {
        using var visitor = hub.NewBrowser();
        Assert.Equal("none", await TagAsync(visitor, "/"));
        var (one, other) = (await hub.LearnerAsync("Amina"), await hub.LearnerAsync("Binta"));
        using (one.Browser)
        using (other.Browser)
        {
            var tag = await TagAsync(one.Browser, "/cascade");
            Assert.Equal(tag, await TagAsync(one.Browser, "/glossary"));
            Assert.NotEqual(tag, await TagAsync(other.Browser, "/cascade"));
            Assert.DoesNotContain(one.Id.Value.ToString("N")[..6], tag, StringComparison.OrdinalIgnoreCase);
        }

        static async Task<string> TagAsync(Browser browser, string address)
        {
            using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative));
            return Assert.Single(answer.Headers.GetValues("Hub-Person"));
        }
    }

    internal static async Task<JsonElement> ListAsync(Browser browser, string module)
    {
        using var answer = await browser.Http.GetAsync(new Uri($"/offline/{module}.json", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        using var list = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return list.RootElement.Clone();
    }
}

/// <summary>The same on content that a test changes.</summary>
public sealed class OfflineUpdateTests(LearningHubFixture fixture) : IClassFixture<LearningHubFixture>
{
    [Fact]
    public async Task A_hash_changes_when_the_text_changes_and_with_nothing_else()
    {
        using var content = new SmallContent();
        using var changed = new Hub { Settings = { ["Content:Path"] = content.Change(SmallContent.KitFile, "Say it.", "Say it aloud.").Write() } };
        using var visitor = fixture.Hub.NewBrowser();
        using var later = changed.NewBrowser();
        using var learner = (await fixture.Hub.LearnerAsync()).Browser;
        var list = await OfflineListTests.ListAsync(visitor, "fair-work");
        Assert.Equal(list.GetRawText(), (await OfflineListTests.ListAsync(learner, "fair-work")).GetRawText()); // nobody's list is her own
        var (before, after) = (Hashes(list), Hashes(await OfflineListTests.ListAsync(later, "fair-work")));
        Assert.Equal(["/modules/fair-work/kit"], before.Keys.Where(address => before[address] != after[address]));
    }

    [Fact]
    public async Task What_a_phone_says_on_an_answer_is_what_the_page_says()
    {
        using var visitor = fixture.Hub.NewBrowser();
        using var answer = await visitor.Http.GetAsync(new Uri("/offline/fair-work/checks.json", UriKind.Relative));
        using var checks = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var page = await visitor.OpenAsync($"{LearningHubFixture.LessonAddress}?FW1-C1=a");
        var said = page.Document.QuerySelectorAll("#check-FW1-C1 .feedback");
        var options = checks.RootElement.GetProperty("checks").GetProperty("FW1-C1").EnumerateArray().ToList();
        Assert.Equal(said.Length, options.Count);
        foreach (var (shown, option) in said.Zip(options))
        {
            Assert.Equal(shown.ClassList.Contains("right"), option.GetProperty("right").GetBoolean());
            Assert.Contains(option.GetProperty("feedback").GetString()!, shown.InnerHtml, StringComparison.Ordinal);
        }
    }

    private static Dictionary<string, string> Hashes(JsonElement list) =>
        list.GetProperty("entries").EnumerateArray().ToDictionary(entry => entry.GetProperty("address").GetString()!, entry => entry.GetProperty("hash").GetString()!);
}
