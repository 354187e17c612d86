using System.IO.Compression;
using System.Net;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using LearningHub.Web.Learning;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Learning;

/// <summary>The lessons of this repository, as they are served.</summary>
public sealed class RepositoryContentTests(Hub hub) : IClassFixture<Hub>
{
    private const int MostBytesOfAFurtherLesson = 15_000;

    [Fact]
    public async Task Every_page_of_every_module_is_served_within_its_budget_and_says_what_it_weighs()
    {
        var library = hub.Services.GetRequiredService<ContentLibrary>();
        var weight = hub.Services.GetRequiredService<PageWeight>();
        using var visitor = hub.NewBrowser();
        foreach (var module in library.Modules)
        {
            foreach (var lesson in module.Lessons)
            {
                var address = $"/modules/{module.Id.Module}/{lesson.Slug}";
                var bytes = await CompressedAsync(visitor.Http, address);
                Assert.True(bytes <= MostBytesOfAFurtherLesson, $"{address} has {bytes} bytes compressed.");
                Assert.InRange(weight.KilobytesOf(module, lesson) * 1_000, bytes - 500, bytes + 1_500);
            }
        }
    }

    [Fact]
    public async Task Every_link_within_the_modules_leads_to_a_page()
    {
        using var visitor = hub.NewBrowser();
        var terms = (await visitor.OpenAsync(GlossaryTerm.Page)).Document.QuerySelectorAll("dt[id]").Select(term => $"{GlossaryTerm.Page}#{term.Id}").Append(GlossaryTerm.Page).ToHashSet();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/modules"]);
        while (waiting.TryDequeue(out var address))
        {
            if (!seen.Add(address)) continue;
            var page = await visitor.OpenAsync(address);
            Assert.True(page.Status == HttpStatusCode.OK, $"{address} is {page.Status}.");
            foreach (var link in page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href")!))
            {
                if (link.StartsWith('#')) Assert.True(page.Document.GetElementById(link[1..]) is not null, $"{address} has no {link}.");
                else if (link.StartsWith(GlossaryTerm.Page, StringComparison.Ordinal)) Assert.Contains(link, terms);
                else if (link.StartsWith("/modules", StringComparison.Ordinal)) waiting.Enqueue(link.Split('#')[0]);
            }
        }
    }

    [Fact]
    public async Task The_glossary_explains_every_word_once()
    {
        using var visitor = hub.NewBrowser();
        var page = await visitor.OpenAsync("/glossary");
        var terms = page.Document.QuerySelectorAll("dt").Select(term => term.TextContent).ToList();
        Assert.NotEmpty(terms);
        Assert.Equal(terms.Distinct(), terms);
        Assert.All(page.Document.QuerySelectorAll("dd"), definition => Assert.False(string.IsNullOrWhiteSpace(definition.TextContent)));
    }

    [Fact]
    public void Every_term_of_the_glossary_is_linked_from_a_lesson_and_every_lesson_links_a_term()
    {
        var library = hub.Services.GetRequiredService<ContentLibrary>();
        var linked = library.Modules.SelectMany(module => module.Lessons).ToDictionary(lesson => lesson.Id, lesson => TermsIn(string.Concat(lesson.Parts.Select(part => part.Html))));
        Assert.All(linked, lesson => Assert.NotEmpty(lesson.Value));
        Assert.All(linked, lesson => Assert.Equal(lesson.Value.Distinct(), lesson.Value)); // the first use alone
        Assert.Empty(library.Glossary.Select(term => term.Address).Except(linked.Values.SelectMany(terms => terms)));
    }

    [Fact]
    public void The_tables_of_the_curriculums_page_are_those_of_today()
    {
        var page = Path.Combine(ContentCheckTests.RepositoryContent, "..", "docs", "curriculum.md");
        var today = ContentSummary.WrittenInto(File.ReadAllText(page), hub.Services.GetRequiredService<ContentLibrary>().Modules);
        Assert.True(today == File.ReadAllText(page), "docs/curriculum.md is out of date: run 'dotnet run --project src/LearningHub.Web -- content check --write'.");
    }

    private static List<string> TermsIn(string html) =>
        [.. new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelectorAll("a.term").Select(link => link.GetAttribute("href")!)];

    private static async Task<long> CompressedAsync(HttpClient http, string address)
    {
        var html = await http.GetByteArrayAsync(new Uri(address, UriKind.Relative));
        using var target = new MemoryStream();
        await using (var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(html);
        return target.Length;
    }
}
