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

    public static CascadeFacts Of(int number)
    {
        var random = new Random(number);
        var people = Enumerable.Range(0, random.Next(4, 40)).Select(i => new LearnerId(Id(random))).ToArray();
        var sessions = Enumerable.Range(0, random.Next(1, 25)).Select(_ => Session(random, people)).ToArray();
        return new(Module)
        {
            Seeds = [.. people.Take(random.Next(1, 5)).Select(p => new SeedFact(p, Moment(random, 0, 40)))],
            Sessions = [.. sessions],
            Exposures = [.. sessions.SelectMany(s => Exposures(random, s, people))],
            Qualifications = [.. people.Where(_ => random.Next(6) == 0).Select(p => new QualificationFact(p, Moment(random, 0, 200)))],
            Pledges = [.. people.Where(_ => random.Next(3) == 0).Select(p => Pledge(random, p))],
        };
    }

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
