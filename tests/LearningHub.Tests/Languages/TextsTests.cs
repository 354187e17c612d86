using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Languages;
using LearningHub.Web.Live;
using Microsoft.Extensions.Localization;

namespace LearningHub.Tests.Languages;

public sealed class TextsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("languages-").FullName;
    private readonly CultureInfo before = CultureInfo.CurrentCulture;

    [Fact]
    public void A_sentence_is_said_in_the_readers_language_and_in_English_where_nobody_has_translated_it()
    {
        var texts = French("""{ "Lesson {0} of {1}": "Leçon {0} sur {1}", "Not yet": "" }""");
        Assert.Equal("Leçon 2 sur 3", texts["Lesson {0} of {1}", 2, 3]);
        Assert.Equal("Not yet", texts["Not yet"]);
        Assert.Equal("Nobody wrote this", texts["Nobody wrote this"]);
        Assert.True(((IStringLocalizer)texts)["Not yet"].ResourceNotFound);
    }

    [Theory]
    [InlineData("fr", 0, "0 personne")]
    [InlineData("fr", 1, "1 personne")]
    [InlineData("fr", 2, "2 personnes")]
    [InlineData("en", 0, "0 people")]
    [InlineData("en", 1, "1 person")]
    public void None_is_singular_in_French_and_plural_in_English(string tag, int count, string said)
    {
        var texts = French("""{ "{0} people": { "one": "{0} personne", "other": "{0} personnes" } }""");
        Speak(tag);
        Assert.Equal(said, texts.Count(count, "{0} person", "{0} people"));
    }

    [Fact]
    public void Numbers_take_the_readers_form() => Assert.Equal("moins 0,46", French("""{ "loss {0:0.00}": "moins {0:0.00}" }""")["loss {0:0.00}", 0.456]);

    [Fact]
    public void What_people_typed_cannot_become_markup()
    {
        var said = French("""{ "<b>{0}</b> is here": "<b>{0}</b> est là" }""").Html("<b>{0}</b> is here", "<script>");
        Assert.Equal("<b>&lt;script&gt;</b> est là", said.Value);
    }

    [Fact]
    public void What_a_sentence_quotes_from_a_lesson_says_that_it_is_English()
    {
        var texts = French("""{ "Say “{0}” again.": "Redites « {0} »." }""");
        Assert.Equal("Redites « <span lang=\"en\">Fees &amp; deposits</span> ».", texts.Quoting(texts["Say “{0}” again.", "Fees & deposits"], "Fees & deposits", null).Value);
        Speak("en");
        Assert.Equal("Say “Fees &amp; deposits” again.", texts.Quoting(texts["Say “{0}” again.", "Fees & deposits"], "Fees & deposits").Value);
    }

    [Fact]
    public void What_the_program_asks_in_a_plan_is_with_the_translators()
    {
        Assert.Equal(LivePrompts.All.Order(StringComparer.Ordinal), LiveWords.OwnPrompts.Order(StringComparer.Ordinal));
        var texts = French("""{ "What should be done first?": "Que faut-il faire d’abord ?" }""");
        Assert.Equal(("Que faut-il faire d’abord ?", (string?)null), (LiveWords.Prompt(texts, LivePrompts.Priorities), LiveWords.Lang("ideas-1", LivePrompts.Priorities)));
        Assert.Equal(("Who pays?", "en"), (LiveWords.Prompt(texts, "Who pays?"), LiveWords.Lang("LM-L01", "Who pays?")));
    }

    [Fact]
    public void A_refusal_keeps_its_sentence_and_its_values_apart()
    {
        var refusal = new Refusal("a.b", $"Come back on {new DateOnly(2026, 2, 1)} with {3} of {{these}}.");
        Assert.Equal("Come back on 1 February 2026 with 3 of {these}.", refusal.Message);
        Assert.Equal("Revenez le 1 février 2026 avec 3 {ceux-ci}.", French("""{ "Come back on {0} with {1} of {{these}}.": "Revenez le {0} avec {1} {{ceux-ci}}." }""").Say(refusal));
    }

    [Fact]
    public void A_refusal_survives_the_way_between_two_silos()
    {
        var refusal = new Refusal("a.b", $"At most {3} of these.");
        var arrived = System.Text.Json.JsonSerializer.Deserialize<Refusal>(System.Text.Json.JsonSerializer.Serialize(refusal))!;
        Assert.Equal(refusal, arrived);
        Assert.Equal((refusal.Template, "3"), (arrived.Template, Assert.Single(arrived.Values)));
    }

    [Theory]
    [InlineData("pack.json", "{ \"tag\": \"xx-not-a-language-at-all\" }")]
    [InlineData("pack.json", "not json")]
    [InlineData("texts.json", "[1]")]
    public void A_pack_that_cannot_be_read_stops_the_start_and_names_the_file(string file, string content)
    {
        Write("pack.json", """{ "tag": "fr", "name": "Français" }""");
        Write(file, content);
        var refused = Assert.Throws<StartException>(() => LanguagePacks.Read(folder, folder, pseudo: false));
        Assert.Contains(Path.Combine(folder, "fr"), refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, before);
        Directory.Delete(folder, recursive: true);
    }

    private Texts French(string content)
    {
        Write("pack.json", """{ "tag": "fr", "name": "Français", "singular": [0, 1] }""");
        Write("texts.json", content);
        Speak("fr");
        return new(LanguagePacks.Read(folder, folder, pseudo: false));
    }

    private void Write(string file, string content) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "fr")).FullName, file), content);

    private static void Speak(string tag) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(tag);
}
