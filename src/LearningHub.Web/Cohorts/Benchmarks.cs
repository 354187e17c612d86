using System.Collections.Immutable;

namespace LearningHub.Web.Cohorts;

/// <summary>A published figure to read ours by.</summary>
/// <param name="Ours">Which of our figures it stands beside.</param>
/// <param name="Caution">What makes it a different thing; null where nothing is known to.</param>
public sealed record Benchmark(string Ours, string Value, string What, string Source, string Address, string? Caution = null);

/// <summary>Figures that others published, so that nobody is fooled by ours either way.</summary>
public static class Benchmarks
{
    public static readonly ImmutableArray<Benchmark> All =
    [
        new("Share who taught (π)", "50 to 60 %", "of people trained as instructors went on to be certified", "The Carpentries, instructor training report 2021", "https://carpentries.org/blog/2021/09/2021_IT_Report/"),
        new("Share who taught (π)", "92 %", "of graduates used what they learned at least once, with teach-back and a toolkit", "SLMTA programme", "https://pmc.ncbi.nlm.nih.gov/articles/PMC4703333", "Use once is less than teaching others."),
        new("Reach", "54 %", "of the front line was reached by a cascade", "Commentary on a malaria training in Niger State", "https://redasadki.me/2026/02/08/evaluation-of-a-capacity-building-intervention-on-malaria-treatment-for-children", "A commentary; the number was not checked in the study itself."),
        new("Learners per qualified person (F)", "4.4 and 8.0", "people per trainer in published multipliers", "SLMTA (433 to 1,900); Helping Babies Breathe (105 to 835)", "https://doi.org/10.1186/s12884-016-1141-3", "Counted without those who taught nobody. Ours counts them."),
        new("Pledges kept", "37 to 66 %", "of commitments to change were done", "Commitment-to-change studies", "https://www.ncbi.nlm.nih.gov/pubmed/11420869", "Mostly by self-report."),
        new("Effective coverage", "62, 44, 34 %", "of training still applied at 0, 6 and 12 months", "Saks and Belcourt 2006", "https://doi.org/10.1002/hrm.20135", "Estimated by training managers, not tested."),
        new("Knowledge left", "77.6 against 81.3 %", "skill after 4 to 6 weeks with structured guidance, against right after", "Drake 2019", "https://doi.org/10.1186/s12887-019-1419-5", "Lower without the guidance."),
        new("Knowledge left", "12.6, 16.0, 14.8 of 20", "before, right after, and after 10 months with refresher calls", "IntraHealth, Senegal", "https://www.intrahealth.org/resources/use-interactive-voice-response-system-deliver-refresher-training-senegal"),
        new("Normalised gain", "0.23 against 0.48", "lectures against interactive teaching", "Hake, physics courses", "https://www.physport.org/recommendations/Entry.cfm?ID=93334", "Physics students, a whole term."),
    ];
}
