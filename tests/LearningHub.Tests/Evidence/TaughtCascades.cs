using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Tests.Cascade;

namespace LearningHub.Tests.Evidence;

/// <summary>Larger cascades from a seed number, with answers before and after, posts, staff numbers and spot checks: enough people for every figure.</summary>
internal static class TaughtCascades
{
    public static readonly ModuleVersion Module = new("labour-mobility", 1);
    public static readonly DateTimeOffset AsOf = GoldenExample.Day(220);

    private static readonly string[] Messages = ["LM-M1", "LM-M2", "LM-M3"];
    private static readonly InstitutionId[] Institutions = [.. Enumerable.Range(1, 4).Select(i => new InstitutionId(new Guid(i, 0, 0, new byte[8])))];

    public static CascadeFacts Of(int number)
    {
        var random = new Random(number);
        var seeds = People(random, 16);
        var sessions = new List<SessionFact>();
        var exposures = new List<ExposureFact>();
        var taught = new List<(LearnerId Person, DateTimeOffset At)>(seeds.Select(seed => (seed, GoldenExample.Day(0))));
        var trainers = seeds.Select(seed => (Person: seed, From: 1)).ToList();
        for (var layer = 0; layer < 3; layer++)
        {
            var next = new List<(LearnerId, int)>();
            foreach (var (trainer, from) in trainers.OrderBy(_ => random.Next()).Take(9))
            {
                var day = from + random.Next(3, 60);
                if (day > 210) continue;
                var session = new SessionFact(new(Id(random)), GoldenExample.Day(day).AddMinutes(random.Next(600)), [trainer], 45, random.Next(8, 20));
                sessions.Add(session);
                foreach (var person in People(random, random.Next(3, 9)))
                {
                    var (at, passed) = (session.HeldAt.AddDays(random.Next(0, 5)), random.Next(5) > 0);
                    exposures.Add(new(session.Session, person, EvidenceTier.Confirmed, at, false, "link"));
                    exposures.Add(new(session.Session, person, EvidenceTier.Checked, at.AddMinutes(4), passed, random.Next(4) == 0 ? "paper" : "link"));
                    taught.Add((person, at));
                    if (passed) next.Add((person, day + 6));
                }
            }

            trainers = next;
        }

        return new(Module)
        {
            Seeds = [.. seeds.Select(seed => new SeedFact(seed, GoldenExample.Day(0)))],
            Sessions = [.. sessions],
            Exposures = [.. exposures],
            Qualifications = [.. taught.Where(_ => random.Next(9) == 0).Select(it => new QualificationFact(it.Person, it.At.AddDays(random.Next(1, 30))))],
            Pledges = [.. seeds.Where(_ => random.Next(3) > 0).Select(seed => new PledgeFact(Id(random), seed, Day(0), Day(random.Next(20, 90)), random.Next(5, 30)))],
            Posts = [.. taught.Where(_ => random.Next(5) > 0).Select(it => new PostFact(it.Person, Pick(random), random.Next(3) == 0 ? "Registry" : random.Next(8) == 0 ? "Legal" : "", Day(-random.Next(400)), random.Next(6) == 0 ? Day(random.Next(0, 300)) : null))],
            Staff = [.. Institutions.Select(i => new StaffFact(i, "", random.Next(40, 90), Day(5), "=HR list"))],
            Answers = [.. taught.SelectMany(it => Answers(random, it.Person, it.At))],
            Items = [.. Messages.SelectMany(message => Enumerable.Range(1, 2).Select(i => new ItemFact($"{message}-{i}", 3)))],
            SpotChecks = [.. sessions.Take(12).SelectMany((session, i) => SpotChecks(random, session, i / 4))],
        };
    }

    /// <summary>Everybody answers after, most before; the anchors of all messages, or for some of two.</summary>
    private static IEnumerable<AnswerFact> Answers(Random random, LearnerId person, DateTimeOffset at)
    {
        foreach (var occasion in (AnswerOccasion[])[AnswerOccasion.Pre, AnswerOccasion.Post, AnswerOccasion.Month1, AnswerOccasion.Month3, AnswerOccasion.Month6])
        {
            if (occasion != AnswerOccasion.Post && random.Next(5) == 0) continue;
            foreach (var message in Messages.Take(random.Next(12) == 0 ? 3 : 2))
            {
                for (var item = 1; item <= 2; item++)
                {
                    var right = random.Next(10) < (occasion == AnswerOccasion.Pre ? 4 : 7);
                    yield return new(person, occasion, $"{message}-{item}", message, true, right ? "a" : random.Next(3) == 0 ? "b" : "c", right, random.Next(2) == 0, random.Next(3) == 0 ? "paper" : "link", "en",
                        occasion switch { AnswerOccasion.Pre => at.AddHours(-2), AnswerOccasion.Post => at.AddHours(1), _ => at.AddDays(15 * (int)occasion * (int)occasion) });
                }
            }
        }
    }

    private static IEnumerable<SpotCheckFact> SpotChecks(Random random, SessionFact session, int lot)
    {
        for (var head = 1; head <= 5; head++)
        {
            var outcome = random.Next(6) == 0 ? (SpotCheckOutcome?)null : random.Next(5) > 0 ? SpotCheckOutcome.Confirmed : random.Next(2) == 0 ? SpotCheckOutcome.Refuted : SpotCheckOutcome.Unreachable;
            yield return new(new Guid(lot + 1, 0, 0, new byte[8]), session.Session, head, null, AsOf.AddDays(-3), outcome, outcome is null ? null : AsOf.AddDays(-1), 19);
        }
    }

    private static LearnerId[] People(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => new LearnerId(Id(random)))];

    private static InstitutionId Pick(Random random) => Institutions[random.Next(50) switch { < 24 => 0, < 42 => 1, < 49 => 2, _ => 3 }];

    private static DateOnly Day(int day) => DateOnly.FromDateTime(GoldenExample.Day(day).UtcDateTime);

    private static Guid Id(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }
}
