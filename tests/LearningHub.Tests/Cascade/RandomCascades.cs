using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Tests.Cascade;

/// <summary>Cascades of every shape from a seed number: co-trainers, re-visits, late confirmations, claims without proof, trainers who never qualified.</summary>
internal static class RandomCascades
{
    public static readonly ModuleVersion Module = new("labour-mobility", 1);
    public static readonly DateTimeOffset AsOf = GoldenExample.Day(200);

    /// <summary>Cascades from this number on are larger: most figures have enough people to be published.</summary>
    public const int Large = 1000;

    private static readonly string[] Messages = ["M1", "M2", "M3"];

    public static CascadeFacts Of(int number)
    {
        var random = new Random(number);
        var (most, held) = number < Large ? (random.Next(4, 40), random.Next(1, 25)) : (160, 70);
        var people = Enumerable.Range(0, most).Select(i => new LearnerId(Id(random))).ToArray();
        var sessions = Enumerable.Range(0, held).Select(_ => Session(random, people)).ToArray();
        var facts = new CascadeFacts(Module)
        {
            Seeds = [.. people.Take(number < Large ? random.Next(1, 5) : 40).Select(p => new SeedFact(p, Moment(random, 0, 40)))],
            Sessions = [.. sessions],
            Exposures = [.. sessions.SelectMany(s => Exposures(random, s, people))],
            Qualifications = [.. people.Where(_ => random.Next(6) == 0).Select(p => new QualificationFact(p, Moment(random, 0, 200)))],
            Pledges = [.. people.Where(_ => random.Next(3) == 0).Select(p => Pledge(random, p))],
        };
        var institutions = Enumerable.Range(0, 3).Select(_ => new InstitutionId(Id(random))).ToArray();
        return facts with
        {
            ValidDays = number % 2 == 0 ? null : 45,
            Answers = [.. people.SelectMany(p => Answers(random, p))],
            Items = [.. Enumerable.Range(0, 8).Select(item => new ItemFact($"Q{item}", 3 + item % 2))],
            SpotChecks = [.. sessions.Where(_ => random.Next(2) == 0).SelectMany(s => Checks(random, s, random.Next(3), people))],
            Staff = [.. institutions.Take(random.Next(0, 4)).SelectMany(i => Enumerable.Range(0, random.Next(1, 3)).Select(_ => new StaffFact(i, random.Next(4) == 0 ? "Registry" : "", random.Next(1, 40), On(random, 0, 220), "HR")))],
            Posts = [.. people.Where(_ => random.Next(2) == 0).Select(p => new PostFact(p, institutions[random.Next(3)], random.Next(2) == 0 ? "Registry" : "", On(random, 0, 150), random.Next(3) == 0 ? On(random, 100, 220) : null))],
        };
    }

    /// <summary>A person knows less the later she is asked; some items come twice, some people stay silent.</summary>
    private static IEnumerable<AnswerFact> Answers(Random random, LearnerId person)
    {
        var skill = 0.3 + 0.6 * random.NextDouble();
        foreach (var occasion in Enum.GetValues<AnswerOccasion>().Where(_ => random.Next(3) > 0))
            for (var i = 0; i < random.Next(0, 9); i++)
            {
                var item = random.Next(8);
                var right = random.NextDouble() < (occasion == AnswerOccasion.Pre ? skill / 2 : skill);
                yield return new(
                    person, occasion, $"Q{item}", item == 7 ? null : Messages[item % 3], item < 6, right ? "a" : $"{(char)('b' + random.Next(2 + item % 2))}", right,
                    random.Next(3) switch { 0 => null, 1 => true, _ => false }, "link", "en", Moment(random, 0, 210));
            }
    }

    private static IEnumerable<SpotCheckFact> Checks(Random random, SessionFact session, int lot, LearnerId[] people)
    {
        foreach (var head in Enumerable.Range(1, random.Next(1, session.ClaimedHeads + 1)))
        {
            var (drawn, outcome) = (Moment(random, 100, 205), random.Next(6) switch { 0 => (SpotCheckOutcome?)null, 1 => SpotCheckOutcome.Unreachable, 2 => SpotCheckOutcome.Refuted, _ => SpotCheckOutcome.Confirmed });
            // Some heads have a name, sometimes the same one; some stand in the next lot as well.
            var person = head % 3 == 0 ? people[head * 7 % people.Length] : (LearnerId?)null;
            var check = new SpotCheckFact(new(lot, 0, 0, new byte[8]), session.Session, head, person, drawn, outcome, outcome is null ? null : drawn.AddDays(random.Next(0, 10)), 12 + 7 * (lot % 2));
            yield return check;
            if (head % 5 == 0) yield return check with { Lot = new((lot + 1) % 3, 0, 0, new byte[8]), Head = 100 + head, Size = 12 + 7 * ((lot + 1) % 3 % 2) };
        }
    }

    private static DateOnly On(Random random, int from, int to) => DateOnly.FromDateTime(Moment(random, from, to).UtcDateTime);

    /// <summary>The same facts in another order, some of them twice.</summary>
    public static CascadeFacts Shuffled(CascadeFacts facts, int number)
    {
        var random = new Random(number);
        ImmutableArray<T> Mix<T>(ImmutableArray<T> all)
        {
            var twice = all.Concat(all.Where(_ => random.Next(3) == 0)).ToArray();
            random.Shuffle(twice);
            return [.. twice];
        }

        return facts with
        {
            Seeds = Mix(facts.Seeds),
            Sessions = Mix(facts.Sessions),
            Exposures = Mix(facts.Exposures),
            Qualifications = Mix(facts.Qualifications),
            Pledges = Mix(facts.Pledges),
            Answers = Mix(facts.Answers),
            Items = Mix(facts.Items),
            SpotChecks = Mix(facts.SpotChecks),
            Staff = Mix(facts.Staff),
            Posts = Mix(facts.Posts),
        };
    }

    private static SessionFact Session(Random random, LearnerId[] people)
    {
        var trainers = people.OrderBy(_ => random.Next()).Take(random.Next(5) == 0 ? 2 : 1);
        return new(new(Id(random)), Moment(random, 5, 190), [.. trainers], 45, random.Next(1, 30), Contested: random.Next(12) == 0);
    }

    private static IEnumerable<ExposureFact> Exposures(Random random, SessionFact session, LearnerId[] people) =>
        from person in people.OrderBy(_ => random.Next()).Take(random.Next(0, 9))
        let tier = (EvidenceTier)random.Next(1, 5)
        let late = random.Next(4) == 0 ? random.Next(0, 60) : 0
        select new ExposureFact(session.Session, person, tier, session.HeldAt.AddDays(late), tier >= EvidenceTier.Confirmed && random.Next(4) > 0);

    private static PledgeFact Pledge(Random random, LearnerId person)
    {
        var made = DateOnly.FromDateTime(Moment(random, 0, 100).UtcDateTime);
        return new(Id(random), person, made, made.AddDays(random.Next(10, 90)), random.Next(1, 30));
    }

    private static DateTimeOffset Moment(Random random, int from, int to) => GoldenExample.Day(random.Next(from, to)).AddMinutes(random.Next(0, 600));

    private static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
