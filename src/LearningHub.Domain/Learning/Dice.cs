using System.Buffers.Binary;

namespace LearningHub.Domain.Learning;

/// <summary>Chance that repeats itself: the same seed gives the same order on every machine and every version of .NET.</summary>
/// <remarks>SplitMix64. <see cref="Random"/> promises nothing about its order between versions, and a test that is opened
/// again tomorrow must look as it did today.</remarks>
public sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>A seed that belongs to one attempt, so that nothing but the attempt's id has to be kept.</summary>
    public static ulong SeedOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
    }

    /// <summary>A seed that also depends on a text, such as an item's id.</summary>
    public static ulong SeedOf(Guid id, string text) =>
        text.Aggregate(SeedOf(id), (seed, letter) => (seed ^ letter) * 0x100000001B3);

    /// <summary>A seed that is nothing but a text: each letter in turn, (seed xor its code) × 0x100000001B3, from 0.</summary>
    public static ulong SeedOf(string text) => SeedOf(Guid.Empty, text);

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1: the remainder of the next draw.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>A new list with the same things in another order (Fisher and Yates).</summary>
    public List<T> Shuffle<T>(IEnumerable<T> things)
    {
        var list = things.ToList();
        for (var last = list.Count - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (list[last], list[other]) = (list[other], list[last]);
        }

        return list;
    }

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
