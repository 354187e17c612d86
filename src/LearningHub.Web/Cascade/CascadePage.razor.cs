using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cascade;

/// <summary>What a step-down trainer does next, and whom she has reached.</summary>
public partial class CascadePage
{
    /// <summary>A pledge that the session to record keeps, from the pledge's own page.</summary>
    [SupplyParameterFromQuery(Name = "keeps")] public string? Keeps { get; set; }

    private enum Step { Qualify, Pledge, Record, Coupons, Wait }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;
    [Inject] private IGrainFactory Grains { get; set; } = null!;
    [Inject] private ContentLibrary Library { get; set; } = null!;
    [Inject] private CascadeSessionQuery Sessions { get; set; } = null!;
    [Inject] private CascadeBooks Books { get; set; } = null!;
    [Inject] private QualificationQuery Qualifications { get; set; } = null!;
    [Inject] private InstitutionQuery Institutions { get; set; } = null!;
    [Inject] private PledgeQuery Promised { get; set; } = null!;
    [Inject] private SessionRecorder Recorder { get; set; } = null!;
    [Inject] private PersonLinksQuery Links { get; set; } = null!;
    [Inject] private PersonNames People { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private ImmutableArray<SessionLine> sessions = [];
    private ImmutableArray<PledgeProgress> pledges = [];
    private ImmutableArray<(ModuleVersion Module, DateTimeOffset Since)> qualified = [];
    private ImmutableArray<InstitutionLine> institutions = [];
    private ImmutableArray<MembershipLine> posts = [];
    private ImmutableArray<RosterLine> peers = [];
    private ImmutableArray<TreeView> trees = [];
    private IReadOnlyDictionary<LearnerId, PersonLabel> names = ImmutableDictionary<LearnerId, PersonLabel>.Empty;
    private ComingBook? coming;
    private Step step;

    private Refusal? Wrong { get; set; }
    private LearnerId Me => Http.User.LearnerId();
    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);
    private string? offered => (qualified.Length > 0 ? qualified[0].Module : Library.Modules.FirstOrDefault()?.Id)?.ToString();

    private string NextStep => step switch
    {
        Step.Qualify => T["First qualify: read a module and pass its test. Then what you pass on counts."],
        Step.Pledge => T["You can teach “{0}”. Promise how many colleagues you will teach, and by when.", TitleOf(qualified[0].Module)],
        Step.Record => T["Your promise is kept here. Open the kit, teach for 20 minutes, then record the session."],
        Step.Coupons => T["Give each colleague a coupon: without it nobody can confirm your session."],
        _ => T.Count(
            sessions.Sum(s => s.Confirmed), "{0} colleague confirmed your sessions; {1}.", "{0} colleagues confirmed your sessions; {1}.", Wording.Waits(T, sessions.Sum(s => s.Waiting))),
    };

    protected override async Task OnInitializedAsync()
    {
        (sessions, qualified) = (await Sessions.OfTrainerAsync(Me), await Qualifications.OfAsync(Me));
        (institutions, posts) = (await Institutions.NamedAsync(), await Institutions.OfPersonAsync(Me));
        pledges = await Promised.OfTrainerAsync(Me);
        step = Keeps is null ? Next() : Step.Record;
        peers = await Recorder.PeersAsync(Me);
        await GrowAsync();
    }

    private Step Next() =>
        sessions.FirstOrDefault() is { } last ? last.Confirmed + last.Waiting > 0 ? Step.Wait : Step.Coupons
        : qualified.IsEmpty ? Step.Qualify
        : pledges.IsEmpty ? Step.Pledge : Step.Record;

    private async Task GrowAsync()
    {
        var grown = ImmutableArray.CreateBuilder<TreeView>();
        var people = await Links.MapAsync();
        var all = sessions; // a tree is of the person: what she taught under another sign-in counts in it
        foreach (var other in people.Everyone(Me).Remove(Me)) all = [.. all.Concat(await Sessions.OfTrainerAsync(other)).DistinctBy(s => s.Id)];
        foreach (var module in all.Select(s => s.Module).Distinct().OrderBy(m => m.ToString(), StringComparer.Ordinal))
        {
            if (Library.Find(module) is not { } known) continue;
            var own = all.Where(s => s.Module == module).ToList();
            var counted = own.Where(s => s.Standing == SessionStanding.Undisputed).ToList();
            var claimed = counted.Sum(s => s.ClaimedHeads);
            if (await Books.SoonAsync(null, module) is not { } book)
            {
                coming = Books.ComingOf(module);
                continue;
            }

            grown.Add(TreeView.Of(known, book.Lineage, people[Me], counted.Sum(s => s.Waiting), claimed, own.Sum(s => s.ClaimedHeads) - claimed));
        }

        trees = grown.ToImmutable();
        names = await People.OfAsync([.. trees.SelectMany(t => t.Branch.Steps.SelectMany(s => s.Take(MyTree.MostNames))).Select(p => p.Person).Distinct().Take(PersonNames.Limit)]);
    }

    private async Task PledgeAsync()
    {
        var module = ModuleVersion.TryParse(Typed("module"));
        if (module is null || Wording.Day(Typed("due")) is not { } due || !Guid.TryParse(Typed("pledge"), out var pledge)) Wrong = Incomplete;
        else await KeepAsync(Grains.GetGrain<ILearnerGrain>(Me.Value).Pledge(pledge, module, Wording.Number(Typed("people")), due, null), "/cascade");
    }

    private async Task RecordAsync()
    {
        (var session, Wrong) = await Recorder.RecordAsync(Me, Typed);
        if (Wrong is null) Navigation.NavigateTo($"/cascade/sessions/{session}");
    }

    private async Task MembershipAsync()
    {
        if (!Guid.TryParse(Typed("institution"), out var id)) Wrong = new Refusal("institution.unknown", "Choose an institution from the list.");
        else if (Typed("leave") is not null) await KeepAsync(Grains.GetGrain<IInstitutionGrain>(id).Leave(Me, Today), "/cascade");
        else await KeepAsync(Grains.GetGrain<IInstitutionGrain>(id).DeclareMembership(Me, Typed("unit") ?? "", Today), "/cascade");
    }

    private async Task KeepAsync(Task<Reply> asked, string next)
    {
        Wrong = (await asked).Refusal;
        if (Wrong is null) Navigation.NavigateTo(next);
    }

    private string Counted(SessionLine line) => line.Waiting > 0
        ? T["{0} of {1} verified, {2} waiting", line.Confirmed, line.ClaimedHeads, line.Waiting] : T["{0} of {1} verified", line.Confirmed, line.ClaimedHeads];

    private string TitleOf(ModuleVersion module) => Library.Current(module.Module)?.Title ?? module.Module;

    /// <summary>What was typed, so that a refused form comes back filled in; null on a first visit.</summary>
    private string? Typed(string field) => Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(field, out var value) ? value.ToString() : null;

    private static Refusal Incomplete => new Refusal("cascade.form-incomplete", "Something is missing in the form. Fill in every field and send it again.");
}
