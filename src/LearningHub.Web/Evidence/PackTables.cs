using System.Globalization;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Evidence;
using LearningHub.Grains.Evidence;

namespace LearningHub.Web.Evidence;

/// <summary>The rows of a pack's tables, in the orders that docs/evidence-pack.md names.</summary>
internal sealed class PackTables(PackContent content, Pseudonyms names)
{
    private readonly CascadeFacts facts = content.Facts;
    private readonly Lineage lineage = content.Lineage;
    private readonly Dictionary<string, int> options = content.Facts.Items.DistinctBy(item => item.Item).ToDictionary(item => item.Item, item => item.Options);

    private readonly HashSet<Guid> named = ReleasedPosts.Named(content.Facts);
    private readonly Lazy<Dictionary<LearnerId, int>> covered = new(() => Covered(content));

    public static IReadOnlyList<PackTable> All { get; } =
    [
        new("seeds.csv", ["person", "qualifiedAt"], tables => tables.Seeds()),
        new("people.csv", ["person", "institution", "unit", "inPostFrom", "inPostTo", "passedAt", "passedLast"], tables => tables.People()),
        new("sessions.csv", ["session", "heldAt", "trainers", "minutes", "claimedHeads", "status"], tables => tables.Sessions()),
        new("exposures.csv", ["session", "person", "tier", "at", "mode", "qualified"], tables => tables.Exposures()),
        new("pledges.csv", ["person", "madeOn", "dueOn", "people"], tables => tables.Pledges()),
        new("staff.csv", ["institution", "unit", "eligible", "declaredOn", "source"], tables => tables.Staff()),
        new("answers.csv", ["person", "occasion", "item", "message", "anchor", "option", "correct", "sure", "mode", "language", "at", "generation", "options", "cluster", "due", "covered"], tables => tables.Answers()),
        new("spotchecks.csv", ["lot", "person", "drawnAt", "outcome", "checkedAt", "session", "head", "size"], tables => tables.SpotChecks()),
    ];

    private IEnumerable<string?[]> Seeds()
    {
        var passed = Passed();
        var seeded = facts.Seeds.GroupBy(seed => seed.Person).ToDictionary(own => own.Key, own => own.Min(seed => seed.QualifiedAt));
        return from place in lineage.People.Values
               where place.Generation == 0
               let name = names.Of(place.Person)
               orderby name
               select new[] { name, Time(seeded.TryGetValue(place.Person, out var at) ? at : passed[place.Person]) };
    }

    private IEnumerable<string?[]> People()
    {
        var (passed, last) = (Passed(), PassedLast());
        var posts = facts.Posts.ToLookup(post => post.Person);
        var all = lineage.People.Keys.Concat(facts.Sessions.SelectMany(s => s.Trainers)).Concat(facts.Exposures.Select(e => e.Person)).Concat(facts.Pledges.Select(p => p.Person)).Distinct();
        return from person in all.Select(id => (Id: id, Name: names.Of(id))).OrderBy(person => person.Name, StringComparer.Ordinal)
               from post in posts[person.Id].OrderBy(post => post.From).ThenBy(post => post.Institution.Value).ThenBy(post => post.Unit, StringComparer.Ordinal).Select(post => (PostFact?)post).DefaultIfEmpty()
               select new[]
               {
                   person.Name, post is { } at ? Name(at.Institution) : null, post?.Unit, post is { } held ? Day(held.From) : null, post?.To is { } to ? Day(to) : null,
                   passed.TryGetValue(person.Id, out var passedAt) ? Time(passedAt) : null,
                   last.TryGetValue(person.Id, out var passedLast) ? Time(passedLast) : null,
               };
    }

    private IEnumerable<string?[]> Sessions() =>
        from session in Walked()
        select new[]
        {
            names.Of(session.Session), Time(session.HeldAt), string.Join(';', session.Trainers.Distinct().Select(names.Of).Order(StringComparer.Ordinal)),
            Number(session.Minutes), Number(session.ClaimedHeads),
            session.Contested ? "contested" : lineage.Quarantined.Contains(session.Session) ? "quarantined" : "counted",
        };

