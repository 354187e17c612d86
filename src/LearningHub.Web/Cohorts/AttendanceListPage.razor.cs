using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cohorts;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cohorts;

public sealed partial class AttendanceListPage(AttendanceDoor door, AttendanceQuery attendance, IGrainFactory grains)
{
    /// <summary>People on one form; a form of this site has at most 400 fields.</summary>
    private const int PerPage = 150;

    private CohortView? cohort;
    private HalfDayView? view;
    private string? said;

    [Parameter] public Guid Id { get; set; }

    /// <summary>The half day, as <see cref="HalfDay.ToString"/> writes it.</summary>
    [Parameter] public string Half { get; set; } = "";

    /// <summary>Counted from 1, for workshops of more than <see cref="PerPage"/> people.</summary>
    [SupplyParameterFromQuery] public int? Part { get; set; }

    [SupplyParameterFromForm(FormName = "list")] private ListForm? List { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private Refusal? Wrong { get; set; }
    private int Parts => Math.Max(1, (view!.People.Length + PerPage - 1) / PerPage);
    private int Number => Math.Clamp(Part ?? 1, 1, Parts);
    private int First => (Number - 1) * PerPage;
    private ImmutableArray<AttendanceLine> Lines => [.. view!.People.Skip(First).Take(PerPage)];

    protected override async Task OnInitializedAsync()
    {
        if (HalfDay.TryParse(Half) is { } halfDay)
        {
            cohort = await door.RunAsync(new(Id), Http);
            if (cohort is not null) await LoadAsync(halfDay);
        }

        if (view is null) Http.AnswerWith(StatusCodes.Status404NotFound);
    }

    private async Task LoadAsync(HalfDay halfDay) => view = await attendance.FindAsync(new(Id), halfDay, Http.User.LearnerId(), Http.RequestAborted);

    /// <summary>What counts is what the facilitator changed: a person whose code arrived after the list was drawn is neither ticked nor unticked.</summary>
    private async Task KeepAsync()
    {
        if (view is null || List is null || HalfDays.Reason(List.Reason) is not { } reason) return;
        var shown = Ids(List.Shown?.Split(',', StringSplitOptions.RemoveEmptyEntries));
        var ticked = Ids(List.Here);
        var (came, left) = (ticked.Except(shown).ToImmutableArray(), shown.Except(ticked).ToImmutableArray());
        var (grain, me, administrates) = (grains.GetGrain<ICohortGrain>(Id), Http.User.LearnerId(), Http.User.IsInRole(Roles.Administrator));
        Wrong = (await grain.FixAttendance(view.HalfDay, came, [], reason, me, administrates)).Refusal
            ?? (left.IsEmpty ? null : (await grain.FixAttendance(view.HalfDay, [], left, FixUpReason.NotInRoom, me, administrates)).Refusal);
        if (Wrong is null) said = left.IsEmpty
                ? T.Count(came.Length, "Kept. {0} person newly marked here.", "Kept. {0} people newly marked here.")
                : T.Count(came.Length, "Kept. {0} person newly marked here, {1} marked not here.", "Kept. {0} people newly marked here, {1} marked not here.", T.Count(left.Length, "{0} person", "{0} people"));
        await LoadAsync(view.HalfDay);
    }

    private static HashSet<LearnerId> Ids(IEnumerable<string>? typed) =>
        [.. (typed ?? []).Select(text => Guid.TryParse(text, out var id) ? new LearnerId(id) : (LearnerId?)null).OfType<LearnerId>()];

    internal sealed class ListForm
    {
        public string? Shown { get; set; }
        public string? Reason { get; set; }
        public List<string>? Here { get; set; }
    }
}
