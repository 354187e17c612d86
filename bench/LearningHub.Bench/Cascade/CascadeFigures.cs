using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cascade;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Bench.Cascade;

/// <summary>Each figure from the books and by SQL, in turn, with the proof that both say the same.</summary>
internal static class CascadeFigures
{
    public static async Task CompareAsync(CascadeHost hub, string file, InstitutionId institution, LearnerId trainer)
    {
        var (books, module) = (hub.Of<CascadeBooks>(), hub.Module.Id);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (watch, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var book = await books.OfModuleAsync(module);
        var (cold, busy) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds);
        GC.Collect(); // what is collected beside us would be counted half
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var people = book.Lineage.People.Count;
        Say($"  book from nothing {cold:0.00} s, {cold * 100_000 / people:0.00} s for each 100,000 people (processor {busy:0.00} s); memory {bytes / 1e6:0} MB, {bytes / (double)people:0} bytes a person; {book.Facts.Exposures.Length:#,0} exposures, {book.Facts.Answers.Length:#,0} answers");
        Parts(book);

        using var sql = new CascadeSql(file, module);
        var places = sql.Places();
        Say($"  SQL: places into temporary tables {places:0.00} s");
        Say($"  {"figure",-28} {"value",12} {"SQL ms",10} {"book ms",10} {"ratio",8}");
        var all = places * 1000;
        async Task Compare(string name, Func<double?> asked, Func<Task<double?>> known)
        {
            double? expected = null, found = null;
            var reference = await CascadeBench.FastestAsync(() => Task.FromResult(expected = asked()), 2);
            await known(); // warmed up
            var ours = await CascadeBench.FastestAsync(async () => found = await known());
            all += reference;
            var same = expected == found || (expected is { } x && found is { } y && Math.Abs(x - y) <= 1e-9 * Math.Max(1, Math.Abs(x)));
            Say($"  {name,-28} {found?.ToString("0.######", CultureInfo.InvariantCulture),12} {reference,10:0.0} {ours,10:0.00} {ours / reference,8:0.0000}{(same ? "" : $"  DIFFERS: SQL says {expected}")}");
        }

        async Task<double?> Published(Definition definition, string slice = "") =>
            (await books.OfModuleAsync(module)).Figures.First(figure => figure.Definition == definition && figure.Slice.StartsWith(slice, StringComparison.Ordinal)).Value;

        await Compare("contacts", sql.Contacts, () => Published(Definitions.Contacts));
        await Compare("reach", sql.Reach, () => Published(Definitions.Reach));
        await Compare("claimed heads", sql.Claimed, () => Published(Definitions.Claimed));
        for (var g = 0; g <= CascadeWorld.Generations; g += g == 0 ? 2 : CascadeWorld.Generations - 2)
        {
            var generation = g;
            await Compare($"people of generation {g}", () => sql.GenerationSize(generation), () => Published(Definitions.Generation, $"g={generation}"));
            await Compare($"fan-out {g}", () => sql.FanOut(generation), () => Published(Definitions.FanOut, $"g={generation}"));
            await Compare($"activation {g}", () => sql.Activation(generation), () => Published(Definitions.Activation, $"g={generation}"));
            await Compare($"reproduction {g}", () => sql.Reproduction(generation), () => Published(Definitions.Reproduction, $"g={generation}"));
            await Compare($"time to cascade {g}", () => sql.TimeToCascade(generation), () => Published(Definitions.TimeToCascade, $"g={generation}"));
            if (g == 0) continue;
            await Compare($"knowledge left {g}", () => sql.Fidelity(generation), async () =>
                Fidelity.ByScore((await books.OfModuleAsync(module)).Lineage).FirstOrDefault(f => f.Generation == generation)?.Left);
        }

        await Compare("heat map, people in cells", () => sql.HeatMap().People, async () =>
            MessageSurvival.Of((await books.OfModuleAsync(module)).Lineage).Where(cell => cell.Generation > 0).Sum(cell => cell.People));
        await Compare("institution, its whole page", () => sql.InstitutionReach(institution) + sql.InstitutionQualified(institution) + sql.InstitutionClaimed(institution), async () =>
            await InstitutionAsync(hub, institution) is var page ? page.Reach + page.Coverage!.Qualified + page.ClaimedHeads : null);
        async Task Drawn(string name, Func<string> asked, Func<Lineage, string> drawn)
        {
            var (expected, found) = ("", "");
            var reference = await CascadeBench.FastestAsync(() => Task.FromResult(expected = asked()), 2);
            var fresh = Lineage.Of(book.Facts, book.AsOf);
            watch.Restart();
            drawn(fresh);
            var made = watch.Elapsed.TotalMilliseconds;
            var ours = await CascadeBench.FastestAsync(async () => found = drawn((await books.OfModuleAsync(module)).Lineage));
            var same = Ordered(expected) == Ordered(found);
            Say($"  {name,-28} {found.Split('\n').Length,7} rows {reference,10:0.0} {ours,10:0.00} {ours / reference,8:0.0000}  made anew {made:0.0}{(same ? "" : $"  DIFFERS:\n{expected}\nBUT\n{found}")}");
        }

        var branch = ProgrammeTree.Of(book.Lineage).Roots[0].Fact.Session;
        await Drawn("tree, the page", sql.Tree, lineage => Draw(ProgrammeTree.Of(lineage), [.. ProgrammeTree.Of(lineage).Roots.Take(CascadeSql.BranchesAPage)], 3));
        await Drawn("tree, page of one branch", () => sql.Tree(branch), lineage => Draw(ProgrammeTree.Of(lineage), [ProgrammeTree.Of(lineage).Find(branch)!], 4));
        await Drawn("districts, the page", sql.Districts, lineage => string.Join('\n', DistrictReach.Of(lineage, sensitive: false).Where(d => d.People > 0).Select(d => $"{d.Name} {d.People}")));
        await Drawn("reach by month", sql.Months, lineage => string.Join('\n', MonthEnd.Of(lineage).Select(month => month.Reached).Distinct()));
        await Compare("tree below one trainer", () => sql.Tree(trainer), async () => Branch.Of((await books.OfModuleAsync(module)).Lineage, trainer).People);
        await Compare("programme's own figures", sql.Reach, async () =>
            (await books.OfProgrammeAsync(new(CascadeWorld.Programme), module)).Figures.First(figure => figure.Definition == Definitions.Reach).Value);
        Say($"  everything from nothing: SQL {all / 1000:0.00} s, book {cold:0.00} s, ratio {cold * 1000 / all:0.00}");

        var past = DateTimeOffset.UtcNow.AddDays(-150);
        watch.Restart();
        var then = await books.OfProgrammeAsync(new(CascadeWorld.Programme), module, past);
        Say($"  as of 150 days ago: {watch.Elapsed.TotalSeconds:0.00} s, then {await CascadeBench.FastestAsync(() => books.OfProgrammeAsync(new(CascadeWorld.Programme), module, past)):0.00} ms; reach {Quantity.Reach(then.Lineage):#,0}");
    }

    /// <summary>What the parts of a book take when they are made anew.</summary>
    private static void Parts(CascadeBook book)
    {
        var watch = Stopwatch.StartNew();
        var lineage = Lineage.Of(book.Facts, book.AsOf);
        var walked = watch.Elapsed.TotalSeconds;
        var figures = Figures.Of(lineage, sensitive: false);
        if (Environment.GetEnvironmentVariable("CASCADE_PARTS") is not null) Each(Lineage.Of(book.Facts, book.AsOf));
        Say($"  made anew from facts in memory: lineage {walked:0.00} s, its {figures.Length} figures {watch.Elapsed.TotalSeconds - walked:0.00} s");
    }

    private static void Each(Lineage lineage)
    {
        var generations = Enumerable.Range(0, CascadeWorld.Generations + 1);
        (string, Action)[] parts =
        [
            ("quantity", () => { Quantity.Contacts(lineage); Quantity.Reach(lineage); Quantity.Depth(lineage); Quantity.Dose(lineage); }),
            ("concentration", () => Quantity.Concentration(lineage)), ("interval", () => Quantity.GenerationInterval(lineage)),
            ("fan-out", () => generations.ToList().ForEach(g => FanOut.Of(lineage, g))), ("reproduction", () => generations.ToList().ForEach(g => Reproduction.Of(lineage, g))),
            ("time", () => generations.ToList().ForEach(g => TimeToCascade.Of(lineage, g))), ("conversion", () => Conversion.Of(lineage)),
            ("score before", () => generations.ToList().ForEach(g => MeanScore.Of(lineage, g, AnswerOccasion.Pre))),
            ("score after", () => generations.ToList().ForEach(g => MeanScore.Of(lineage, g, AnswerOccasion.Post))),
            ("score after intervals", () => generations.ToList().ForEach(g => _ = MeanScore.Of(lineage, g, AnswerOccasion.Post)?.Interval)),
            ("gain", () => generations.ToList().ForEach(g => Gain.Of(lineage, g))), ("confident", () => generations.ToList().ForEach(g => ConfidentErrors.Of(lineage, g))),
            ("fidelity", () => Fidelity.Of(lineage)), ("survival", () => MessageSurvival.Of(lineage)), ("mutation", () => MutationIndex.Of(lineage)),
            ("retention", () => { foreach (var (month, _, _) in Retention.Refreshers) Retention.Of(lineage, month); }), ("effective", () => EffectiveCoverage.OfAll(lineage)), ("spot", () => SpotCheckEstimate.Of(lineage)),
        ];
        foreach (var (name, part) in parts)
        {
            var watch = Stopwatch.StartNew();
            part();
            Say($"    {name,-24} {watch.Elapsed.TotalMilliseconds,8:0}");
        }
    }

    /// <summary>What the page of the tree draws of these branches.</summary>
    private static string Draw(ProgrammeTree tree, ImmutableArray<Knot> branches, int depth)
    {
        var lines = new List<string>();
        void Down(Knot knot, int level)
        {
            lines.Add($"{level} {knot.Fact.Session} {knot.Verified} {knot.Reached} {knot.Below} {knot.SessionsBelow}");
            if (level == depth) return;
            foreach (var child in tree.Below(knot.Fact.Session).Take(CascadeSql.Listed)) Down(child, level + 1);
        }

        foreach (var branch in branches) Down(branch, 1);
        return string.Join('\n', lines);
    }

    private static string Ordered(string lines) => string.Join('\n', lines.Split('\n').Order(StringComparer.Ordinal));

    private static async Task<InstitutionFigures> InstitutionAsync(CascadeHost hub, InstitutionId institution)
    {
        var book = await hub.Of<CascadeBooks>().OfModuleAsync(hub.Module.Id);
        await using var db = await hub.DatabaseAsync();
        var sessions = await db.CascadeSessions.AsNoTracking().Where(s => s.InstitutionId == institution.Value && s.Module == book.Module.Module && s.ModuleVersion == book.Module.Version).Select(s => s.Id).ToListAsync();
        return InstitutionFigures.Of(book.Lineage, institution, [.. sessions.Select(id => new CascadeSessionId(id))]);
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
