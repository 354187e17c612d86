using System.Globalization;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Tests.Cascade;
using LearningHub.Tests.Common;
using LearningHub.Tests.Evidence;
using LearningHub.Web.Cohorts;

namespace LearningHub.Tests.Languages;

/// <summary>Names, numbers and days of figures in the reader's language; the evidence pack in none but its own.</summary>
public sealed class FiguresInFrenchTests(Packs packs) : IClassFixture<Packs>
{
    [Fact]
    public void Every_name_and_formula_of_the_rules_is_with_the_translators() =>
        Assert.Equal(Definitions.All.SelectMany(it => new[] { it.Name, it.Formula }).Distinct().Order(StringComparer.Ordinal), FigureNames.Known.Order(StringComparer.Ordinal));

    [Fact]
    public void Numbers_shares_and_days_take_the_form_of_French() => InFrench(() =>
    {
        var texts = EnglishTexts.Of();
        Assert.Equal(("62\u202F%", "0,46", "1\u202F900"), (FigureText.Percent(texts, 0.62), FigureText.Number(0.46), FigureText.Number(1900)));
        Assert.Equal("1er février 2026", Days.InFull(new DateOnly(2026, 2, 1)));
        Assert.Equal("du 2 au 4 février 2026", Days.Range(texts, new(2026, 2, 2), new(2026, 2, 4)));
        Assert.Equal("du 28 février au 1er mars 2026", Days.Range(texts, new(2026, 2, 28), new(2026, 3, 1)));
        Assert.Equal("Portée vérifiée", FigureNames.Name(texts, Definitions.Reach));
        return true;
    });

    [Fact]
    public async Task A_pack_has_the_same_bytes_in_every_language()
    {
        var english = await packs.WriteAsync(GoldenExample.Facts, GoldenExample.AsOf);
        var french = await InFrench(() => packs.WriteAsync(GoldenExample.Facts, GoldenExample.AsOf));
        foreach (var file in (string[])["manifest.json", "figures.json", "sessions.csv", "answers.csv", "exposures.csv"]) Assert.Equal(Packs.Read(english, file), Packs.Read(french, file));
    }

    private static T InFrench<T>(Func<T> run)
    {
        var (culture, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
            return run();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);
        }
    }
}
