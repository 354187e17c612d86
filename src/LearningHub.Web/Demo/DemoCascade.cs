using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Common;

namespace LearningHub.Web.Demo;

/// <summary>A session that one of the demonstration's step-down trainers held.</summary>
/// <param name="Confirmed">Of the claimed heads, how many redeem their coupon.</param>
/// <param name="Skill">Chance of a right answer in the check, 0 to 1.</param>
/// <param name="Mutation">Chance that a person repeats the branch's wrong answer on the mutated message, 0 to 1.</param>
public sealed record DemoLesson(LearnerId Trainer, DateTimeOffset At, int Claimed, int Confirmed, double Skill, double Mutation = 0, InstitutionId? Institution = null)
{
    /// <summary>Somebody whom the story knows by name; she confirms first.</summary>
    public LearnerId? Guest { get; init; }
}

/// <summary>Sessions, coupons and confirmations of the demonstration.</summary>
/// <param name="mutated">The key message that one branch passes on wrongly.</param>
/// <param name="name">Keeps the ids of one module's sessions apart from another's.</param>
public sealed class DemoCascade(DemoStage stage, DemoCast cast, DemoLearning learning, Random chance, Module module, string mutated, InstitutionId[] institutions, string name)
{
    private static readonly string[] Units = ["Field services", "Registry", "Policy", "Inspection"];
    private readonly List<(SpotFrame Frame, DateOnly Day, InstitutionId Institution)> held = [];
    private int sessions;

    /// <summary>Sessions so far, as a spot check draws from them.</summary>
    public IReadOnlyList<(SpotFrame Frame, DateOnly Day, InstitutionId Institution)> Held => held;

    /// <summary>Holds a session.</summary>
    /// <returns>Its id, who confirmed and passed the check, and the coupons still waiting.</returns>
    public (CascadeSessionId Session, List<LearnerId> Qualified, List<LearnerId> Confirmed, List<Guid> Waiting) Hold(DemoLesson lesson)
    {
        var id = new CascadeSessionId(DemoCast.Id($"session|{name}|{++sessions}"));
        var institution = lesson.Institution ?? institutions[sessions % institutions.Length];
        var day = DateOnly.FromDateTime(lesson.At.UtcDateTime);
        Act(id, new CascadeCommand.RecordSession(
            new(module.Id, day, Districts[sessions % Districts.Length], "Meeting room", 20 + 5 * (sessions % 5), [lesson.Trainer], lesson.Claimed, institution),
            lesson.Trainer, [lesson.Trainer], day, lesson.At));
        var coupons = Enumerable.Range(1, lesson.Claimed).Select(number => Coupon(id, number, lesson.At)).ToImmutableArray();
        Act(id, new CascadeCommand.IssueCoupons(DemoCast.Id($"{id}|batch"), coupons, lesson.Trainer, lesson.At));

        List<LearnerId> qualified = [], confirmed = [];
        var order = new List<(DateTimeOffset At, LearnerId Person)>();
        foreach (var coupon in coupons.Take(lesson.Confirmed))
        {
            var learner = confirmed.Count == 0 && lesson.Guest is { } guest ? guest : cast.Next();
            var at = lesson.At.AddHours(1 + 30 * chance.NextDouble());
            Act(id, new CascadeCommand.RedeemCoupon(coupon.Number, learner, sessions % 3 == 0 ? "code" : "link", at));
            confirmed.Add(learner);
            order.Add((at, learner));
            Join(institution, learner, at, learner == lesson.Guest ? Units[0] : null);
            if (Check(id, coupon.Number, learner, lesson, at.AddMinutes(3))) qualified.Add(learner);
        }

        held.Add((new(id, lesson.Claimed, [.. order.OrderBy(it => it.At).ThenBy(it => it.Person.Value).Select(it => it.Person)], [lesson.Trainer]), day, institution));
        return (id, qualified, confirmed, [.. coupons.Skip(lesson.Confirmed).Select(coupon => coupon.Number)]);
    }

    public void SpotCheck(CascadeSessionId session, LearnerId person, SpotCheckOutcome outcome, LearnerId officer, DateTimeOffset at) =>
        Act(session, new CascadeCommand.RecordSpotCheck(person, outcome, officer, at));

    public void Contest(CascadeSessionId session, InstitutionId institution, ContestReason reason, LearnerId focalPoint, DateTimeOffset at) =>
        Act(session, new CascadeCommand.ContestSession(institution, reason, focalPoint, at));

    /// <summary>A learner says where she works.</summary>
    public void Join(InstitutionId institution, LearnerId learner, DateTimeOffset at, string? unit = null) =>
        stage.Act(InstitutionGrain.StreamPrefix + institution, Institution.Rules, new InstitutionCommand.DeclareMembership(
            learner, unit ?? Units[Math.Abs(learner.Value.GetHashCode()) % Units.Length], DateOnly.FromDateTime(at.UtcDateTime), at));

    /// <summary>A learner's last day in post was the day before.</summary>
    public void Leave(InstitutionId institution, LearnerId learner, DateTimeOffset at) =>
        stage.Act(InstitutionGrain.StreamPrefix + institution, Institution.Rules, new InstitutionCommand.LeaveInstitution(learner, DateOnly.FromDateTime(at.UtcDateTime), at));

    private static readonly string[] Districts = ["Northern district", "Lake district", "Border district", "Capital district"];

    private NewCoupon Coupon(CascadeSessionId session, int number, DateTimeOffset at)
    {
        var id = DemoCast.Id($"{session}|coupon|{number}");
        var code = JoinCode.From(id.ToByteArray().AsSpan(0, JoinCode.Length));
        stage.Act(JoinCodeGrain.StreamPrefix + code, JoinCodeRules.Rules, new JoinCodeCommand.Claim(new JoinCodeTarget.Coupon(session, id), at.AddDays(60), at));
        return new(id, code);
    }

    private bool Check(CascadeSessionId session, Guid coupon, LearnerId learner, DemoLesson lesson, DateTimeOffset at)
    {
        var asked = CouponCheck.Draw(module, coupon);
        var answers = asked.Select(item => new GivenAnswer(item.Id, Answer(item, lesson))).ToImmutableArray();
        Act(session, new CascadeCommand.CompleteCheck(coupon, learner, asked, answers, module.PassMark, at));
        return answers.Count(answer => module.Item(answer.Item)!.RightOption == answer.Option) >= module.PassMark * asked.Length;
    }

    // In the branch where the message mutated, people repeat the same wrong answer: a distortion that is taught, not forgotten.
    private string Answer(Item item, DemoLesson lesson) =>
        item.Message == mutated && chance.NextDouble() < lesson.Mutation
            ? item.Options.First(option => !option.Right).Id
            : learning.Choose(item, lesson.Skill);

    private void Act(CascadeSessionId session, CascadeCommand command) => stage.Act(CascadeSessionGrain.StreamPrefix + session, CascadeSession.Rules, command);
}
