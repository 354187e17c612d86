using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning;
using LearningHub.Journal;

namespace LearningHub.Bench.Cascade;

/// <summary>A fictional programme of any size, the same for the same seed: five generations, each four times the one before; numbers instead of names.</summary>
/// <remarks>Seven of ten colleagues complete the check (five answers), most of them pass, two of three who passed teach about a dozen others.
/// One session in ten has two trainers, one colleague in twelve sits in a second session. Each person has her events in the journal.</remarks>
internal sealed class CascadeWorld(BulkRows rows, Module module, int people, long lastPosition)
{
    public const int Generations = 5;
    private const int Growth = 4;
    private const int Districts = 30;
    public static readonly DateTimeOffset Start = new(2025, 9, 1, 9, 0, 0, TimeSpan.Zero);
    public static readonly Guid Programme = new("0199e000-0000-7000-8000-00000000ca5e");

    private readonly Random random = new(people);
    private readonly Item[][] checks = [.. Enumerable.Range(0, 16).Select(i => CouponCheck.Draw(module, new Guid(i, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)).ToArray())];
    private readonly Guid[] institutions = new Guid[Math.Max(5, people / 5000)];
    private readonly Guid site = Guid.NewGuid();
    private readonly List<Guid> reached = [];
    private long position = lastPosition;
    private long ids;

    /// <summary>One institution that many sessions were held for.</summary>
    public InstitutionId Institution => new(institutions[0]);

    /// <summary>One seed that has taught.</summary>
    public LearnerId Trainer { get; private set; }

    public void Fill()
    {
        for (var i = 0; i < institutions.Length; i++)
        {
            institutions[i] = Id(Start);
            rows.Add(new InstitutionRow { Id = institutions[i], Name = $"Institution {i + 1}", Sector = Sector.Government });
            rows.Add(new InstitutionStaffRow { InstitutionId = institutions[i], Version = 2, Eligible = 8000, DeclaredOn = new(2025, 9, 1), Source = "Generated", DeclaredBy = institutions[i] });
        }

        var size = (int)Math.Round(people / Enumerable.Range(1, Generations).Sum(g => Math.Pow(Growth, g)));
        var trainers = Seeds(Math.Max(3, size));
        for (var g = 1; g <= Generations; g++) trainers = Generation(trainers, (int)(size * Math.Pow(Growth, g)), g);
    }

    private List<(Guid Person, DateTimeOffset Qualified)> Seeds(int count)
    {
        rows.Add(new ProgrammeRow { Id = Programme, Name = "Generated programme" });
        var (qualified, cohort) = (new List<(Guid, DateTimeOffset)>(), Guid.Empty);
        for (var i = 0; i < count; i++)
        {
            if (i % 45 == 0)
            {
                rows.Add(new CohortRow { Id = cohort = Id(Start), Title = $"Workshop {i / 45 + 1}", Place = "Room 1", StartsOn = new(2025, 9, 1), EndsOn = new(2025, 9, 3), Code = $"G{i:00000}", ProgrammeId = Programme });
                rows.Add(new CohortModuleRow { CohortId = cohort, Module = module.Id.Module, ModuleVersion = module.Id.Version });
            }

            var (person, at) = (Id(Start), Start.AddHours(48 + random.Next(8)));
            rows.Add(new CohortPersonRow { CohortId = cohort, LearnerId = person, Since = Start });
            foreach (var occasion in (TestOccasion[])[TestOccasion.Pre, TestOccasion.Post]) Test(person, occasion, occasion == TestOccasion.Pre ? Start : at);
            rows.Add(new QualificationRow { LearnerId = person, Module = module.Id.Module, ModuleVersion = module.Id.Version, At = at, Via = QualificationRow.PostTest });
            rows.Add(new PledgeRow { Id = Id(at), LearnerId = person, Module = module.Id.Module, ModuleVersion = module.Id.Version, People = 10, DueOn = new(2025, 12, 1), CohortId = cohort, At = at });
            qualified.Add((person, at));
            reached.Add(person);
        }

        return qualified;
    }

    private void Test(Guid person, TestOccasion occasion, DateTimeOffset at)
    {
        var (attempt, check) = (Id(at), checks[0]);
        rows.Add(new TestAttemptRow
        {
            Id = attempt, LearnerId = person, Module = module.Id.Module, ModuleVersion = module.Id.Version, Occasion = occasion, Items = string.Join(' ', check.Select(i => i.Id)),
            DrawnAt = at, FinishedAt = at, Right = 4, Of = check.Length, Passed = occasion == TestOccasion.Post,
        });
        foreach (var item in check)
        {
            var right = random.NextDouble() < (occasion == TestOccasion.Pre ? 0.45 : 0.9);
            rows.Add(new TestAnswerRow { AttemptId = attempt, Item = item.Id, Option = Option(item, right), Right = right, Sure = random.Next(2) == 0, At = at });
        }
    }

