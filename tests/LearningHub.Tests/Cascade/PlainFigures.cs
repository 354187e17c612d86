using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Tests.Cascade;

/// <summary>Every published figure once more, written from docs/cascade-metrics.md alone: loops over people and facts, no index, nothing shared with the program.</summary>
internal sealed partial class PlainFigures
{
    private const int Window = 90;
    private readonly CascadeFacts facts;
    private readonly DateTimeOffset asOf;
    private readonly PlainLineage plain;
    private readonly List<LearnerId> everybody;
    private readonly List<SessionFact> counted;
    private readonly Dictionary<LearnerId, int> generation = [];
    private readonly Dictionary<LearnerId, DateTimeOffset?> qualified = [];
    private readonly Dictionary<LearnerId, SessionFact?> first = [];
    private readonly Dictionary<CascadeSessionId, List<LearnerId>> present = [];
    private readonly Dictionary<LearnerId, int> taught = [];

    public PlainFigures(CascadeFacts facts, DateTimeOffset asOf)
    {
        (this.facts, this.asOf, plain) = (facts, asOf, new(facts, asOf));
        counted = [.. plain.Counted.OrderBy(s => s.HeldAt).ThenBy(s => s.Session.Value)];
        foreach (var session in counted) present[session.Session] = [.. plain.Present(session)];
        foreach (var person in plain.Everybody)
            if (plain.Generation(person) is { } g) (generation[person], qualified[person], first[person]) = (g, plain.QualifiedAt(person), plain.First(person));
        everybody = [.. generation.Keys];
        foreach (var session in counted.Where(s => present[s.Session].Count > 0))
            foreach (var trainer in session.Trainers)
                taught.TryAdd(trainer, Day(session.HeldAt));
        Compute();
    }

    public Dictionary<string, (double? Value, int N, double? Low, double? High)> All { get; } = [];

    private IEnumerable<LearnerId> Reached => everybody.Where(p => generation[p] >= 1);

    private void Add(string id, string slice, double? value, int n, (double Low, double High)? bounds = null) =>
        All.Add($"{id} {slice}", (value, n, value is null ? null : bounds?.Low, value is null ? null : bounds?.High));

    private void Compute()
    {
        var contacts = present.Values.Sum(p => p.Count);
        var (reach, claimed) = (Reached.Count(), counted.Sum(s => s.ClaimedHeads));
        var sizes = everybody.Count == 0 ? [] : Enumerable.Range(0, generation.Values.Max() + 1).Select(g => generation.Values.Count(x => x == g)).ToList();
        Add("contacts", "", contacts, contacts);
        Add("reach", "", reach, reach);
        Add("claimed-heads", "", claimed, claimed);
        Add("duplication", "", contacts == 0 ? null : (contacts - reach) / (double)contacts, contacts);
        Add("verified-share", "", claimed == 0 ? null : contacts / (double)claimed, claimed);
        Add("depth", "", Enumerable.Range(0, sizes.Count).Where(g => sizes[g] >= 5).Select(g => (double?)g).Max(), reach);
        Add("dose", "", reach == 0 ? null : present.Values.Sum(there => there.Count(p => generation[p] >= 1)) / (double)reach, reach);
        var credits = Reached.SelectMany(p => first[p]!.Trainers.Distinct().Select(t => (t, k: first[p]!.Trainers.Distinct().Count()))).GroupBy(c => c.t).Select(g => Sum(g.Select(c => (1, c.k)))).OrderDescending().ToList();
        Add("concentration", "", credits.Count == 0 ? null : credits.Take((credits.Count + 4) / 5).Sum() / credits.Sum(), credits.Count);
        var pairs = Reached.Where(p => qualified[p] is not null).SelectMany(p => first[p]!.Trainers.Distinct().Select(t => Day(qualified[p]!.Value) - Day(qualified[t]!.Value))).Order().ToList();
        Add("generation-interval", "", pairs.Count == 0 ? null : pairs.Count % 2 == 1 ? pairs[pairs.Count / 2] : (pairs[pairs.Count / 2 - 1] + pairs[pairs.Count / 2]) / 2.0, pairs.Count);
        for (var g = 0; g < sizes.Count; g++) Generation(g, sizes[g]);
        Pledges();
        SpotChecks(claimed);
        Knowledge(sizes.Count);
        Follow();
    }

