using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Learning.LearnerCommand;
using static LearningHub.Domain.Learning.LearnerEvent;

namespace LearningHub.Tests.Learning;

public sealed class LearnerTests
{
    private static readonly DateTimeOffset Ten = new(2026, 2, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Monday = new(2026, 2, 2);
    private static readonly ModuleVersion Mobility = new("labour-mobility", 1), Next = new("labour-mobility", 2);
    private static readonly Guid First = Guid.Parse("01900000-0000-7000-8000-000000000001"), Second = Guid.Parse("01900000-0000-7000-8000-000000000002"), Third = Guid.Parse("01900000-0000-7000-8000-000000000003");
    private static readonly ImmutableArray<Item> Bank = Items.Bank();
    private static readonly Item Check = Items.Of("C1", "O1", ItemLevel.Apply, ItemUse.Check);
    private static readonly ImmutableArray<string> Eight = TestForm.Draw(Bank, TestOccasion.Pre, [], [], seed: 9);

    private readonly Story<LearnerState, LearnerCommand, LearnerEvent> learner = new(Learner.Rules);

    [Fact]
    public void A_lesson_is_read_once_however_often_it_is_said()
    {
        learner.When(new ReadLesson(Mobility, "LM1", Ten)).Then(new LessonRead(Mobility, "LM1", Ten));
        learner.Given(new LessonRead(Mobility, "LM1", Ten)).When(new ReadLesson(Mobility, "LM1", Ten.AddDays(1))).ThenNothing();
        learner.When(new ReadLesson(Next, "LM1", Ten)).Then(new LessonRead(Next, "LM1", Ten)); // a new version is a new lesson
    }

    [Theory]
    [InlineData("b", true)]
    [InlineData("c", false)]
    public void A_self_check_is_kept_with_whether_it_was_right(string option, bool right) =>
        learner.When(new AnswerSelfCheck(Mobility, Check, option, Ten)).Then(new SelfCheckAnswered(Mobility, "C1", option, right, Ten));

    [Fact]
    public void The_same_answer_to_a_self_check_again_adds_nothing_and_another_is_kept_too()
    {
        learner.Given(new SelfCheckAnswered(Mobility, "C1", "a", false, Ten)).When(new AnswerSelfCheck(Mobility, Check, "a", Ten)).ThenNothing();
        learner.When(new AnswerSelfCheck(Mobility, Check, "b", Ten)).Then(new SelfCheckAnswered(Mobility, "C1", "b", true, Ten));
    }

    [Fact]
    public void How_sure_she_was_is_kept_with_the_answer_and_a_change_of_mind_too()
    {
        learner.When(new AnswerSelfCheck(Mobility, Check, "a", Ten, Sure: true)).Then(new SelfCheckAnswered(Mobility, "C1", "a", false, Ten) { Sure = true });
        var sure = learner.Given(new SelfCheckAnswered(Mobility, "C1", "a", false, Ten) { Sure = true });
        sure.When(new AnswerSelfCheck(Mobility, Check, "a", Ten, Sure: true)).ThenNothing();
        sure.When(new AnswerSelfCheck(Mobility, Check, "a", Ten, Sure: false)).Then(new SelfCheckAnswered(Mobility, "C1", "a", false, Ten) { Sure = false });
    }

    [Fact]
    public void A_message_said_aloud_is_kept_once_and_not_yet_takes_it_back()
    {
        learner.When(new Rehearse(Mobility, [new("M1", true), new("M2", false), new("M1", false)], Ten))
            .Then(new MessageRehearsed(Mobility, "M1", true, Ten), new MessageRehearsed(Mobility, "M2", false, Ten));
        var said = learner.Given(new MessageRehearsed(Mobility, "M1", true, Ten));
        said.When(new Rehearse(Mobility, [new("M1", true)], Ten)).ThenNothing();
        said.When(new Rehearse(Mobility, [new("M1", false)], Ten)).Then(new MessageRehearsed(Mobility, "M1", false, Ten));
        said.When(new Rehearse(Next, [new("M1", true)], Ten)).Then(new MessageRehearsed(Next, "M1", true, Ten)); // a new version is said anew
        learner.When(new Rehearse(Mobility, [], Ten)).ThenNothing();
    }

    [Theory]
    [InlineData("d")]
    [InlineData("")]
    public void An_option_that_is_not_there_is_refused(string option) =>
        learner.When(new AnswerSelfCheck(Mobility, Check, option, Ten)).ThenRefused("learner.no-such-option");

    [Fact]
    public void A_test_item_cannot_be_tried_as_a_self_check() =>
        learner.When(new AnswerSelfCheck(Mobility, Bank[0], "b", Ten)).ThenRefused("learner.no-such-option");

    [Fact]
    public void A_test_is_drawn_by_its_own_id() =>
        learner.When(Take(TestOccasion.Pre)).Then(new TestDrawn(
            First, Mobility, TestOccasion.Pre, TestForm.Draw(Bank, TestOccasion.Pre, [], [], Dice.SeedOf(First)), Ten));

    [Fact]
    public void An_open_test_is_gone_on_with() =>
        learner.Given(Drawn(TestOccasion.Pre)).When(Take(TestOccasion.Pre, Second)).ThenNothing();

    [Fact]
    public void The_pre_test_is_taken_once_a_module_version()
    {
        learner.Given(Drawn(TestOccasion.Pre), Finished(TestOccasion.Pre)).When(Take(TestOccasion.Pre, Second)).ThenRefused("learner.pre-test-taken");
        learner.When(Take(TestOccasion.Pre, Second) with { Module = Next }).Then(DrawnBy(Second, TestOccasion.Pre, Next));
    }

    [Fact]
    public void The_pre_test_cannot_follow_the_post_test() =>
        learner.Given(Drawn(TestOccasion.Post)).When(Take(TestOccasion.Pre, Second)).ThenRefused("learner.post-test-begun");

    [Fact]
    public void The_post_test_never_repeats_an_item_of_the_pre_test() => Assert.Empty(Eight.Intersect(DrawnAfter(
        Drawn(TestOccasion.Pre), Finished(TestOccasion.Pre))));

    [Fact]
    public void The_post_test_may_be_taken_again_and_avoids_the_last_items()
    {
        var first = DrawnAfter(Drawn(TestOccasion.Pre));
        var second = DrawnAfter(Drawn(TestOccasion.Pre), Drawn(TestOccasion.Post, Third) with { Items = first }, Finished(TestOccasion.Post) with { Attempt = Third });
        Assert.Empty(Eight.Intersect(second));
        Assert.InRange(first.Intersect(second).Count(), 0, 4);
    }

    [Fact]
    public void A_bank_that_is_too_small_is_refused_with_what_to_do() =>
        learner.When(Take(TestOccasion.Pre) with { Bank = [.. Bank.Take(10)] }).ThenRefused("learner.no-test");

    [Fact]
    public void Each_answer_is_kept_as_given_and_the_last_one_counts()
    {
        learner.Given(Drawn(TestOccasion.Pre)).When(Answer(0, "a")).Then(new TestAnswered(First, Eight[0], "a", false, true, Ten));
        learner.Given(new TestAnswered(First, Eight[0], "a", false, true, Ten)).When(Answer(0, "b")).Then(new TestAnswered(First, Eight[0], "b", true, true, Ten));
    }

    [Fact]
    public void The_same_answer_again_adds_nothing_even_after_the_end()
    {
        learner.Given(Drawn(TestOccasion.Pre), new TestAnswered(First, Eight[0], "a", false, true, Ten)).When(Answer(0, "a")).ThenNothing();
        learner.Given(Finished(TestOccasion.Pre)).When(Answer(0, "a")).ThenNothing();
    }

    [Fact]
    public void A_finished_test_cannot_be_changed() =>
        learner.Given(Drawn(TestOccasion.Pre), Finished(TestOccasion.Pre)).When(Answer(0, "a")).ThenRefused("learner.test-finished");

    [Fact]
    public void An_item_of_another_test_is_refused() =>
        learner.Given(Drawn(TestOccasion.Pre)).When(new AnswerTest(First, Bank.First(item => !Eight.Contains(item.Id)), "a", null, Ten)).ThenRefused("learner.no-such-test");

    [Fact]
    public void A_test_of_somebody_else_is_refused()
    {
        learner.When(Answer(0, "a")).ThenRefused("learner.no-such-test");
        learner.When(new FinishTest(First, 0.7, Ten)).ThenRefused("learner.no-such-test");
    }

    [Fact]
    public void A_test_with_open_questions_is_not_finished() =>
        learner.Given(Drawn(TestOccasion.Pre)).Given(Answered(7)).When(new FinishTest(First, 0.7, Ten)).ThenRefused("learner.questions-open");

    [Theory]
    [InlineData(8, true)]
    [InlineData(6, true)]
    [InlineData(5, false)]
    public void A_test_is_passed_from_the_pass_mark_on(int right, bool passed) =>
        learner.Given(Drawn(TestOccasion.Post)).Given(Answered(8, right)).When(new FinishTest(First, 0.7, Ten))
            .Then(new TestFinished(First, Mobility, TestOccasion.Post, right, 8, passed, Ten));

    [Theory]
    [InlineData(7, 10, 0.7, true)]
    [InlineData(6, 8, 0.75, true)]
    [InlineData(5, 8, 0.75, false)]
    [InlineData(0, 0, 0, false)]
    public void The_pass_mark_itself_passes(int right, int of, double mark, bool passes) => Assert.Equal(passes, Learner.Passes(right, of, mark));

    [Fact]
    public void Finishing_twice_adds_nothing() =>
        learner.Given(Drawn(TestOccasion.Post)).Given(Answered(8)).Given(Finished(TestOccasion.Post)).When(new FinishTest(First, 0.7, Ten)).ThenNothing();

    [Fact]
    public void A_pledge_is_kept_once()
    {
        learner.Given(new LessonRead(Mobility, "LM1", Ten)).When(Promise()).Then(new PledgeMade(First, Mobility, 30, Monday.AddDays(14), null, Ten));
        learner.Given(new PledgeMade(First, Mobility, 30, Monday.AddDays(14), null, Ten)).When(Promise()).ThenNothing();
    }

    [Fact]
    public void A_pledge_needs_a_module_that_the_learner_has_met()
    {
        learner.When(Promise()).ThenRefused("learner.module-not-met");
        learner.When(Promise() with { Cohort = new(Second) }).Then(new PledgeMade(First, Mobility, 30, Monday.AddDays(14), new CohortId(Second), Ten));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    [InlineData(-1)]
    public void A_pledge_names_one_to_five_hundred_people(int people) =>
        learner.Given(new LessonRead(Mobility, "LM1", Ten)).When(Promise() with { People = people }).ThenRefused("learner.pledge-people");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(731)]
    public void A_pledge_is_due_after_today_and_within_two_years(int days) =>
        learner.Given(new LessonRead(Mobility, "LM1", Ten)).When(Promise() with { DueOn = Monday.AddDays(days) }).ThenRefused("learner.pledge-date");

    [Theory]
    [InlineData(29, TestOccasion.Month1, "learner.refresher-too-early")]
    [InlineData(90, TestOccasion.Month1, "learner.refresher-over")]
    [InlineData(89, TestOccasion.Month3, "learner.refresher-too-early")]
    [InlineData(179, TestOccasion.Month6, "learner.refresher-too-early")]
    public void A_refresher_opens_after_its_days_and_closes_when_the_next_one_opens(int days, TestOccasion occasion, string refusal) =>
        learner.When(Refresh(occasion, days)).ThenRefused(refusal);

    [Theory]
    [InlineData(30, TestOccasion.Month1)]
    [InlineData(90, TestOccasion.Month3)]
    [InlineData(400, TestOccasion.Month6)]
    public void A_refresher_asks_the_same_anchor_items_and_rotates_the_others(int days, TestOccasion occasion)
    {
        LearnerEvent[] before = [Drawn(TestOccasion.Post), Finished(TestOccasion.Post)];
        var items = Assert.IsType<TestDrawn>(Assert.Single(Learner.Decide(Refresh(occasion, days), before.Aggregate(LearnerState.Initial, Learner.Evolve)).Events)).Items;
        var anchors = WithAnchors.Where(item => item.Anchor).Select(item => item.Id).ToHashSet();
        Assert.Equal(8, items.Distinct().Count());
        Assert.Equal(Eight.Intersect(anchors).Order(), items.Intersect(Eight).Order());
    }

    [Fact]
    public void A_refresher_is_for_the_qualified_once_and_an_open_one_is_gone_on_with()
    {
        learner.When(Refresh(TestOccasion.Month3, 100) with { QualifiedAt = null }).ThenRefused("learner.not-qualified");
        learner.Given(Drawn(TestOccasion.Month3)).When(Refresh(TestOccasion.Month3, 100)).ThenNothing();
        learner.Given(Finished(TestOccasion.Month3)).When(Refresh(TestOccasion.Month3, 100)).ThenRefused("learner.refresher-taken");
    }

    private static TakeTest Refresh(TestOccasion occasion, int daysSinceQualifying) => Take(occasion, Second) with { QualifiedAt = Ten.AddDays(-daysSinceQualifying), Bank = WithAnchors };

    private static ImmutableArray<Item> WithAnchors => [.. Bank.Select((item, index) => item with { Anchor = index % 2 == 0 })];

    private static TakeTest Take(TestOccasion occasion, Guid? attempt = null) => new(attempt ?? First, Mobility, occasion, Bank, Ten);

    private static TestDrawn Drawn(TestOccasion occasion, Guid? attempt = null) => new(attempt ?? First, Mobility, occasion, Eight, Ten);

    private static TestDrawn DrawnBy(Guid attempt, TestOccasion occasion, ModuleVersion module) =>
        new(attempt, module, occasion, TestForm.Draw(Bank, occasion, [], [], Dice.SeedOf(attempt)), Ten);

    private static TestFinished Finished(TestOccasion occasion) => new(First, Mobility, occasion, 4, 8, false, Ten);

    private static AnswerTest Answer(int number, string option) => new(First, Bank.Single(item => item.Id == Eight[number]), option, true, Ten);

    private static LearnerEvent[] Answered(int count, int right = 8) =>
        [.. Eight.Take(count).Select((item, index) => new TestAnswered(First, item, index < right ? "b" : "a", index < right, null, Ten))];

    private static MakePledge Promise() => new(First, Mobility, 30, Monday.AddDays(14), null, Monday, Ten);

    private static ImmutableArray<string> DrawnAfter(params LearnerEvent[] events) =>
        Assert.IsType<TestDrawn>(Assert.Single(Learner.Decide(Take(TestOccasion.Post, Second), events.Aggregate(LearnerState.Initial, Learner.Evolve)).Events)).Items;
}
