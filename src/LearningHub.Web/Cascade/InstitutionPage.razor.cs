using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cascade;

/// <summary>What a focal point sees of her institution, one module at a time.</summary>
public partial class InstitutionPage
{
    [Parameter] public Guid Id { get; set; }

    /// <summary>The module version shown; the one most taught here when none is named.</summary>
    [SupplyParameterFromQuery(Name = "module")] public string? Chosen { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = null!;
    [Inject] private IGrainFactory Grains { get; set; } = null!;
    [Inject] private ContentLibrary Library { get; set; } = null!;
    [Inject] private InstitutionQuery Institutions { get; set; } = null!;
    [Inject] private CascadeSessionQuery Sessions { get; set; } = null!;
    [Inject] private CascadeBooks Books { get; set; } = null!;
    [Inject] private InstitutionRosterQuery Rosters { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private InstitutionView? institution;
    private Module? module;
    private InstitutionFigures? figures;
    private ImmutableArray<SessionLine> sessions = [];
    private int waiting;
    private int contested;
    private EffectiveCoverage? effective;
    private InstitutionPeople? people;
    private InstitutionRoster? roster;
    private ImmutableArray<CoverageDay> history = [];
    private ImmutableArray<UnitGap> units = [];
    private DateTimeOffset asOf;

    private Refusal? Wrong { get; set; }
    private InstitutionId Own => new(Id);
    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    private string Sentence
    {
        get
        {
            var reach = $"In sessions held for you, {Wording.People(Shown(figures!.Reach))} verified; trainers claim {Shown(figures.ClaimedHeads)}.";
            return figures.Coverage is { } coverage
                ? $"{Shown(coverage.Qualified)} of {coverage.Declared.Eligible} eligible staff are verified and qualified{Holding}{Gone}. {reach}"
                : $"{reach} Coverage shows once a staff number is declared.";
        }
    }

    /// <summary>Protection content is counted in whole steps: an exact number a day later would tell of one person.</summary>
    private int Shown(int count) => module!.Sensitive ? Suppression.Floor(count, SmallCells.LeastPeople(true)) : count;

    private string Holding => effective is { Checked: > 0 } && !module!.Sensitive ? $"; {effective.Still} of {effective.Checked} asked after three months or more still hold it" : "";

    private string Gone => people is { Gone: > 0 } && !module!.Sensitive ? $"; {people.Gone} who had passed {(people.Gone == 1 ? "is" : "are")} gone" : "";

    private string Effective => effective switch
    {
        null => "needs a staff number",
        { Checked: 0 } => "needs the test after three months",
        _ => $"{effective.Checked} of {effective.Due} due have answered",
    };

    protected override async Task OnInitializedAsync()
    {
        asOf = Clock.GetUtcNow();
        if (!Http.User.SpeaksFor(Own) || await Institutions.FindAsync(Own) is not { } found)
        {
            // The same answer for "not yours" and "does not exist": who is served here is nobody else's business.
            Http.AnswerWith(StatusCodes.Status404NotFound);
            return;
        }

        institution = found;
        var all = await Sessions.OfInstitutionAsync(Own);
        var taught = all.CountBy(s => s.Module).OrderByDescending(m => m.Value).Select(m => m.Key).FirstOrDefault();
        module = (ModuleVersion.TryParse(Chosen) ?? taught) is { } wanted && Library.Find(wanted) is { } known ? known : Library.Modules.FirstOrDefault();
        if (module is null) return;
        sessions = [.. all.Where(s => s.Module == module.Id)];
        waiting = sessions.Where(s => s.Standing == SessionStanding.Undisputed).Sum(s => s.Waiting);
        var book = await Books.OfModuleAsync(module.Id);
        asOf = book.AsOf;
        figures = InstitutionFigures.Of(book.Lineage, Own, [.. sessions.Select(s => s.Id)]);
        contested = sessions.Where(s => s.Standing != SessionStanding.Undisputed).Sum(s => s.ClaimedHeads);
        (effective, people) = (EffectiveCoverage.Of(book.Lineage, Own), InstitutionPeople.Of(book.Lineage, Own));
        (history, units) = (CoverageDay.Of(book.Lineage, Own, module.Sensitive ? SmallCells.LeastPeople(true) : 1), UnitGap.Of(book.Lineage, Own, module.Sensitive));
        roster = await Rosters.OfAsync(Own, module.Id, asOf, module.Sensitive);
    }

    private Task DeclareAsync() => Wording.Day(Typed("declared")) is { } day
        ? KeepAsync(() => Grains.GetGrain<IInstitutionGrain>(Id).DeclareStaff(Typed("unit") ?? "", Wording.Number(Typed("eligible")), day, Typed("source") ?? "", Http.User.LearnerId(), Today))
        : KeepAsync(() => Task.FromResult(new Reply(0, new("institution.staff-date", "Choose the day that the number is about."))));

    private Task ContestAsync() => Enum.TryParse<ContestReason>(Typed("reason"), out var reason) && Enum.IsDefined(reason)
        ? KeepAsync(() => Session().Contest(Own, reason, Http.User.LearnerId()))
        : KeepAsync(() => Task.FromResult(new Reply(0, new("cascade.contest-reason", "Choose what is wrong from the list."))));

    private Task ResolveAsync() => KeepAsync(() => Session().Resolve(Own, Typed("counts") == "yes", Http.User.LearnerId()));

    private ICascadeSessionGrain Session() => Grains.GetGrain<ICascadeSessionGrain>(Guid.TryParse(Typed("session"), out var id) ? id : Guid.Empty);

    private async Task KeepAsync(Func<Task<Reply>> ask)
    {
        if (institution is null) return;
        Wrong = (await ask()).Refusal;
        if (Wrong is null) Navigation.NavigateTo($"/institutions/{Id}?module={module!.Id}");
    }

    private string? Typed(string field) => Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(field, out var value) ? value.ToString() : null;
}