    private void Generation(int g, int size)
    {
        Add("generation-size", $"g={g}", size, size);
        var group = everybody.Where(p => generation[p] == g && qualified[p] is not null).ToList();
        bool Taught(LearnerId p) => qualified[p] is { } q && taught.TryGetValue(p, out var day) && day - Day(q) <= Window;
        var eligible = group.Where(p => Day(asOf) - Day(qualified[p]!.Value) >= Window).ToList();
        var active = eligible.Count(Taught);
        double Whole(IEnumerable<LearnerId> trainers, Func<LearnerId, bool> learner) => Sum(trainers.SelectMany(t => Learners(t).Where(p => Day(first[p]!.HeldAt) - Day(qualified[t]!.Value) <= Window && learner(p)).Select(p => (1, first[p]!.Trainers.Distinct().Count()))));
        var credit = Whole(eligible, _ => true);
        var again = Again($"fan-out;g={g}", eligible, p => [(1, 1)], p => [(Taught(p) ? 1 : 0, 1)], p => Learners(p).Where(l => Day(first[l]!.HeldAt) - Day(qualified[p]!.Value) <= Window).Select(l => (1, first[l]!.Trainers.Distinct().Count())));
        Add("fan-out", $"g={g}", eligible.Count == 0 ? null : credit / eligible.Count, eligible.Count, Middle(again, s => s[2] / s[0]));
        Add("activation", $"g={g}", eligible.Count == 0 ? null : active / (double)eligible.Count, eligible.Count, eligible.Count == 0 ? null : Wilson(active, eligible.Count));
        Add("yield", $"g={g}", active == 0 ? null : credit / active, active, Middle(again, s => s[1] == 0 ? null : s[2] / s[1]));
        var trainers = group.Where(p => Day(asOf) - Day(qualified[p]!.Value) >= 2 * Window && Taught(p)).ToList();
        var born = Again($"reproduction;g={g}", trainers, p => [(1, 1)], p => Learners(p).Where(l => Day(first[l]!.HeldAt) - Day(qualified[p]!.Value) <= Window && Taught(l)).Select(l => (1, first[l]!.Trainers.Distinct().Count())));
        Add("reproduction", $"g={g}", trainers.Count == 0 ? null : Whole(trainers, Taught) / trainers.Count, trainers.Count, Middle(born, s => s[1] / s[0]));
        Add("time-to-cascade", $"g={g}", KaplanMeier(group), group.Count);
        Mean("score-before", AnswerOccasion.Pre, g);
        Mean("score-after", AnswerOccasion.Post, g);
        var gain = Gain(g);
        Add("gain", $"g={g}", gain.N >= 10 ? gain.Value : null, gain.N, Middle(gain.Again, Gained));
        var sure = Firsts(AnswerOccasion.Post, false).Where(a => a.Sure is not null && generation.TryGetValue(a.Person, out var at) && at == g).ToList();
        var people = sure.Select(a => a.Person).Distinct().Count();
        var wrong = sure.Count(a => !a.Correct && a.Sure == true);
        Add("confident-errors", $"g={g}", people < 10 ? null : wrong / (double)sure.Count, people, sure.Count == 0 ? null : Wilson(wrong, sure.Count));
    }

    private List<LearnerId> Learners(LearnerId trainer) => [.. Reached.Where(p => first[p]!.Trainers.Contains(trainer))];

    private double? KaplanMeier(List<LearnerId> group)
    {
        var times = group.Select(p => taught.TryGetValue(p, out var day) ? (T: day - Day(qualified[p]!.Value), Event: true) : (T: Day(asOf) - Day(qualified[p]!.Value), Event: false)).ToList();
        var survival = 1.0;
        foreach (var t in times.Where(x => x.Event).Select(x => x.T).Distinct().Order())
        {
            survival *= 1 - times.Count(x => x.Event && x.T == t) / (double)times.Count(x => x.T >= t);
            if (survival <= 0.5 + 1e-12) return t;
        }

        return null;
    }

    private void Pledges()
    {
        var due = facts.Pledges.DistinctBy(p => p.Pledge).Where(p => p.DueOn.AddDays(14) <= Date(asOf) && p.MadeOn <= Date(asOf)).ToList();
        var pledgers = due.Select(p => p.Person).Distinct().ToList();
        bool In(LearnerId who, DateTimeOffset at) => due.Any(p => p.Person == who && Date(at) >= p.MadeOn && Date(at) <= p.DueOn.AddDays(14));
        var kept = pledgers.Count(who => counted.Any(s => s.Trainers.Contains(who) && present[s.Session].Count > 0 && In(who, s.HeldAt)));
        var learners = Sum(Reached.SelectMany(p => first[p]!.Trainers.Distinct().Where(t => In(t, first[p]!.HeldAt)).Select(_ => (1, first[p]!.Trainers.Distinct().Count()))));
        Add("conversion-people", "", pledgers.Count == 0 ? null : kept / (double)pledgers.Count, pledgers.Count, pledgers.Count == 0 ? null : Wilson(kept, pledgers.Count));
        Add("conversion-volume", "", pledgers.Count == 0 ? null : learners / due.Sum(p => p.People), pledgers.Count == 0 ? 0 : due.Sum(p => p.People));
    }

