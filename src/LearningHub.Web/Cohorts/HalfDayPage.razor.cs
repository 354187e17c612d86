using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cohorts;

public sealed partial class HalfDayPage(AttendanceDoor door, AttendanceQuery attendance, Learners learners, Seal seal, IGrainFactory grains, TimeProvider clock)
{
    private const string AddedPurpose = "half-day-added";

    private CohortView? cohort;
    private HalfDayView? view;
    private ImmutableArray<AttendanceChange> history = [];
    private string? said;

    [Parameter] public Guid Id { get; set; }

    /// <summary>The half day, as <see cref="HalfDay.ToString"/> writes it.</summary>
    [Parameter] public string Half { get; set; } = "";

    [SupplyParameterFromForm] public string? Window { get; set; }
    [SupplyParameterFromForm] public string? Person { get; set; }
    [SupplyParameterFromForm] public string? Reason { get; set; }
    [SupplyParameterFromForm] public string? Name { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private Refusal? Wrong { get; set; }
    private bool IsOpen => view!.IsOpenAt(clock.GetUtcNow());
    private ImmutableArray<AttendanceLine> Here => [.. view!.People.Where(line => line.Present)];
    private ImmutableArray<AttendanceLine> Missing => [.. view!.People.Where(line => !line.Present)];
    private ICohortGrain Grain => grains.GetGrain<ICohortGrain>(Id);
    private LearnerId Me => Http.User.LearnerId();
    private bool Administrates => Http.User.IsInRole(Roles.Administrator);

    protected override async Task OnInitializedAsync()
    {
        if (HalfDay.TryParse(Half) is null)
        {
            Http.AnswerWith(StatusCodes.Status404NotFound);
            return;
        }

        cohort = await door.RunAsync(new(Id), Http);
        if (cohort is not null) await LoadAsync();
    }

    private async Task LoadAsync()
    {
        view = await attendance.FindAsync(new(Id), HalfDay.TryParse(Half)!.Value, Me, Http.RequestAborted);
        if (view is null) Http.AnswerWith(StatusCodes.Status404NotFound);
        else history = await attendance.HistoryAsync(new(Id), view.HalfDay, Me, Http.RequestAborted);
    }

    private async Task WindowAsync()
    {
        if (view is null) return;
        await KeepAsync(Window == "close" ? Grain.CloseHalfDay(view.HalfDay, Me, Administrates) : Grain.OpenHalfDay(view.HalfDay, Me, Administrates), null);
    }

    private Task PresentAsync() => MarkAsync(present: true);

    private Task AbsentAsync() => MarkAsync(present: false);

    private async Task MarkAsync(bool present)
    {
        if (view is null || !Guid.TryParse(Person, out var person) || HalfDays.Reason(Reason) is not { } reason) return;
        ImmutableArray<LearnerId> marked = [new(person)];
        var name = view.People.FirstOrDefault(line => line.Learner.Value == person)?.Name;
        await KeepAsync(
            Grain.FixAttendance(view.HalfDay, present ? marked : [], present ? [] : marked, reason, Me, Administrates),
            present ? T["{0} is marked here: {1}.", name, HalfDays.Of(T, reason)] : T["{0} is marked not here: {1}.", name, HalfDays.Of(T, reason)]);
    }

    private async Task AddAsync()
    {
        if (view is null || !Guid.TryParse(Person, out var id)) return;
        if (!PersonName.TryParse(Name, out var name, out var refusal))
        {
            Wrong = refusal;
            return;
        }

        var person = await learners.WelcomeAsync(name, new(seal.IdFor(AddedPurpose, $"{Id} {id}"))); // a form sent twice makes one person, and never one who is here already
        var joined = await Grain.Join(new(person.Id));
        await KeepAsync(
            joined.Accepted ? Grain.FixAttendance(view.HalfDay, [new(person.Id)], [], FixUpReason.NoPhone, Me, Administrates) : Task.FromResult(joined),
            T["{0} has joined and is marked here.", name]);
    }

    private async Task KeepAsync(Task<Reply> reply, string? sentence)
    {
        Wrong = (await reply).Refusal;
        if (Wrong is null) said = sentence;
        await LoadAsync();
    }
}
