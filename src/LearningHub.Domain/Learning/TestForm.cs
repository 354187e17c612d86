using System.Collections.Immutable;

namespace LearningHub.Domain.Learning;

/// <summary>How many items of each level a test holds.</summary>
public sealed record BloomMix(int Understand, int Apply, int Analyse)
{
    public int Of(ItemLevel level) => level switch
    {
        ItemLevel.Understand => Understand,
        ItemLevel.Apply => Apply,
        _ => Analyse,
    };

    public int Total => Understand + Apply + Analyse;
}

/// <summary>Draws the tests of a module: eight items, at least one for every objective, the same mix of levels before and after.</summary>
public static class TestForm
{
    /// <summary>Items in one test.</summary>
    public const int Size = 8;

    /// <summary>The mix of the assessment blueprint; a bank that cannot fill it twice gets the nearest mix that it can.</summary>
    public static readonly BloomMix Blueprint = new(3, 3, 2);

    /// <summary>Steps of a search before a draw is called impossible: a bound for banks that were written badly.</summary>
    private const int Patience = 2_000, PatienceForAnother = 500;

    /// <summary>The mix that this bank can fill twice without using an item twice; null when it cannot.</summary>
    public static BloomMix? MixFor(IEnumerable<Item> bank)
    {
        var count = Tests(bank).CountBy(item => item.Level).ToDictionary();
        var mixes =
            from understand in Enumerable.Range(0, Size + 1)
            from apply in Enumerable.Range(0, Size + 1 - understand)
            let mix = new BloomMix(understand, apply, Size - understand - apply)
            where Enum.GetValues<ItemLevel>().All(level => 2 * mix.Of(level) <= count.GetValueOrDefault(level))
            orderby Distance(mix), understand, apply
            select mix;
        return mixes.FirstOrDefault();
    }

    /// <summary>The ids of a test's items in the order asked; empty when the bank cannot give such a test.</summary>
    /// <param name="bank">The module's items; only those for tests are drawn.</param>
    /// <param name="occasion">A pre-test leaves enough in the bank for a post-test.</param>
    /// <param name="earlier">Items that must not come again: those of the other test.</param>
    /// <param name="avoid">Items that should not come again while there are others: those of the last attempt.</param>
    /// <param name="seed">The same seed gives the same test.</param>
    public static ImmutableArray<string> Draw(
        IReadOnlyCollection<Item> bank, TestOccasion occasion, ImmutableHashSet<string> earlier, ImmutableHashSet<string> avoid, ulong seed)
    {
        if (MixFor(bank) is not { } mix) return [];
        var dice = new Dice(seed);
        var objectives = Tests(bank).Select(item => item.Objective).ToHashSet(StringComparer.Ordinal);
        var shuffled = dice.Shuffle(Tests(bank).Where(item => !earlier.Contains(item.Id)).OrderBy(item => item.Id, StringComparer.Ordinal));
        List<Item> preferred = [.. shuffled.OrderBy(item => avoid.Contains(item.Id))]; // a stable sort: chance still rules within each half

        var search = new Search(objectives, mix, Patience);
        var drawn = search.Find(preferred, occasion == TestOccasion.Pre ? LeavesAnother : _ => true);
        return drawn is null ? [] : [.. dice.Shuffle(drawn).Select(item => item.Id)];

        bool LeavesAnother(IReadOnlyCollection<Item> taken) =>
            new Search(objectives, mix, PatienceForAnother).Find([.. preferred.Except(taken)], _ => true) is not null;
    }

    /// <summary>An item's options in the order shown: shuffled, unless their order carries meaning.</summary>
    public static ImmutableArray<ItemOption> Options(Item item, ulong seed) =>
        item.Ordered ? item.Options : [.. new Dice(seed).Shuffle(item.Options)];

    private static IEnumerable<Item> Tests(IEnumerable<Item> bank) =>
        bank.Where(item => item is { Use: ItemUse.Test, Kind: ItemKind.SingleChoice });

    private static int Distance(BloomMix mix) =>
        Math.Abs(mix.Understand - Blueprint.Understand) + Math.Abs(mix.Apply - Blueprint.Apply) + Math.Abs(mix.Analyse - Blueprint.Analyse);

    /// <summary>Takes one item for each objective, the scarcest first, then fills up each level; goes back when a level runs out.</summary>
    private sealed class Search(IReadOnlySet<string> objectives, BloomMix mix, int patience)
    {
        private int left = patience;

        public List<Item>? Find(List<Item> from, Func<IReadOnlyCollection<Item>, bool> isGood)
        {
            var uncovered = objectives.OrderBy(objective => from.Count(item => item.Objective == objective)).ThenBy(objective => objective, StringComparer.Ordinal).ToImmutableList();
            return Cover(uncovered, [], from, isGood);
        }

        private List<Item>? Cover(ImmutableList<string> uncovered, ImmutableList<Item> taken, List<Item> from, Func<IReadOnlyCollection<Item>, bool> isGood)
        {
            if (left-- <= 0) return null;
            if (uncovered.IsEmpty) return Fill(taken, from) is { } full && isGood(full) ? full : null;
            foreach (var item in from.Where(item => item.Objective == uncovered[0] && HasRoom(item.Level, taken)))
            {
                if (Cover(uncovered.RemoveAt(0), taken.Add(item), from, isGood) is { } found) return found;
            }

            return null;
        }

        private bool HasRoom(ItemLevel level, ImmutableList<Item> taken) => taken.Count(item => item.Level == level) < mix.Of(level);

        private List<Item>? Fill(ImmutableList<Item> taken, List<Item> from)
        {
            var full = taken.ToList();
            foreach (var level in Enum.GetValues<ItemLevel>())
            {
                var missing = mix.Of(level) - taken.Count(item => item.Level == level);
                full.AddRange(from.Where(item => item.Level == level && !taken.Contains(item)).Take(missing));
            }

            return full.Count == mix.Total ? full : null;
        }
    }
}
