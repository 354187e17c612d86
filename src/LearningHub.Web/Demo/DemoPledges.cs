using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Learning;

namespace LearningHub.Web.Demo;

/// <summary>Promises of the demonstration that are under way: with a day, a supervisor's word, or a reason for "not yet".</summary>
public sealed class DemoPledges(DemoStage stage, Module module, DateTimeOffset today)
{
    private DateOnly Day(int days) => DateOnly.FromDateTime(today.AddDays(days).UtcDateTime);

    /// <summary>The tour's trainer has a day and waits for her supervisor; five others stand at different steps.</summary>
    public void Play(LearnerId trainer, IReadOnlyList<LearnerId> others)
    {
        // Made after her session of ten days ago, so that it is still to be kept; and a reminder is due.
        Schedule(Make(trainer, 15, 40, ago: 8), 12, "Capital district", 15);
        CoSign(Schedule(Make(others[0], 20, 35), 9, "Lake district", 18), true);
        CoSign(Schedule(Make(others[1], 12, 30), 20, "Border district", 12), false);
        NotYet(CoSign(Make(others[2], 25, 50), true), NotYetReason.NoRoomOrMoney);
        NotYet(Make(others[3], 10, 30), NotYetReason.NoTimeGiven);
        Act(Make(others[4], 8, 30), pledge => new PledgeCommand.Withdraw(pledge, pledge.Trainer, today.AddDays(-3)));
    }

    /// <param name="due">Days from now.</param>
    /// <param name="ago">Days since it was made.</param>
    private PledgeTerms Make(LearnerId learner, int people, int due, int ago = 20)
    {
        var terms = new PledgeTerms(DemoCast.Id($"{learner}|pledge again|{module.Id}"), learner, module.Id, people, Day(-ago), Day(due));
        stage.Act(LearnerGrain.StreamPrefix + learner, Learner.Rules, new LearnerCommand.MakePledge(terms.Pledge, module.Id, people, terms.DueOn, null, terms.MadeOn, today.AddDays(-ago)));
        return terms;
    }

    private PledgeTerms Schedule(PledgeTerms pledge, int day, string district, int people) =>
        Act(pledge, it => new PledgeCommand.Schedule(it, it.Trainer, Day(day), district, people, Day(-6), today.AddDays(-6)));

    private PledgeTerms CoSign(PledgeTerms pledge, bool agrees) => Act(pledge, it => new PledgeCommand.CoSign(it, agrees, Named: true, null, today.AddDays(-5)));

    private PledgeTerms NotYet(PledgeTerms pledge, NotYetReason reason) => Act(pledge, it => new PledgeCommand.SayNotYet(it, it.Trainer, reason, today.AddDays(-4)));

    private PledgeTerms Act(PledgeTerms pledge, Func<PledgeTerms, PledgeCommand> command)
    {
        stage.Act(PledgeGrain.StreamPrefix + pledge.Pledge, Pledge.Rules, command(pledge));
        return pledge;
    }
}
