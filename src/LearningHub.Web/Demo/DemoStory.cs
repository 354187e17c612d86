using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning.Content;

namespace LearningHub.Web.Demo;

/// <summary>Who a newcomer can be, and what is needed to be it.</summary>
/// <param name="TrainerSession">The step-down trainer's last session, whose coupons are waiting.</param>
public sealed record DemoPersonas(
    LearnerId Learner, LearnerId Facilitator, LearnerId Trainer, LearnerId FocalPoint, LearnerId ProgrammeOfficer, LearnerId Administrator,
    InstitutionId Institution, ProgrammeId Programme, CohortId Workshop, CascadeSessionId TrainerSession);

/// <summary>The demonstration's history: three workshops, four generations, one message that mutated, one branch whose claims a spot check refutes.</summary>
public sealed class DemoStory
{
    /// <summary>Known without playing: the same on every machine.</summary>
    public static readonly DemoPersonas Personas = new(
        new(DemoCast.Id("Lila M.")), new(DemoCast.Id("Faustin K.")), new(DemoCast.Id("Thérèse N.")), new(DemoCast.Id("Odette U.")),
        new(DemoCast.Id("Pierre D.")), new(DemoCast.Id("Ada S.")), new(DemoCast.Id("institution|Ministry of Work and Skills")),
        new(DemoCast.Id("programme|Safe mobility")), new(DemoCast.Id("workshop|Inter-regional exchange")), new(DemoCast.Id("session|lm|1")));

    private static readonly (string Name, Sector Sector, int Staff)[] Institutions =
    [
        ("Ministry of Work and Skills", Sector.Government, 212), ("Border and Migration Agency", Sector.Government, 140),
        ("Union of Transport Workers", Sector.TradeUnion, 95), ("Employers' Forum", Sector.Employer, 60),
    ];

    private readonly DemoStage stage;
    private readonly ContentLibrary content;
    private readonly DateTimeOffset today;
    private readonly DateTimeOffset now;
    private readonly Random chance = new(2026);
    private readonly DemoLearning learning;
    private readonly DemoWorkshop workshops;

    /// <param name="now">The story ends here.</param>
    public DemoStory(DemoStage stage, ContentLibrary content, DateTimeOffset now)
    {
        (this.stage, this.content, this.now) = (stage, content, now);
        today = new(now.UtcDateTime.Date.AddHours(8), TimeSpan.Zero);
        if (today > now) today = today.AddDays(-1); // nothing of the story lies in the future
        Cast = new DemoCast(now);
        learning = new(stage, chance);
        workshops = new(stage, Cast, learning, chance);
    }

    public DemoCast Cast { get; }

    /// <summary>Decides the whole history; <see cref="DemoStage.KeepAsync"/> appends it.</summary>
    public void Play()
    {
        foreach (var name in (string[])["Lila M.", "Faustin K.", "Thérèse N.", "Odette U.", "Pierre D.", "Ada S."]) Cast.Named(name);
        Register();
        var mobility = content.Current("labour-mobility")!;
        var protection = content.Current("social-protection")!;
        var seeds = FirstWorkshop(mobility);
        SecondWorkshop(protection);
        ThirdWorkshop(mobility, seeds[^1]);
        Spread(mobility, seeds);
        new DemoPledges(stage, mobility, today).Play(Personas.Trainer, [.. seeds.Where(seed => seed != Personas.Trainer)]);
        Twice(mobility);
    }

    /// <summary>One colleague who joined with two sign-ins, the family name first and last: a pair to decide about.</summary>
    private void Twice(Module module)
    {
        var cascade = new DemoCascade(stage, Cast, learning, chance, module, "", [Personas.Institution], "twice");
        foreach (var name in (string[])["Jean-Bosco Habimana", "HABIMANA Jean Bosco"]) cascade.Join(Personas.Institution, Cast.Named(name), today.AddDays(-9));
    }

    private static InstitutionId InstitutionOf(string name) => new(DemoCast.Id("institution|" + name));

    private void Register()
    {
        stage.Act(ProgrammeGrain.StreamOf(Personas.Programme), Programme.Rules, new ProgrammeCommand.StartProgramme(
            "Safe mobility programme (fictional)", Personas.ProgrammeOfficer, today.AddDays(-230)));
        foreach (var (name, sector, staff) in Institutions)
        {
            var (id, at) = (InstitutionOf(name), today.AddDays(-220));
            void Act(InstitutionCommand command) => stage.Act(InstitutionGrain.StreamPrefix + id, Institution.Rules, command);
            Act(new InstitutionCommand.RegisterInstitution($"{name} (fictional)", sector, Personas.Administrator, at));
            Act(new InstitutionCommand.NameFocalPoint(Personas.FocalPoint, Personas.Administrator, at));
            Act(new InstitutionCommand.DeclareStaff("", staff, DateOnly.FromDateTime(at.UtcDateTime), "HR list (fictional)", Personas.FocalPoint, DateOnly.FromDateTime(at.UtcDateTime), at));
        }
    }

