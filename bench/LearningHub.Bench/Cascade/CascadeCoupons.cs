using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning;

namespace LearningHub.Bench.Cascade;

/// <summary>Confirming a coupon with its check, one after the other: in a large programme, against one that is empty.</summary>
internal static class CascadeCoupons
{
    private const int Heads = 40;
    private const int Sessions = 6;

    public static async Task CompareAsync(CascadeHost large, LearnerId trainer, CascadeHost empty)
    {
        await using (var db = await empty.DatabaseAsync())
        {
            db.Qualifications.Add(new() { LearnerId = trainer.Value, Module = empty.Module.Id.Module, ModuleVersion = empty.Module.Id.Version, At = CascadeWorld.Start, Via = QualificationRow.PostTest });
            await db.SaveChangesAsync();
        }

        var (inEmpty, inLarge) = (new List<double>(), new List<double>());
        for (var run = 0; run < Sessions; run++)
        {
            var (one, other) = (await SessionAsync(empty, trainer), await SessionAsync(large, trainer));
            if (run == 0) continue; // warmed up
            inEmpty.AddRange(one);
            inLarge.AddRange(other);
        }

        var (reference, ours) = (Measure.Median(inEmpty.Take(inEmpty.Count | 1)), Measure.Median(inLarge));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  confirming a coupon with its check, {inLarge.Count} each: empty programme {reference:0.00} ms, this one {ours:0.00} ms, ratio {ours / reference:0.00} (medians); means {inEmpty.Average():0.00} and {inLarge.Average():0.00} ms, ratio {inLarge.Average() / inEmpty.Average():0.00}"));
    }

    private static async Task<List<double>> SessionAsync(CascadeHost hub, LearnerId trainer)
    {
        var (id, today) = (new CascadeSessionId(Guid.CreateVersion7()), DateOnly.FromDateTime(DateTime.UtcNow));
        var grain = hub.Of<IGrainFactory>().GetGrain<ICascadeSessionGrain>(id.Value);
        Accepted(await grain.Record(new(hub.Module.Id, today, "Northern", "Room 1", 20, [trainer], Heads, null), trainer, today));
        Accepted(await grain.IssueCoupons(Guid.NewGuid(), Heads, trainer));
        var taken = new List<double>();
        foreach (var coupon in (await hub.Of<CascadeSessionQuery>().FindAsync(id))!.Coupons)
        {
            var person = new LearnerId(Guid.CreateVersion7());
            ImmutableArray<GivenAnswer> answers = [.. CouponCheck.Draw(hub.Module, coupon.Number).Select(item => new GivenAnswer(item.Id, item.RightOption!))];
            var watch = Stopwatch.StartNew();
            Accepted(await grain.Redeem(coupon.Number, person, "link"));
            Accepted(await grain.CompleteCheck(coupon.Number, person, answers));
            taken.Add(watch.Elapsed.TotalMilliseconds);
        }

        return taken;
    }

    private static void Accepted(Reply reply)
    {
        if (reply.Refusal is { } refusal) throw new InvalidOperationException($"{refusal.Code}: {refusal.Message}");
    }
}