    private IEnumerable<string?[]> Exposures()
    {
        var bySession = facts.Exposures.Distinct().ToLookup(exposure => exposure.Session);
        return from session in Walked()
               from exposure in bySession[session.Session].Select(e => (Fact: e, Name: names.Of(e.Person)))
                   .OrderBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.Fact.Tier).ThenBy(e => e.Fact.At).ThenBy(e => e.Fact.Qualified)
               let e = exposure.Fact
               select new[] { names.Of(session.Session), exposure.Name, Number((int)e.Tier), Time(e.At), e.Mode, YesNo(e.Qualified) };
    }

    private IEnumerable<string?[]> Pledges() =>
        from pledge in facts.Pledges.DistinctBy(pledge => pledge.Pledge)
        let row = new[] { names.Of(pledge.Person), Day(pledge.MadeOn), Day(pledge.DueOn), Number(pledge.People) }
        orderby row[0], row[1], row[2], pledge.People
        select row;

    private IEnumerable<string?[]> Staff() =>
        from staff in facts.Staff.Distinct()
        let institution = Name(staff.Institution)
        orderby institution, staff.Unit, staff.DeclaredOn, staff.Eligible
        select new[] { institution, staff.Unit, Number(staff.Eligible), Day(staff.DeclaredOn), named.Contains(staff.Institution.Value) ? staff.Source : null };

    private IEnumerable<string?[]> Answers() =>
        from answer in facts.Answers.Select(answer => (Fact: answer, Name: names.OfAnswers(answer.Person)))
            .OrderBy(answer => answer.Name, StringComparer.Ordinal).ThenBy(answer => answer.Fact.Occasion).ThenBy(answer => answer.Fact.Item, StringComparer.Ordinal)
        let a = answer.Fact
        select new[]
        {
            answer.Name, Occasion(a.Occasion), a.Item, a.Message, YesNo(a.Anchor), a.Option, YesNo(a.Correct), a.Sure is { } sure ? YesNo(sure) : null,
            a.Mode, a.Language, a.At.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture), Number(lineage.People[a.Person].Generation),
            options.TryGetValue(a.Item, out var many) ? Number(many) : null, lineage.ClusterOf(lineage.People[a.Person]) is { } session ? names.OfCluster(session) : null,
            Due(lineage.People[a.Person]), Number(covered.Value.GetValueOrDefault(a.Person)),
        };

    private IEnumerable<string?[]> SpotChecks() =>
        from check in facts.SpotChecks.Distinct()
        let row = new[]
        {
            names.OfLot(check.Lot), check.Person is { } person ? names.Of(person) : null, Time(check.DrawnAt), Outcome(check.Outcome),
            check.CheckedAt is { } at ? Time(at) : null, names.Of(check.Session), Number(check.Head), Number(check.Size),
        }
        orderby row[0], row[5], check.Head, row[4], row[3]
        select row;

    /// <summary>An institution with few people of the cascade is not named, but its people still belong together.</summary>
    private string Name(InstitutionId institution) => named.Contains(institution.Value) ? institution.ToString() : names.Of(institution);

    /// <summary>The last refresher whose days have passed since the person qualified: 1, 3 or 6 months; null for none.</summary>
    private string? Due(Place place) => place.QualifiedAt is not { } qualified ? null
        : Retention.Refreshers.Where(refresher => Whole(content.AsOf) - Whole(qualified) >= refresher.Days).Select(refresher => (int?)refresher.Month).LastOrDefault() is { } month ? Number(month) : null;

    /// <summary>In how many institutions that declared their staff each person counts as covered.</summary>
    private static Dictionary<LearnerId, int> Covered(PackContent content)
    {
        var today = DateOnly.FromDateTime(content.AsOf.UtcDateTime);
        var declared = content.Facts.Staff.Where(staff => staff.Unit.Length == 0).Select(staff => staff.Institution).ToHashSet();
        return content.Facts.Posts.Where(post => declared.Contains(post.Institution) && (post.To is null || post.To >= today))
            .Where(post => content.Lineage.Holds(post.Person, today))
            .Select(post => (post.Person, post.Institution)).Distinct().CountBy(it => it.Person).ToDictionary();
    }

    private static int Whole(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime).DayNumber;

    /// <summary>Each session once, in the order in which the tree is walked.</summary>
    private IEnumerable<SessionFact> Walked() =>
        facts.Sessions.GroupBy(session => session.Session)
            .Select(same => same.OrderBy(s => s.HeldAt).ThenBy(s => s.ClaimedHeads).ThenByDescending(s => s.Contested).First())
            .OrderBy(session => session.HeldAt).ThenBy(session => session.Session.Value);

    private Dictionary<LearnerId, DateTimeOffset> Passed() =>
        facts.Qualifications.GroupBy(passed => passed.Person).ToDictionary(own => own.Key, own => own.Min(passed => passed.At));

    private Dictionary<LearnerId, DateTimeOffset> PassedLast() =>
        facts.Qualifications.GroupBy(passed => passed.Person).ToDictionary(own => own.Key, own => own.Max(passed => passed.At));

    private static string? Outcome(SpotCheckOutcome? outcome) => outcome switch
    {
        SpotCheckOutcome.Confirmed => "confirmed",
        SpotCheckOutcome.Refuted => "refuted",
        SpotCheckOutcome.Unreachable => "unreachable",
        _ => null,
    };

    private static string Occasion(AnswerOccasion occasion) => occasion switch
    {
        AnswerOccasion.Pre => "pre",
        AnswerOccasion.Post => "post",
        AnswerOccasion.Month1 => "r1",
        AnswerOccasion.Month3 => "r3",
        AnswerOccasion.Month6 => "r6",
        _ => "spot",
    };

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string YesNo(bool value) => value ? "true" : "false";
}

/// <summary>One table of a pack.</summary>
internal sealed record PackTable(string Name, string[] Head, Func<PackTables, IEnumerable<string?[]>> Rows);