    /// <summary>Twenty people, four days: the seeds of the cascade.</summary>
    private List<LearnerId> FirstWorkshop(Module module)
    {
        var starts = today.AddDays(-210);
        var cohort = workshops.Plan("Safe labour mobility", "Lakeside", starts, 4, [module], Personas.Facilitator, Personas.Programme);
        List<LearnerId> people = [.. Enumerable.Range(0, 20).Select(number => workshops.Arrive(cohort, starts, number == 0 ? Personas.Trainer : null))];
        CountAll(cohort, people, starts, 4);
        return [.. people
            .Where(learner => workshops.Attend(learner, module, cohort, starts, 4, pledged: 5 + chance.Next(20)) || MakeUp(learner, module, starts))];
    }

    // The trainer of the tour must be qualified whatever the dice say: she takes the post-test again the week after.
    private bool MakeUp(LearnerId learner, Module module, DateTimeOffset starts) =>
        learner == Personas.Trainer && learning.Retake(learner, module, starts.AddDays(8));

    /// <summary>About forty-five people, two days.</summary>
    private void SecondWorkshop(Module module)
    {
        var starts = today.AddDays(-130);
        var cohort = workshops.Plan("Social protection and decent jobs", "Hillside", starts, 2, [module], Personas.Facilitator, Personas.Programme);
        var cascade = new DemoCascade(stage, Cast, learning, chance, module, "", [.. Institutions.Select(i => InstitutionOf(i.Name))], "sp");
        List<LearnerId> people = [.. Enumerable.Range(0, 45).Select(_ => workshops.Arrive(cohort, starts))];
        CountAll(cohort, people, starts, 2);
        var qualified = people
            .Where(learner => workshops.Attend(learner, module, cohort, starts, 2, pledged: chance.Next(3) == 0 ? 0 : 4 + chance.Next(12))).ToList();
        foreach (var trainer in qualified.Take(4))
            cascade.Hold(new(trainer, starts.AddDays(30 + chance.Next(40)), 10, 7, 0.86));
    }

    private void CountAll(CohortId cohort, List<LearnerId> people, DateTimeOffset starts, int days)
    {
        foreach (var half in HalfDay.Of(DateOnly.FromDateTime(starts.UtcDateTime), DateOnly.FromDateTime(starts.UtcDateTime).AddDays(days - 1)))
            workshops.Count(cohort, people, Personas.Facilitator, half, Opening(half));
    }

    /// <summary>Half past six or half past eleven by universal time: early in the half day wherever the workshop is.</summary>
    private static DateTimeOffset Opening(HalfDay half) => new(half.Day, new(half.Afternoon ? 11 : 6, 30), TimeSpan.Zero);

    /// <summary>Officers of eight regional bodies, two each; it is being held today, and a half day of it is open.</summary>
    /// <param name="twice">Is recorded here all day, and says that she taught a session of her own yesterday: a flag to ask about.</param>
    private void ThirdWorkshop(Module module, LearnerId twice)
    {
        var starts = today.AddDays(-1);
        var cohort = workshops.Plan("Inter-regional exchange", "Harbour city", starts, 3, [module], Personas.Facilitator, Personas.Programme);
        List<LearnerId> people = [];
        foreach (var number in Enumerable.Range(0, 16))
        {
            var learner = workshops.Arrive(cohort, starts, number == 0 ? Personas.Learner : number == 15 ? twice : null);
            if (number is > 0 and < 15) learning.Test(learner, module, TestOccasion.Pre, 0.4, starts.AddMinutes(30));
            people.Add(learner);
        }

        var current = new HalfDay(DateOnly.FromDateTime(now.UtcDateTime), now.UtcDateTime.Hour >= 12);
        foreach (var half in HalfDay.Of(DateOnly.FromDateTime(starts.UtcDateTime), current.Day).TakeWhile(half => half != current))
            workshops.Count(cohort, people, Personas.Facilitator, half, Opening(half));
        workshops.Count(cohort, people, Personas.Facilitator, current, now.AddMinutes(-10), open: true, sure: Personas.Learner);
    }

