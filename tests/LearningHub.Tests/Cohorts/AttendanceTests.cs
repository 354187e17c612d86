using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Cohorts.CohortCommand;
using static LearningHub.Domain.Cohorts.CohortEvent;

namespace LearningHub.Tests.Cohorts;

/// <summary>The rules of attendance. Names that end with a number in brackets are failures that users of other systems reported.</summary>
public sealed class AttendanceTests
{
    private static readonly DateOnly Monday = new(2026, 2, 2);
    private static readonly HalfDay Morning = new(Monday, false), Afternoon = new(Monday, true), TuesdayMorning = new(Monday.AddDays(1), false);
    private static readonly DateTimeOffset Nine = new(2026, 2, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly LearnerId Facilitator = new(Guid.NewGuid()), Amina = new(Guid.NewGuid()), Bo = new(Guid.NewGuid()), Stranger = new(Guid.NewGuid());
    private static readonly RotatingCode Codes = new([.. new byte[32]]);

    private readonly Story<CohortState, CohortCommand, CohortEvent> cohort = new(Cohort.Rules);

    public AttendanceTests() => cohort.Given(
        new WorkshopPlanned("Fair recruitment", "Musanze", Monday, Monday.AddDays(3), [new("labour-mobility", 1)], null, "K7P2QX", Facilitator, Nine.AddDays(-9)),
        new MemberJoined(Amina, Nine.AddHours(-1)), new MemberJoined(Bo, Nine.AddHours(-1)));

    private static HalfDayOpened Opened(HalfDay? half = null, DateTimeOffset? at = null) => new(half ?? Morning, Facilitator, at ?? Nine);

    private static HalfDayClosed Closed(DateTimeOffset at) => new(Morning, Facilitator, at);

    private static string CodeOf(HalfDay half, DateTimeOffset at) => Codes.From(half, RotatingCode.StepOf(at), 1)[0];

    private static ConfirmAttendance Confirm(DateTimeOffset at, DateTimeOffset? shown = null, HalfDay? half = null, LearnerId? who = null, DateTimeOffset? typed = null) =>
        new(who ?? Amina, CodeOf(half ?? Morning, shown ?? at), typed, Codes, "phone", at);

    private static AttendanceConfirmed Confirmed(DateTimeOffset at, DateTimeOffset? typed = null, HalfDay? half = null) =>
        new(half ?? Morning, Amina, typed is not null, typed, "phone", at);

    private static FixAttendance Fix(LearnerId[] present, LearnerId[] absent, FixUpReason reason, DateTimeOffset? at = null, LearnerId? by = null, HalfDay? half = null) =>
        new(half ?? Morning, [.. present], [.. absent], reason, by ?? Facilitator, false, at ?? Nine.AddHours(3));

    private static AttendanceFixed Fixed(LearnerId who, bool present, FixUpReason reason, DateTimeOffset? at = null) =>
        new(Morning, who, present, reason, Facilitator, at ?? Nine.AddHours(3));

    [Fact]
    public void A_learner_confirms_with_the_code_on_the_screen() => cohort.Given(Opened()).When(Confirm(Nine.AddMinutes(2))).Then(Confirmed(Nine.AddMinutes(2)));

    [Fact]
    public void Confirming_again_changes_nothing() => cohort.Given(Opened(), Confirmed(Nine.AddMinutes(2))).When(Confirm(Nine.AddMinutes(3))).ThenNothing();

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-2, false)]
    [InlineData(2, false)]
    public void The_code_before_and_the_code_after_still_count(int minutes, bool counts)
    {
        var at = Nine.AddMinutes(30);
        cohort.Given(Opened()).When(Confirm(at, shown: at.AddMinutes(minutes)));
        if (counts) cohort.Then(Confirmed(at));
        else cohort.ThenRefused("attendance.wrong-code");
    }

    [Fact]
    public void A_future_half_day_cannot_be_ticked_807()
    {
        var at = Nine.AddMinutes(5);
        cohort.Given(Opened()).When(Confirm(at, half: TuesdayMorning)).ThenRefused("attendance.not-open");
        cohort.When(Confirm(at, half: TuesdayMorning, typed: at.AddDays(1), shown: at.AddDays(1))).ThenRefused("attendance.wrong-code");
        cohort.When(Fix([Amina], [], FixUpReason.CameLate, half: new(Monday.AddDays(2), false))).ThenRefused("attendance.future");
        cohort.When(new OpenHalfDay(new(Monday.AddDays(2), false), Facilitator, false, Nine)).ThenRefused("attendance.future");
    }

    [Fact]
    public void Who_comes_early_confirms_as_soon_as_the_facilitator_opens_746()
    {
        var early = Nine.AddHours(-1);
        cohort.When(Confirm(early)).ThenRefused("attendance.not-open");
        cohort.When(new OpenHalfDay(Morning, Facilitator, false, early)).Then(Opened(at: early));
        cohort.Given(Opened(at: early)).When(Confirm(early.AddMinutes(1))).Then(Confirmed(early.AddMinutes(1)));
    }

    [Fact]
    public void Another_workshops_code_records_nothing_and_says_so_543()
    {
        var other = new RotatingCode([.. Enumerable.Repeat((byte)7, 32)]);
        cohort.Given(Opened()).When(Confirm(Nine) with { Code = other.From(Morning, RotatingCode.StepOf(Nine), 1)[0] }).ThenRefused("attendance.wrong-code");
    }

    [Fact]
    public void Who_has_not_joined_is_told_so_and_is_not_recorded_543() =>
        cohort.Given(Opened()).When(Confirm(Nine, who: Stranger)).ThenRefused("attendance.not-member");

    [Fact]
    public void A_code_passed_on_to_a_friend_is_worthless_after_two_minutes_892() =>
        cohort.Given(Opened()).When(Confirm(Nine.AddMinutes(12), shown: Nine.AddMinutes(9))).ThenRefused("attendance.wrong-code");

    [Fact]
    public void After_closing_the_code_is_refused_and_the_facilitator_can_mark()
    {
        var later = Nine.AddHours(4);
        cohort.Given(Opened(), Closed(Nine.AddHours(3))).When(Confirm(later)).ThenRefused("attendance.closed");
        cohort.When(Fix([Amina], [], FixUpReason.CameLate, later)).Then(Fixed(Amina, true, FixUpReason.CameLate, later));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-10)]
    [InlineData(10)]
    public void A_code_typed_without_a_link_counts_when_it_arrives_and_is_marked_sent_later(int clockError)
    {
        var (shown, arrives) = (Nine.AddMinutes(30), Nine.AddHours(26));
        var claimed = shown.AddMinutes(clockError);
        cohort.Given(Opened(), Closed(Nine.AddHours(3))).When(Confirm(arrives, shown, typed: claimed)).Then(Confirmed(arrives, claimed));
    }

    [Fact]
    public void A_clock_that_is_further_wrong_proves_nothing() => cohort
        .Given(Opened(), Closed(Nine.AddHours(3))).When(Confirm(Nine.AddHours(26), Nine.AddMinutes(30), typed: Nine.AddMinutes(45))).ThenRefused("attendance.wrong-code");

    [Fact]
    public void A_code_from_the_outbox_that_is_still_fresh_is_not_late() => cohort
        .Given(Opened()).When(Confirm(Nine.AddMinutes(2), Nine.AddMinutes(1), typed: Nine.AddMinutes(1))).Then(Confirmed(Nine.AddMinutes(2)));

    [Fact]
    public void A_claimed_time_outside_the_opening_proves_nothing() => cohort
        .Given(Opened(), Closed(Nine.AddHours(1))).When(Confirm(Nine.AddHours(9), Nine.AddHours(2), typed: Nine.AddHours(2))).ThenRefused("attendance.closed");

    [Fact]
    public void One_half_day_is_open_at_a_time()
    {
        var noon = Nine.AddHours(3.5);
        cohort.Given(Opened()).When(new OpenHalfDay(Afternoon, Facilitator, false, noon)).Then(Closed(noon), Opened(Afternoon, noon));
        cohort.When(new OpenHalfDay(Morning, Facilitator, false, noon)).ThenNothing();
    }

    [Fact]
    public void A_half_day_that_nobody_closes_ends_by_itself()
    {
        var evening = Nine + AttendanceWindow.Longest + TimeSpan.FromMinutes(2);
        cohort.Given(Opened()).When(Confirm(evening)).ThenRefused("attendance.closed");
        cohort.When(new CloseHalfDay(Morning, Facilitator, false, evening)).ThenNothing();
        cohort.When(new OpenHalfDay(Morning, Facilitator, false, evening)).Then(Opened(at: evening));
    }

    [Fact]
    public void The_last_word_is_the_facilitators_and_both_remain()
    {
        cohort.Given(Opened(), Confirmed(Nine.AddMinutes(2))).When(Fix([], [Amina], FixUpReason.NotInRoom)).Then(Fixed(Amina, false, FixUpReason.NotInRoom));
        cohort.Given(Fixed(Amina, false, FixUpReason.NotInRoom)).When(Confirm(Nine.AddMinutes(4))).ThenNothing();
        cohort.When(Fix([Amina], [], FixUpReason.WrongMark)).Then(Fixed(Amina, true, FixUpReason.WrongMark));
    }

    [Fact]
    public void A_code_that_comes_after_the_facilitators_word_is_kept_beside_it() => cohort
        .Given(Opened(), Fixed(Amina, false, FixUpReason.NotInRoom, Nine.AddMinutes(1))).When(Confirm(Nine.AddMinutes(2))).Then(Confirmed(Nine.AddMinutes(2)));

    [Fact]
    public void A_list_marks_all_who_are_ticked_and_leaves_marks_that_stand() => cohort
        .Given(Opened(), Confirmed(Nine.AddMinutes(2))).When(Fix([Amina, Bo], [], FixUpReason.PaperSheet)).Then(Fixed(Bo, true, FixUpReason.PaperSheet));

    [Fact]
    public void The_same_list_sent_twice_changes_nothing() => cohort
        .Given(Fixed(Amina, true, FixUpReason.PaperSheet), Fixed(Bo, false, FixUpReason.LeftEarly)).When(Fix([Amina], [], FixUpReason.PaperSheet)).ThenNothing();

    [Fact]
    public void Only_facilitators_and_administrators_open_and_mark()
    {
        cohort.When(new OpenHalfDay(Morning, Amina, false, Nine)).ThenRefused("cohort.not-facilitator");
        cohort.When(new OpenHalfDay(Morning, Stranger, true, Nine)).Then(new HalfDayOpened(Morning, Stranger, Nine));
        cohort.When(Fix([Amina], [], FixUpReason.NoPhone, by: Amina)).ThenRefused("cohort.not-facilitator");
    }

    [Fact]
    public void A_list_with_a_stranger_a_contradiction_or_a_reason_that_does_not_fit_is_refused_whole()
    {
        cohort.When(Fix([Amina, Stranger], [], FixUpReason.NoPhone)).ThenRefused("attendance.not-member");
        cohort.When(Fix([Amina], [Amina], FixUpReason.WrongMark)).ThenRefused("attendance.both");
        cohort.When(Fix([Amina], [], FixUpReason.LeftEarly)).ThenRefused("attendance.reason");
        cohort.When(Fix([], [Amina], FixUpReason.NoPhone)).ThenRefused("attendance.reason");
        cohort.When(Fix([Amina], [], (FixUpReason)99)).ThenRefused("attendance.reason");
        cohort.When(Fix([Amina], [], FixUpReason.NoPhone, half: new(Monday.AddDays(-1), false))).ThenRefused("attendance.other-day");
    }

    [Fact]
    public void A_workshop_that_nobody_planned_has_no_attendance() =>
        new Story<CohortState, CohortCommand, CohortEvent>(Cohort.Rules).When(Confirm(Nine)).ThenRefused("cohort.unknown");
}