    /// <summary>Sessions of one generation's trainers, until so many colleagues are reached; answers who of these may teach.</summary>
    private List<(Guid Person, DateTimeOffset Qualified)> Generation(List<(Guid Person, DateTimeOffset Qualified)> trainers, int count, int generation)
    {
        var qualified = new List<(Guid, DateTimeOffset)>();
        var order = trainers.ToArray();
        random.Shuffle(order);
        for (var (left, next) = (count, 0); left > 0; next++)
        {
            var (trainer, since) = order[next % order.Length];
            var held = Micro(since.AddDays(3 + random.Next(40)).AddMinutes(random.Next(480)));
            var (session, heads, institution) = (Id(held), Math.Min(left, 8 + random.Next(9)), random.Next(institutions.Length));
            var before = reached.Count;
            left -= heads;
            rows.Add(new CascadeSessionRow
            {
                Id = session, Module = module.Id.Module, ModuleVersion = module.Id.Version, HeldOn = DateOnly.FromDateTime(held.UtcDateTime), HeldAt = held,
                District = $"District {random.Next(Districts) + 1}", Venue = "Room 1", Minutes = 45, ClaimedHeads = heads + random.Next(4), InstitutionId = institutions[institution], RecordedAt = held,
            });
            rows.Add(new CascadeTrainerRow { SessionId = session, LearnerId = trainer });
            var other = order[(next + 1) % order.Length];
            if (random.Next(10) == 0 && other.Person != trainer && other.Qualified < held) rows.Add(new CascadeTrainerRow { SessionId = session, LearnerId = other.Person });
            Event(session, 1, "cascade.session-recorded.v1", held, trainer);
            if (Trainer == default) Trainer = new(trainer);
            for (var head = 0; head < heads; head++)
            {
                var person = Id(held);
                if (Redeem(session, head + 1, person, held.AddMinutes(30 + random.Next(600)), generation) is { } at) qualified.Add((person, at));
                reached.Add(person);
                if (random.Next(5) < 3) rows.Add(new MembershipRow { InstitutionId = institutions[institution], LearnerId = person, Version = 2, Unit = $"Unit {random.Next(8) + 1}", From = new(2025, 9, 1) });
            }

            // somebody who has been taught before
            if (reached[random.Next(before)] is var again && again != trainer && again != other.Person && again.CompareTo(session) < 0)
                Redeem(session, heads + 1, again, held.AddHours(12), generation, check: false);
        }

        return qualified;
    }

    private DateTimeOffset? Redeem(Guid session, int place, Guid person, DateTimeOffset at, int generation, bool check = true)
    {
        var coupon = Id(at);
        var (answered, right) = (check && random.Next(10) < 7, 0);
        var items = checks[random.Next(checks.Length)];
        var share = 0.92 - 0.06 * generation;
        for (var i = 0; answered && i < items.Length; i++)
        {
            var correct = random.NextDouble() < share;
            if (correct) right++;
            rows.Add(new CascadeAnswerRow
            {
                SessionId = session, LearnerId = person, Item = items[i].Id, Message = items[i].Message, Option = Option(items[i], correct), Right = correct, At = at.AddMinutes(5),
            });
        }

        var passed = answered && right >= 3;
        rows.Add(new CouponRow { Number = coupon, SessionId = session, Place = place, Code = $"{place:000}", ExpiresAt = at.AddDays(60), RedeemedBy = person, RedeemedAt = at });
        rows.Add(new ExposureRow
        {
            SessionId = session, LearnerId = person, Module = module.Id.Module, ModuleVersion = module.Id.Version, Tier = answered ? EvidenceTier.Checked : EvidenceTier.Confirmed,
            ConfirmedAt = at, CheckedAt = answered ? at.AddMinutes(5) : null, Passed = passed, Right = right, Of = answered ? items.Length : 0, Mode = "link",
        });
        Event(session, place + 1, "cascade.coupon-redeemed.v1", at, person);
        if (!passed) return null;
        rows.Add(new QualificationRow { LearnerId = person, Module = module.Id.Module, ModuleVersion = module.Id.Version, At = at.AddMinutes(5), Via = CascadeProjection.ViaCheck });
        return at.AddMinutes(5);
    }

    /// <summary>A line of the journal, of the usual length. Nobody replays these streams.</summary>
    private void Event(Guid session, long version, string type, DateTimeOffset at, Guid person) => rows.Add(new JournalRow
    {
        Position = ++position, EventId = Id(at), Site = site, Stream = CascadeSessionGrain.StreamPrefix + session, Version = version, Type = type, CommandId = null, RecordedAt = at, HappenedAt = null,
        Data = $$"""{"coupon":"{{session}}","learner":"{{person}}","mode":"link","batch":"{{site}}","at":"{{at:O}}"}""",
    });

    private static string Option(Item item, bool right) => right ? item.RightOption! : item.Options.First(option => !option.Right).Id;

    private static DateTimeOffset Micro(DateTimeOffset at) => JournalTime.Whole(at);

    /// <summary>As the hub makes them: in the order of time, the rest random.</summary>
    private Guid Id(DateTimeOffset at)
    {
        var (time, number) = (at.ToUnixTimeMilliseconds(), ++ids);
        return new((int)(time >> 16), (short)time, (short)(0x7000 | random.Next(0x1000)), 0x80, (byte)random.Next(256), (byte)random.Next(256), (byte)(number >> 32), (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);
    }
}
