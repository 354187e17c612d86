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
}