    private void SpotChecks(int claimed)
    {
        var every = facts.SpotChecks.Where(c => c.DrawnAt <= asOf).ToList();
        var drawn = every.Where(c => counted.Any(s => s.Session == c.Session)).ToList();
        if (drawn.Count == 0) return;
        SpotCheckOutcome? Known(IEnumerable<SpotCheckFact> records)
        {
            var known = records.Where(c => c.Outcome is not null && c.CheckedAt <= asOf).ToList();
            return known.Count == 0 ? null : known.Where(c => c.CheckedAt == known.Max(k => k.CheckedAt)).Max(c => c.Outcome);
        }

        var heads = drawn.GroupBy(c => (c.Session, Who: c.Person is null ? $"{c.Lot} {c.Head}" : $"{c.Person}")).Select(g => (g.Key.Session, Outcome: Known(g))).ToList();
        var (yes, no, silent) = (heads.Count(h => h.Outcome == SpotCheckOutcome.Confirmed), heads.Count(h => h.Outcome == SpotCheckOutcome.Refuted), heads.Count(h => h.Outcome == SpotCheckOutcome.Unreachable));
        var n = yes + no;
        var sessions = heads.Where(h => h.Outcome is SpotCheckOutcome.Confirmed or SpotCheckOutcome.Refuted).GroupBy(h => h.Session).ToList();
        var effect = 1.0;
        if (sessions.Count > 1 && yes > 0 && no > 0)
        {
            var p = yes / (double)n;
            var between = sessions.Count / (sessions.Count - 1.0) * sessions.Sum(s => Math.Pow(s.Count(h => h.Outcome == SpotCheckOutcome.Confirmed) - p * s.Count(), 2)) / n / n;
            effect = Math.Max(1, between / (p * (1 - p) / (n - 1)));
        }

        (double Low, double High)? wilson = n == 0 ? null : Wilson(yes, n, n / effect);
        Add("spot-check-share", "", n == 0 ? null : yes / (double)n, n, wilson);
        Add("spot-check-estimate", "", n == 0 ? null : claimed * (yes / (double)n), claimed, wilson is null ? null : (claimed * wilson.Value.Low, claimed * wilson.Value.High));
        Add("spot-checks-unreachable", "", silent, n + silent);
        var lots = every.Where(c => drawn.Any(d => d.Lot == c.Lot)).GroupBy(c => c.Lot).Select(lot => (Size: lot.Max(c => c.Size), Heads: lot.GroupBy(c => (c.Session, c.Head)).Select(Known).ToList())).ToList();
        bool Refused((int Size, List<SpotCheckOutcome?> Heads) lot) => lot.Size >= 12 && lot.Heads.Count(o => o == SpotCheckOutcome.Refuted) >= (lot.Size >= 19 ? 7 : 5);
        Add("lots-accepted", "", lots.Count(lot => lot.Size >= 12 && !Refused(lot) && lot.Heads.Count(o => o == SpotCheckOutcome.Confirmed) >= (lot.Size >= 19 ? 13 : 8)), lots.Count);
        Add("lots-refused", "", lots.Count(Refused), lots.Count);
    }

    private void Mean(string id, AnswerOccasion occasion, int g)
    {
        var (n, mean, again) = MeanOf(id, occasion, g);
        Add(id, $"g={g}", n >= 10 ? mean : null, n, Middle(again, s => 100 * s[1] / s[0]));
    }

    private (int N, double Mean, List<double[]>? Again) MeanOf(string id, AnswerOccasion occasion, int g)
    {
        var scores = Scores(occasion, true);
        var people = everybody.Where(p => generation[p] == g && scores.ContainsKey(p)).ToList();
        return (people.Count, people.Count == 0 ? 0 : 100 * Sum(people.Select(p => scores[p])) / people.Count, Again($"{id};g={g}", people, p => [(1, 1)], p => [scores[p]]));
    }

