using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Cascade.SpotLots;

/// <summary>One session that a lot draws from.</summary>
/// <param name="Claimed">Heads that its trainers claim.</param>
/// <param name="Confirmed">Those who confirmed, in the order of confirming: they are the first heads.</param>
public sealed record SpotFrame(CascadeSessionId Session, int Claimed, ImmutableArray<LearnerId> Confirmed, ImmutableArray<LearnerId> Trainers)
{
    public int Heads => Math.Max(Claimed, Confirmed.Length);
}

/// <summary>One claimed head.</summary>
/// <param name="Head">Counted from 1 within its session.</param>
/// <param name="Person">Null for a head that nobody has confirmed: it is asked for on the trainer's own list of names.</param>
public sealed record SpotUnit(CascadeSessionId Session, int Head, LearnerId? Person);

/// <summary>How many heads are drawn, and when the lot is accepted.</summary>
/// <param name="Size">Heads that must answer.</param>
/// <param name="Needed">Of them, how many must confirm; 0 for a lot too small to be judged, which only moves the estimate.</param>
/// <param name="Most">Heads drawn at most, those in place of unreachable people included.</param>
public sealed record SpotPlan(int Size, int Needed, int Most)
{
    /// <summary>Claimed heads from which on a lot is large.</summary>
    public const int LargeLot = 40;

    public static SpotPlan For(int heads) => heads switch
    {
        >= LargeLot => new(19, 13, 38),
        >= 12 => new(12, 8, 18), // with 19 drawn it would be read as a large one
        _ => new(heads, 0, heads),
    };
}

/// <summary>The draw. It can be repeated by hand: the same frame and seed give the same order on every machine.</summary>
/// <remarks>All heads of all sessions stand in a row: sessions by the text of their id, heads from 1 on. The row is shuffled after Fisher and Yates, from the last
/// place down, with SplitMix64 begun at the seed; the place to change with is the next number modulo the places left. docs/spot-checks.md says it with an example.</remarks>
public static class SpotDraw
{
    /// <summary>Everybody who may be asked, in the order of asking.</summary>
    public static ImmutableArray<SpotUnit> Order(IEnumerable<SpotFrame> frame, ulong seed) =>
        [.. new Dice(seed).Shuffle(frame.OrderBy(session => session.Session.ToString(), StringComparer.Ordinal).SelectMany(Heads))];

    /// <summary>The seed as it is printed: 16 hexadecimal digits.</summary>
    public static string Text(ulong seed) => seed.ToString("x16", CultureInfo.InvariantCulture);

    private static IEnumerable<SpotUnit> Heads(SpotFrame session) =>
        Enumerable.Range(1, session.Heads).Select(head => new SpotUnit(session.Session, head, head <= session.Confirmed.Length ? session.Confirmed[head - 1] : null));
}

/// <summary>The three blind questions of a call: anchor items, each of another key message where there are enough.</summary>
public static class SpotQuestions
{
    public const int Count = 3;

    /// <summary>The same for the same head, whenever the page is opened; another head gets others.</summary>
    /// <param name="place">The head's place in the draw, counted from 1.</param>
    public static ImmutableArray<Item> Draw(Module module, Guid lot, int place)
    {
        var dice = new Dice(Dice.SeedOf(lot, string.Create(CultureInfo.InvariantCulture, $"questions {place}")));
        var anchors = dice.Shuffle(module.Items.Where(item => item is { Use: ItemUse.Test, Kind: ItemKind.SingleChoice, Anchor: true }).OrderBy(item => item.Id, StringComparer.Ordinal));
        var oneEach = anchors.DistinctBy(item => item.Message ?? item.Id).Take(Count).ToList();
        return [.. oneEach, .. anchors.Except(oneEach).Take(Count - oneEach.Count)];
    }

    /// <summary>The options in the order read aloud.</summary>
    public static ImmutableArray<ItemOption> Options(Item item, Guid lot) => CouponCheck.Options(item, lot);
}

/// <summary>How often a decision is wrong by bad luck alone.</summary>
public static class SpotErrors
{
    /// <summary>Chance that at least <paramref name="needed"/> of <paramref name="size"/> confirm when this share of a large lot is true; 0 to 1.</summary>
    public static double Accepted(int size, int needed, double share)
    {
        var (sum, term) = (0.0, Math.Pow(1 - share, size));
        for (var confirmed = 0; confirmed <= size; confirmed++)
        {
            if (confirmed >= needed) sum += term;
            term *= (size - confirmed) / (confirmed + 1.0) * share / (1 - share);
        }

        return sum;
    }

    /// <summary>The share of true heads that still counts as bad: half in a large lot, two in five in a small one.</summary>
    public static double BadShare(int size) => size >= 19 ? 0.5 : 0.4;
}
