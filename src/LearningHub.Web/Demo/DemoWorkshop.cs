using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;

namespace LearningHub.Web.Demo;

/// <summary>One workshop of the demonstration: its people join, take the pre-test, read, take the post-test and pledge.</summary>
public sealed class DemoWorkshop(DemoStage stage, DemoCast cast, DemoLearning learning, Random chance)
{
    /// <param name="name">Also names the workshop's ids.</param>
    /// <param name="open">Days after the last day in which people may still join.</param>
    public CohortId Plan(string name, string place, DateTimeOffset starts, int days, IEnumerable<Module> modules, LearnerId facilitator, ProgrammeId programme, int open = 30)
    {
        var id = new CohortId(DemoCast.Id("workshop|" + name));
        var first = DateOnly.FromDateTime(starts.UtcDateTime);
        var code = JoinCode.From(id.Value.ToByteArray().AsSpan(0, JoinCode.Length));
        var planned = starts.AddDays(-14);
        stage.Act(JoinCodeGrain.StreamPrefix + code, JoinCodeRules.Rules, new JoinCodeCommand.Claim(new JoinCodeTarget.Workshop(id), starts.AddDays(days + open), planned));
        stage.Act(CohortGrain.StreamOf(id), Cohort.Rules, new CohortCommand.PlanWorkshop(
            $"{name} (fictional)", place, first, first.AddDays(days - 1), [.. modules.Select(module => module.Id)], programme, code, facilitator, planned));
        return id;
    }

    /// <summary>A person arrives.</summary>
    public LearnerId Arrive(CohortId cohort, DateTimeOffset at, LearnerId? known = null)
    {
        var learner = known ?? cast.Next();
        stage.Act(CohortGrain.StreamOf(cohort), Cohort.Rules, new CohortCommand.JoinCohort(learner, at));
        return learner;
    }

    /// <summary>Pre-test on the first morning, lessons, post-test on the last day, and a pledge by most of those who passed.</summary>
    /// <returns>Whether the person qualified.</returns>
    public bool Attend(LearnerId learner, Module module, CohortId cohort, DateTimeOffset starts, int days, int pledged)
    {
        var before = 0.3 + 0.25 * chance.NextDouble();
        var after = 0.78 + 0.2 * chance.NextDouble();
        learning.Test(learner, module, TestOccasion.Pre, before, starts.AddMinutes(20));
        learning.Read(learner, module, starts.AddHours(2));
        var end = starts.AddDays(days - 1).AddHours(5);
        if (!learning.Test(learner, module, TestOccasion.Post, after, end)) return false;
        if (pledged > 0) learning.Pledge(learner, module, pledged, DateOnly.FromDateTime(end.UtcDateTime).AddDays(60), cohort, end.AddMinutes(20));
        return true;
    }

    /// <summary>One half day: most confirm by the code, one in nine without a working phone is marked, a few stay away, others each time.</summary>
    /// <param name="first">When the half day is opened.</param>
    /// <param name="open">It is still open: nobody is marked yet, and a third has not confirmed.</param>
    /// <param name="sure">Somebody who is there and has not confirmed yet while the half day is open.</param>
    public void Count(CohortId cohort, IReadOnlyList<LearnerId> people, LearnerId facilitator, HalfDay halfDay, DateTimeOffset first, bool open = false, LearnerId? sure = null)
    {
        var codes = new RotatingCode([.. new byte[32]]);
        void Act(CohortCommand command) => stage.Act(CohortGrain.StreamOf(cohort), Cohort.Rules, command);
        Act(new CohortCommand.OpenHalfDay(halfDay, facilitator, false, first));
        List<LearnerId> noPhone = [];
        var turn = 5 * (2 * halfDay.Day.DayNumber + (halfDay.Afternoon ? 1 : 0));
        for (var i = 0; i < people.Count; i++)
        {
            var at = first.AddSeconds(20 + 5 * i);
            if (people[i] == sure || (i < people.Count - 1 && (i + turn) % 17 == 11) || (open && i % 3 == 2)) continue;
            if (i % 9 == 4) noPhone.Add(people[i]);
            else if (!open && i % 13 == 5) // the phone had no link: the code comes an hour later
                Act(new CohortCommand.ConfirmAttendance(people[i], Code(at), at, codes, Phone(people[i]), at.AddHours(1)));
            else Act(new CohortCommand.ConfirmAttendance(people[i], Code(at), null, codes, Phone(people[i]), at));
        }

        if (noPhone.Count > 0 && !open) Act(new CohortCommand.FixAttendance(halfDay, [.. noPhone], [], FixUpReason.NoPhone, facilitator, false, first.AddMinutes(20)));
        if (!open) Act(new CohortCommand.CloseHalfDay(halfDay, facilitator, false, first.AddMinutes(40)));
        string Code(DateTimeOffset at) => codes.From(halfDay, RotatingCode.StepOf(at), 1)[0];
        static string Phone(LearnerId person) => person.Value.ToString("N")[..16];
    }
}