    private (int N, double? Value, List<double[]>? Again) Gain(int g)
    {
        var (before, after) = (Scores(AnswerOccasion.Pre, true), Scores(AnswerOccasion.Post, true));
        var people = everybody.Where(p => generation[p] == g && before.ContainsKey(p) && after.ContainsKey(p)).ToList();
        if (people.Count == 0) return (0, null, null);
        var (pre, post) = (100 * Sum(people.Select(p => before[p])) / people.Count, 100 * Sum(people.Select(p => after[p])) / people.Count);
        return (people.Count, pre > 85 ? null : (post - pre) / (100 - pre), Again($"gain;g={g}", people, p => [(1, 1)], p => [before[p]], p => [after[p]]));
    }

    private static double? Gained(double[] s) => 100 * s[1] / s[0] >= 100 ? null : (100 * s[2] / s[0] - 100 * s[1] / s[0]) / (100 - 100 * s[1] / s[0]);

    private void Knowledge(int generations)
    {
        var gains = Enumerable.Range(0, generations).Select(Gain).ToList();
        var means = Enumerable.Range(0, generations).Select(g => MeanOf("score-after", AnswerOccasion.Post, g)).ToList();
        var byGain = gains.Count > 0 && gains[0].Value > 0 && gains.Count(g => g.Value is not null) > 1;
        var measured = byGain
            ? gains.Select(g => (g.N, g.Value, g.Again)).ToList()
            : means.Select(m => (m.N, Value: m.N == 0 ? (double?)null : m.Mean, m.Again)).ToList();
        double? Of(double[] s) => byGain ? Gained(s) : 100 * s[1] / s[0];
        (double, double)? Ratio(List<double[]>? one, List<double[]>? other) => one is null || other is null ? null
            : Middle([.. one.Zip(other, (a, b) => (double[])[Of(b) is { } d && d > 0 && Of(a) is { } u ? u / d : double.NaN])], s => double.IsNaN(s[0]) ? null : s[0]);
        var (fit, squares, fitted) = (0.0, 0, 0);
        if (measured.Count > 0 && measured[0].Value > 0)
            for (var g = 0; g < generations; g++)
            {
                if (measured[g].Value is not { } value) continue;
                var (left, n) = (value / measured[0].Value!.Value, measured[g].N);
                var above = g > 0 && measured[g - 1].Value is { } parent ? parent / measured[0].Value!.Value : 0;
                var slice = $"g={g};by={(byGain ? "gain" : "post-score")}";
                Add("fidelity", slice, n < 10 ? null : left, n, g == 0 ? null : Ratio(measured[g].Again, measured[0].Again));
                Add("layer-retention", slice, n < 10 || above <= 0 || measured[g - 1].N < 10 ? null : left / above, n, g == 0 ? null : Ratio(measured[g].Again, measured[g - 1].Again));
                if (g > 0 && left > 0 && n >= 10) (fit, squares, fitted) = (fit + g * Math.Log(left), squares + g * g, fitted + n);
            }

        if (squares > 0) Add("fitted-retention", "", Math.Floor(Math.Exp(fit / squares) * 1e9 + 0.5) / 1e9, fitted);
        var answers = Firsts(AnswerOccasion.Post, true).Where(a => a.Message is not null && generation.ContainsKey(a.Person)).ToList();
        foreach (var cell in answers.GroupBy(a => (a.Message, G: generation[a.Person])))
        {
            var (people, right) = (cell.Select(a => a.Person).Distinct().Count(), cell.Count(a => a.Correct));
            Add("message-survival", $"g={cell.Key.G};message={cell.Key.Message}", people < 10 ? null : right / (double)cell.Count(), people, Wilson(right, cell.Count()));
        }

        foreach (var message in answers.GroupBy(a => a.Message!))
        {
            var wrong = message.Where(a => !a.Correct).Select(a => (a.Item, a.Option)).Distinct().ToList();
            if (wrong.Count == 0) continue;
            var (item, option) = wrong.OrderByDescending(w => answers.Count(a => a.Item == w.Item && a.Option == w.Option) / (double)answers.Count(a => a.Item == w.Item)).ThenBy(w => w.Item, StringComparer.Ordinal).ThenBy(w => w.Option, StringComparer.Ordinal).First();
            var chance = 1.0 / facts.Items.First(i => i.Item == item).Options;
            foreach (var at in answers.Where(a => a.Item == item).GroupBy(a => generation[a.Person]))
            {
                var (n, chose) = (at.Count(), at.Count(a => a.Option == option));
                var wilson = Wilson(chose, n);
                Add("mutation", $"g={at.Key};message={message.Key};item={item};option={option}", n < 10 ? null : chose / (double)n - chance, n, (wilson.Low - chance, wilson.High - chance));
            }
        }
    }