    private void Spread(Module module, List<LearnerId> seeds)
    {
        var institutions = Institutions.Select(i => InstitutionOf(i.Name)).ToArray();
        var cascade = new DemoCascade(stage, Cast, learning, chance, module, module.KeyMessages[1].Id, institutions, "lm");
        var start = today.AddDays(-206);
        DateTimeOffset Day(int day) => start.AddDays(day);

        // The trainer of the tour taught ten days ago: some of her coupons are waiting.
        cascade.Hold(new(Personas.Trainer, today.AddDays(-10), 12, 7, 0.9, Institution: Personas.Institution));

        var trainers = seeds.Where(seed => seed != Personas.Trainer).ToList();
        var healthy = cascade.Hold(new(trainers[0], Day(20), 9, 8, 0.92)).Qualified;
        var second = cascade.Hold(new(trainers[1], Day(35), 8, 6, 0.9)).Qualified;
        var mutating = cascade.Hold(new(trainers[2], Day(28), 10, 9, 0.93, Mutation: 0.5)).Qualified;
        foreach (var trainer in trainers.Skip(4).Take(3)) cascade.Hold(new(trainer, Day(30 + chance.Next(30)), 7, 5, 0.9));

        var checks = new DemoSpotLots(stage, cascade, module, Personas.ProgrammeOfficer);
        Refuted(cascade, checks, trainers[3], Day(40));

        var third = cascade.Hold(new(healthy[0], Day(75), 8, 7, 0.9)).Qualified;
        cascade.Hold(new(healthy[1], Day(82), 6, 5, 0.88));
        cascade.Hold(new(second[0], Day(90), 7, 5, 0.88));
        var wrong = cascade.Hold(new(mutating[0], Day(80), 9, 8, 0.92, Mutation: 0.7)).Qualified;

        var fourth = cascade.Hold(new(third[0], Day(125), 7, 6, 0.9)).Qualified;
        if (wrong.Count > 0) cascade.Hold(new(wrong[0], Day(130), 8, 7, 0.92, Mutation: 0.85));
        cascade.Hold(new(fourth[0], Day(170), 6, 5, 0.9));
        cascade.Hold(new(seeds[^1], today.AddDays(-1).AddHours(5), 6, 2, 0.9));
        var misled = DemoError.Grow(cascade, Cast, mutating, wrong, start, Personas.Institution);
        var refreshers = new DemoRefreshers(stage, module);
        refreshers.Take(seeds, today.AddDays(-207), [.. healthy, .. second, .. mutating], Day(37));
        refreshers.Take([], default, misled.Except(wrong), Day(100));
        Accepted(cascade, checks);
    }

    /// <summary>What an institution's trainers claimed half a year ago, found to be mostly so.</summary>
    private void Accepted(DemoCascade cascade, DemoSpotLots checks)
    {
        var lot = cascade.Held.Where(held => held.Institution != InstitutionOf("Border and Migration Agency"))
            .GroupBy(held => (held.Institution, Quarter: Quarter.Of(held.Day)))
            .Where(held => held.Key.Quarter.Last.AddDays(12) < DateOnly.FromDateTime(today.UtcDateTime) && held.Sum(session => session.Frame.Heads) >= 12)
            .OrderBy(held => held.Key.Quarter.First).ThenBy(held => held.Key.Institution.Value).FirstOrDefault();
        if (lot is not null)
            checks.Check(SpotLotKind.Institution, lot.Key.Institution.Value, lot.Key.Quarter, [.. lot.Select(held => held.Frame)], new(lot.Key.Quarter.Last.AddDays(2), new(8, 0), TimeSpan.Zero), 0.8, named: true);
    }

    /// <summary>One trainer claims two full rooms; few confirm, and those who are called were never there. The institution objects to the second.</summary>
    private static void Refuted(DemoCascade cascade, DemoSpotLots checks, LearnerId trainer, DateTimeOffset at)
    {
        cascade.Hold(new(trainer, at, 30, 4, 0.6, Institution: InstitutionOf("Border and Migration Agency")));
        var first = cascade.Held[^1];
        checks.Check(SpotLotKind.Trainer, trainer.Value, Quarter.Of(first.Day), [first.Frame], at.AddDays(3), 0.2, named: false);
        var second = cascade.Hold(new(trainer, at.AddDays(9), 28, 2, 0.6, Institution: InstitutionOf("Border and Migration Agency")));
        cascade.Contest(second.Session, InstitutionOf("Border and Migration Agency"), ContestReason.HeadsTooHigh, Personas.FocalPoint, at.AddDays(25));
    }
}
