using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Cohorts.CohortCommand;
using static LearningHub.Domain.Cohorts.CohortEvent;

namespace LearningHub.Tests.Cohorts;

public sealed class CohortTests
{
    private static readonly DateTimeOffset Ten = new(2026, 2, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Monday = new(2026, 2, 2);
    private static readonly ModuleVersion Mobility = new("labour-mobility", 1);
    private static readonly LearnerId Facilitator = new(Guid.NewGuid()), Amina = new(Guid.NewGuid()), Stranger = new(Guid.NewGuid());
    private static readonly LiveSessionId Room = new(Guid.NewGuid());

    private readonly Story<CohortState, CohortCommand, CohortEvent> cohort = new(Cohort.Rules);

    private static PlanWorkshop Plan(string title = "Fair recruitment", string place = "Musanze", int days = 3, ImmutableArray<ModuleVersion>? modules = null) =>
        new(title, place, Monday, Monday.AddDays(days - 1), modules ?? [Mobility], null, "K7P2QX", Facilitator, Ten);

    private static WorkshopPlanned Planned() => new("Fair recruitment", "Musanze", Monday, Monday.AddDays(2), [Mobility], null, "K7P2QX", Facilitator, Ten);

    [Fact]
    public void A_workshop_is_planned_with_its_days_place_modules_and_code() => cohort.When(Plan()).Then(Planned());

    [Fact]
    public void Planning_the_same_workshop_twice_adds_nothing() => cohort.Given(Planned()).When(Plan()).ThenNothing();

    [Fact]
    public void A_module_named_twice_is_taught_once() => cohort.When(Plan(modules: [Mobility, Mobility])).Then(Planned());

    [Theory]
    [InlineData("", "Musanze", 3, "cohort.title")]
    [InlineData("Fair recruitment", "", 3, "cohort.place")]
    [InlineData("Fair recruitment", "Musanze", 0, "cohort.dates")]
    [InlineData("Fair recruitment", "Musanze", 61, "cohort.dates")]
    public void A_plan_that_cannot_be_is_refused_with_what_to_mend(string title, string place, int days, string code) =>
        cohort.When(Plan(title, place, days)).ThenRefused(code);

    [Fact]
    public void A_workshop_without_a_module_is_refused() => cohort.When(Plan(modules: [])).ThenRefused("cohort.modules");

    [Fact]
    public void Anyone_with_the_code_joins_and_joining_again_changes_nothing()
    {
        cohort.Given(Planned()).When(new JoinCohort(Amina, Ten)).Then(new MemberJoined(Amina, Ten));
        cohort.Given(new MemberJoined(Amina, Ten)).When(new JoinCohort(Amina, Ten.AddDays(1))).ThenNothing();
    }

    [Fact]
    public void A_workshop_that_nobody_planned_cannot_be_joined() => cohort.When(new JoinCohort(Amina, Ten)).ThenRefused("cohort.unknown");

    [Fact]
    public void A_full_workshop_says_so() => cohort
        .Given([Planned(), .. Enumerable.Range(0, Cohort.MaxMembers).Select(_ => new MemberJoined(new(Guid.NewGuid()), Ten))])
        .When(new JoinCohort(Amina, Ten)).ThenRefused("cohort.full");

    [Fact]
    public void Only_a_facilitator_of_the_workshop_adds_another()
    {
        cohort.Given(Planned()).When(new AddFacilitator(Amina, Stranger, false, Ten)).ThenRefused("cohort.not-facilitator");
        cohort.When(new AddFacilitator(Amina, Facilitator, false, Ten)).Then(new FacilitatorAdded(Amina, Facilitator, Ten));
        cohort.When(new AddFacilitator(Amina, Stranger, true, Ten)).Then(new FacilitatorAdded(Amina, Stranger, Ten));
    }

    [Fact]
    public void A_live_session_belongs_to_a_module_of_the_workshop()
    {
        cohort.Given(Planned()).When(new AddLiveSession(Room, "ABC234", Mobility, Facilitator, Ten)).Then(new LiveSessionAdded(Room, "ABC234", Mobility, Ten));
        cohort.When(new AddLiveSession(Room, "ABC234", new("social-protection", 1), Facilitator, Ten)).ThenRefused("cohort.other-module");
        cohort.When(new AddLiveSession(Room, "ABC234", Mobility, Stranger, Ten)).ThenRefused("cohort.not-facilitator");
        cohort.Given(new LiveSessionAdded(Room, "ABC234", Mobility, Ten)).When(new AddLiveSession(Room, "ABC234", Mobility, Facilitator, Ten)).ThenNothing();
    }
}
