using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Cohorts.ProgrammeCommand;
using static LearningHub.Domain.Cohorts.ProgrammeEvent;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cohorts;

/// <summary>What a programme wants of its figures.</summary>
public sealed class TargetTests
{
    private static readonly Target Wanted = new(0.8, new(2026, 12, 31));
    private static readonly TargetSet Kept = new(Cascade.GoldenExample.Module, "coverage", Wanted, P("O"), Day(1));

    private static Story<ProgrammeState, ProgrammeCommand, ProgrammeEvent> Story => new(Programme.Rules);

    [Fact]
    public void A_target_has_a_day_is_kept_once_and_can_be_taken_back()
    {
        var started = new ProgrammeStarted("Safe mobility", P("O"), Day(0));
        var set = new SetTarget(Cascade.GoldenExample.Module, "coverage", Wanted, P("O"), Day(1));
        Story.Given(started).When(set).Then(Kept);
        Story.Given(started, Kept).When(set with { At = Day(2) }).ThenNothing();
        Story.Given(started, Kept).When(set with { Target = Wanted with { Value = 0.9 } }).Then(Kept with { Target = Wanted with { Value = 0.9 } });
        Story.Given(started, Kept).When(set with { Target = null }).Then(Kept with { Target = null });
        Story.Given(started).When(set with { Target = null }).ThenNothing();
        Story.Given(started).When(set with { Target = Wanted with { Value = 0 } }).ThenRefused("programme.target");
        Story.Given(started).When(set with { Target = Wanted with { Value = double.NaN } }).ThenRefused("programme.target");
        Story.When(set).ThenRefused("programme.unknown");
    }
}
