using System.Collections.Immutable;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cohorts;

/// <summary>A published figure to read ours by. Its words are looked up in the reader's language where they are shown; the source and its address stay.</summary>
/// <param name="Ours">Which of our figures it stands beside.</param>
/// <param name="Caution">What makes it a different thing; null where nothing is known to.</param>
public sealed record Benchmark(string Ours, string Value, string What, string Source, string Address, string? Caution = null);

/// <summary>Figures that others published, so that nobody is fooled by ours either way.</summary>
public static class Benchmarks
{
    public static readonly ImmutableArray<Benchmark> All =
    [
        new(Texts.Mark("Share who taught (π)"), Texts.Mark("50 to 60 %"), Texts.Mark("of people trained as instructors went on to be certified"), "The Carpentries, instructor training report 2021", "https://carpentries.org/blog/2021/09/2021_IT_Report/"),
        new(Texts.Mark("Share who taught (π)"), Texts.Mark("92 %"), Texts.Mark("of graduates used what they learned at least once, with teach-back and a toolkit"), "SLMTA programme", "https://pmc.ncbi.nlm.nih.gov/articles/PMC4703333", Texts.Mark("Use once is less than teaching others.")),
        new(Texts.Mark("Reach"), Texts.Mark("54 %"), Texts.Mark("of the front line was reached by a cascade"), "Commentary on a malaria training in Niger State", "https://redasadki.me/2026/02/08/evaluation-of-a-capacity-building-intervention-on-malaria-treatment-for-children", Texts.Mark("A commentary; the number was not checked in the study itself.")),
        new(Texts.Mark("Learners per qualified person (F)"), Texts.Mark("4.4 and 8.0"), Texts.Mark("people per trainer in published multipliers"), "SLMTA (433 to 1,900); Helping Babies Breathe (105 to 835)", "https://doi.org/10.1186/s12884-016-1141-3", Texts.Mark("Counted without those who taught nobody. Ours counts them.")),
        new(Texts.Mark("Pledges kept"), Texts.Mark("37 to 66 %"), Texts.Mark("of commitments to change were done"), "Commitment-to-change studies", "https://www.ncbi.nlm.nih.gov/pubmed/11420869", Texts.Mark("Mostly by self-report.")),
        new(Texts.Mark("Effective coverage"), Texts.Mark("62, 44, 34 %"), Texts.Mark("of training still applied at 0, 6 and 12 months"), "Saks and Belcourt 2006", "https://doi.org/10.1002/hrm.20135", Texts.Mark("Estimated by training managers, not tested.")),
        new(Texts.Mark("Knowledge left"), Texts.Mark("77.6 against 81.3 %"), Texts.Mark("skill after 4 to 6 weeks with structured guidance, against right after"), "Drake 2019", "https://doi.org/10.1186/s12887-019-1419-5", Texts.Mark("Lower without the guidance.")),
        new(Texts.Mark("Knowledge left"), Texts.Mark("12.6, 16.0, 14.8 of 20"), Texts.Mark("before, right after, and after 10 months with refresher calls"), "IntraHealth, Senegal", "https://www.intrahealth.org/resources/use-interactive-voice-response-system-deliver-refresher-training-senegal"),
        new(Texts.Mark("Normalised gain"), Texts.Mark("0.23 against 0.48"), Texts.Mark("lectures against interactive teaching"), "Hake, physics courses", "https://www.physport.org/recommendations/Entry.cfm?ID=93334", Texts.Mark("Physics students, a whole term.")),
    ];
}
