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

    /// <summary>Which part of the list of sessions, counted from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")] public int? Number { get; set; }
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
    private int At => Math.Clamp(Number ?? 1, 1, Pages);
    private int Pages => Math.Max(1, (taught.Sessions.Count + CascadeSessionQuery.LinesAPage - 1) / CascadeSessionQuery.LinesAPage);
    private InstitutionSessions taught = InstitutionSessions.None;
    private EffectiveCoverage? effective;
    private InstitutionPeople? people;
    private InstitutionRoster? roster;
    private ImmutableArray<CoverageDay> history = [];
    private ImmutableArray<UnitGap> units = [];
    private DateTimeOffset asOf;
    private ComingBook? coming;

    private Refusal? Wrong { get; set; }
    private InstitutionId Own => new(Id);
    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    private string Sentence
    {
        get
        {
            var reach = T.Count(
                Shown(figures!.Reach), "In sessions held for you, {0} person verified; trainers claim {1}.", "In sessions held for you, {0} people verified; trainers claim {1}.",
                Shown(figures.ClaimedHeads));
            return figures.Coverage is { } coverage
                ? T["{0} of {1} eligible staff are verified and qualified{2}{3}. {4}", Shown(coverage.Qualified), coverage.Declared.Eligible, Holding, Gone, reach]
                : T["{0} Coverage shows once a staff number is declared.", reach];
        }
    }

    /// <summary>Protection content is counted in whole steps: an exact number a day later would tell of one person.</summary>
    private int Shown(int count) => module!.Sensitive ? Suppression.Floor(count, SmallCells.LeastPeople(true)) : count;

    /// <summary>An employer learns no single person's result: only what enough people stand behind.</summary>
    private EffectiveCoverage? Held => effective is { } found && found.MayShow(module!.Sensitive) ? found : null;

    private string Holding => Held is not null && !module!.Sensitive ? T["; {0} of {1} asked after three months or more still hold it", Held.Still, Held.Checked] : "";

    private string Gone => people is not null && !module!.Sensitive && SmallCells.MayShow(people.Gone, false) ? T["; {0} who had passed are gone", people.Gone] : "";

    private string Effective => effective switch
    {
        null => T["needs a staff number"],
        { Checked: 0 } => T["needs the test after three months"],
        _ when Held is null => T["shows once at least {0} people stand behind each part of it", SmallCells.LeastPeople(module!.Sensitive)],
        _ => T["{0} of {1} due have answered", Shown(Held.Checked), Shown(Held.Due)],
    };

    private string EffectiveShare => Held is { } held && CoverageShare(held.Coverage) is var covered
        ? Wording.Percent(T, covered * Shown(held.Still) / Shown(held.Checked)) : "–";

    private double CoverageShare(Coverage coverage) => Math.Min(1, Shown(coverage.Qualified) / (double)coverage.Declared.Eligible);

    /// <summary>What one session shows; in steps for protection content, so that the sessions do not add up to what is hidden above.</summary>
    private string Counted(SessionLine line) => module!.Sensitive
        ? T["{0} verified, {1} claimed", AtLeast(line.Confirmed), AtLeast(line.ClaimedHeads)]
        : line.Waiting > 0 ? T["{0} of {1} verified, {2} waiting", line.Confirmed, line.ClaimedHeads, line.Waiting] : T["{0} of {1} verified", line.Confirmed, line.ClaimedHeads];

    private string AtLeast(int count) => Shown(count) is > 0 and var step ? T["at least {0}", step] : T["fewer than {0}", SmallCells.LeastPeople(true)];

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
        module = (ModuleVersion.TryParse(Chosen) ?? await Sessions.MostTaughtAsync(Own)) is { } wanted && Library.Find(wanted) is { } known ? known : Library.Modules.FirstOrDefault();
        if (module is null) return;
        taught = await Sessions.AllOfInstitutionAsync(Own, module.Id);
        sessions = await Sessions.OfInstitutionAsync(Own, module.Id, At);
        var book = HttpMethods.IsPost(Http.Request.Method) ? await Books.OfModuleAsync(module.Id) : await Books.SoonAsync(null, module.Id);
        if (book is null)
        {
            coming = Books.ComingOf(module.Id);
            Http.AnswerWith(StatusCodes.Status202Accepted);
            return;
        }

        asOf = book.AsOf;
        figures = InstitutionFigures.Of(book.Lineage, Own, taught.Sessions);
        (effective, people) = (EffectiveCoverage.Of(book.Lineage, Own), InstitutionPeople.Of(book.Lineage, Own));
        (history, units) = (CoverageDay.Of(book.Lineage, Own, module.Sensitive ? SmallCells.LeastPeople(true) : 1), UnitGap.Of(book.Lineage, Own, module.Sensitive));
        roster = await Rosters.OfAsync(Own, book.Lineage, module.Sensitive);
    }

    private Task DeclareAsync() => Wording.Day(Typed("declared")) is { } day
        ? KeepAsync(() => Grains.GetGrain<IInstitutionGrain>(Id).DeclareStaff(Typed("unit") ?? "", Wording.Number(Typed("eligible")), day, Typed("source") ?? "", Http.User.LearnerId(), Today))
        : KeepAsync(() => Task.FromResult(new Reply(0, new Refusal("institution.staff-date", "Choose the day that the number is about."))));

    private Task ContestAsync() => Enum.TryParse<ContestReason>(Typed("reason"), out var reason) && Enum.IsDefined(reason)
        ? KeepAsync(() => Session().Contest(Own, reason, Http.User.LearnerId()))
        : KeepAsync(() => Task.FromResult(new Reply(0, new Refusal("cascade.contest-reason", "Choose what is wrong from the list."))));

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
