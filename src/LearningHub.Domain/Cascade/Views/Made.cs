using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>What pages make of a lineage, made once each and kept as long as the lineage is: a book of a million people is read many times before it changes.</summary>
internal static class Made
{
    private static readonly ConditionalWeakTable<Lineage, ConcurrentDictionary<(Type, bool), object>> Kept = [];

    /// <param name="sensitive">Whether what is made differs for protection content, and this is it.</param>
    public static T Of<T>(Lineage lineage, bool sensitive, Func<Lineage, T> make) where T : class =>
        (T)Kept.GetOrCreateValue(lineage).GetOrAdd((typeof(T), sensitive), _ => make(lineage));
}