    private void Follow()
    {
        var (before, after) = (Scores(AnswerOccasion.Pre, true), Scores(AnswerOccasion.Post, true));
        foreach (var (month, days, occasion) in new[] { (1, 30, AnswerOccasion.Month1), (3, 90, AnswerOccasion.Month3), (6, 180, AnswerOccasion.Month6) })
        {
            var now = Scores(occasion, true);
            var due = everybody.Where(p => qualified[p] is { } q && Day(asOf) - Day(q) >= days && after.ContainsKey(p)).ToList();
            if (due.Count == 0 || Sum(due.Select(p => after[p])) == 0) continue;
            var answered = due.Where(now.ContainsKey).ToList();
            (int, int) Silent(LearnerId p) => before.TryGetValue(p, out var b) ? b.Right * after[p].Of <= after[p].Right * b.Of ? b : after[p] : (0, 1);
            var all = Sum(due.Select(p => after[p]));
            var own = Sum(answered.Select(p => after[p]));
            Add("retention-respondents", $"month={month}", answered.Count < 10 || own == 0 ? null : Sum(answered.Select(p => now[p])) / own, answered.Count,
                Middle(Again($"retention;month={month}", answered, p => [(1, 1)], p => [after[p]], p => [now[p]]), s => s[1] > 0 ? s[2] / s[1] : null));
            Add("retention-worst", $"month={month}", due.Count < 10 || answered.Count is (> 0 and < 10) ? null : Sum(due.Select(p => now.TryGetValue(p, out var score) ? score : Silent(p))) / all, due.Count);
            Add("retention-best", $"month={month}", due.Count < 10 || answered.Count is (> 0 and < 10) ? null : Sum(due.Select(p => now.TryGetValue(p, out var score) ? score : after[p])) / all, due.Count);
            Add("response-rate", $"month={month}", answered.Count / (double)due.Count, due.Count, Wilson(answered.Count, due.Count));
        }

        var (three, six) = (Scores(AnswerOccasion.Month3, false), Scores(AnswerOccasion.Month6, false));
        var (covered, eligible, asked, still, declared) = (0, 0, 0, 0, false);
        foreach (var institution in facts.Staff.Select(s => s.Institution).Distinct())
        {
            var staff = facts.Staff.Where(s => s.Institution == institution && s.Unit.Length == 0 && s.DeclaredOn <= Date(asOf)).OrderBy(s => s.DeclaredOn).ThenBy(s => s.Eligible).LastOrDefault();
            if (staff is null) continue;
            declared = true;
            var people = everybody.Where(p => qualified[p] is not null && (facts.ValidDays is null || Day(asOf) - Day(plain.QualifiedLast(p)) <= facts.ValidDays) && facts.Posts.Any(post => post.Person == p && post.Institution == institution && post.From <= Date(asOf) && (post.To is null || post.To >= Date(asOf)))).ToList();
            (covered, eligible) = (covered + Math.Min(people.Count, staff.Eligible), eligible + staff.Eligible);
            foreach (var person in people.Where(p => Day(asOf) - Day(qualified[p]!.Value) >= 90))
            {
                if (!six.TryGetValue(person, out var last) && !three.TryGetValue(person, out last)) continue;
                asked++;
                if (last.Right >= facts.PassMark * last.Of - 1e-9) still++;
            }
        }

        if (!declared) return;
        var c = covered / (double)eligible;
        Add("coverage", "", c, eligible);
        Add("effective-coverage", "", asked == 0 ? null : c * (still / (double)asked), asked, asked == 0 ? null : (c * Wilson(still, asked).Low, c * Wilson(still, asked).High));
    }

    private List<AnswerFact> Firsts(AnswerOccasion occasion, bool anchors) =>
        [.. facts.Answers.Where(a => a.Occasion == occasion && a.At <= asOf && (a.Anchor || !anchors)).GroupBy(a => (a.Person, a.Item))
            .Select(g => g.OrderBy(a => a.At).ThenBy(a => a.Option, StringComparer.Ordinal).First())];

    private Dictionary<LearnerId, (int Right, int Of)> Scores(AnswerOccasion occasion, bool anchors) =>
        Firsts(occasion, anchors).GroupBy(a => a.Person).ToDictionary(g => g.Key, g => (g.Count(a => a.Correct), g.Count()));
}
