using System.Collections.Immutable;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using LearningHub.Grains;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Languages;

/// <summary>Every page that the demonstration leads to, in a language made by rule: whatever stands there without brackets was never handed to a translator.</summary>
public sealed partial class PseudoPagesTests(PseudoPagesTests.PseudoHub hub) : IClassFixture<PseudoPagesTests.PseudoHub>
{
    private const int MostPages = 60;

    public sealed class PseudoHub : Hub
    {
        public PseudoHub() => (Settings["Demo:Enabled"], Settings["Languages:Pseudo"]) = ("true", "true");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("learner")]
    [InlineData("facilitator")]
    [InlineData("trainer")]
    [InlineData("focal-point")]
    [InlineData("programme")]
    [InlineData("administrator")]
    public async Task No_page_says_a_sentence_past_the_translators(string? kind)
    {
        using var browser = hub.NewBrowser();
        if (kind is not null)
        {
            using var form = new FormUrlEncodedContent([new("as", kind)]);
            using var signedIn = await browser.Http.PostAsync(new Uri("/demo/continue", UriKind.Relative), form);
        }

        var (typed, lessons) = (await TypedByPeopleAsync(), WordsOfLessons());
        List<string> found = [];
        HashSet<string> kinds = ["/"];
        Queue<string> open = new(["/qps-ploc/"]);
        for (var pages = 0; pages < MostPages && open.TryDequeue(out var address); pages++)
        {
            var page = await browser.OpenAsync(address);
            if (page.Document.Body is null || !page.Html.Contains("<html", StringComparison.Ordinal)) continue;
            found.AddRange(Bare(page.Document.Body, typed).Select(text => $"{page.Path}: {text}"));
            found.AddRange(Unmarked(page.Document.Body, lessons).Select(words => $"{page.Path}: \"{words}\" comes from a module and does not say that it is English"));
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/']").Select(link => link.GetAttribute("href")!.Split('#')[0]))
                if (!NotPages().IsMatch(link) && kinds.Add(Ids().Replace(link, "*"))) open.Enqueue(link);
        }

        Assert.True(kinds.Count > 5, "The pages lead nowhere.");
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct().Take(100)));
    }

    /// <summary>Titles of modules and lessons, and key messages: English in every language.</summary>
    private ImmutableArray<string> WordsOfLessons() =>
        [.. hub.Services.GetRequiredService<ContentLibrary>().Modules.SelectMany(module => (string[])[module.Title, .. module.Lessons.Select(lesson => lesson.Title), .. module.KeyMessages.Select(message => message.Text)])];

    /// <summary>What the demonstration's people typed: names, units, places.</summary>
    private async Task<IReadOnlyList<string>> TypedByPeopleAsync()
    {
        await using var db = await hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var sessions = await db.CascadeSessions.Select(row => new { row.Venue, row.District }).Distinct().ToListAsync();
        return
        [
            .. sessions.SelectMany(row => (string[])[row.Venue, row.District]).Distinct(),
            .. await db.Memberships.Select(row => row.Unit).Distinct().ToListAsync(),
            .. (await db.Users.Select(person => person.DisplayName).ToListAsync()).Select(name => name.Replace(" (fictional)", "", StringComparison.Ordinal)),
        ];
    }

    /// <summary>Texts outside brackets that read like words of the interface: not names, not lessons (which say their own language), not codes.</summary>
    private static IEnumerable<string> Bare(IElement body, IReadOnlyList<string> titles) =>
        body.Descendants<IText>()
            .Where(text => !text.Ancestors<IElement>().Any(IsNotForTranslators) && !Localised().IsMatch(text.Data) && !text.Data.Contains("(fictional)", StringComparison.Ordinal))
            .Select(text => titles.Where(title => title.Length > 0).Aggregate(text.Data.Trim(), (left, title) => left.Replace(title, "", StringComparison.Ordinal)))
            .Where(left => Words().IsMatch(DatesAndAddresses().Replace(left, "")));

    /// <summary>Words of lessons that a voice would read as if they were the page's language, whether they stand alone or in a sentence. A choice of a list can hold no element that says otherwise.</summary>
    private static IEnumerable<string> Unmarked(IElement body, ImmutableArray<string> lessons) =>
        body.Descendants<IText>()
            .Where(text => text.ParentElement is not { LocalName: "option" } && !text.Ancestors<IElement>().Any(IsNotForTranslators))
            .SelectMany(text => lessons.Where(words => text.Data.Contains(words, StringComparison.Ordinal)));

    private static bool IsNotForTranslators(IElement element) =>
        element.LocalName is "script" or "style" or "code" or "time" || element.ClassName == "languages" || element.GetAttribute("translate") == "no" || (element.GetAttribute("lang") is { } language && element.LocalName != "html" && language != "qps-ploc");

    [GeneratedRegex(@"(\d{1,2} )?\p{Lu}\p{L}{2,8} \d{4}|https?://\S+|localhost\S*|[a-z-]+@\d|\b[0-9A-Z]{3} [0-9A-Z]{3}\b")]
    private static partial Regex DatesAndAddresses();

    /// <summary>A whole sentence stands in brackets; a link within splits it.</summary>
    [GeneratedRegex(@"[\[\]]")]
    private static partial Regex Localised();

    [GeneratedRegex("[A-Za-z]{3,}")]
    private static partial Regex Words();

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9A-HJ-NP-Z]{6,}|[A-Z]{2}-[A-Za-z0-9-]+|\d{4}-\d\d-\d\d(-[ap]m)?|(?<=/modules/)[a-z-]+/[a-z0-9-]+|(?<=figures/)[a-z-]+|\d+|\?.*")]
    private static partial Regex Ids();

    /// <summary>Files, other languages, and leaving.</summary>
    [GeneratedRegex(@"\.(csv|xlsx|zip|pdf|json|txt|js|svg|ics)\b|^/(en|fr|qps-ploc|qps-plocm)(/|$)|sign-out|export|/dist/|^//")]
    private static partial Regex NotPages();
}
