using System.Collections.Immutable;
using LearningHub.Domain.Learning;

namespace LearningHub.Tests.Learning;

/// <summary>Items for tests of rules; option b is right.</summary>
internal static class Items
{
    public static Item Of(string id, string objective, ItemLevel level, ItemUse use = ItemUse.Test, bool ordered = false) => new(
        id, objective, null, level, use, ItemKind.SingleChoice, Anchor: false, ordered, new($"Question {id}?", $"Question {id}?"),
        [.. "abc".Select(option => new ItemOption($"{option}", new($"Option {option}", $"Option {option}"), option == 'b', new("Why.", "Why.")))]);

    /// <summary>A bank of the blueprint's shape: 8 understand, 10 apply, 6 analyse, spread over the objectives.</summary>
    public static ImmutableArray<Item> Bank(int objectives = 6) =>
        [.. Enumerable.Range(0, 24).Select(number => Of(
            $"Q{number:00}", $"O{number % objectives}", number < 8 ? ItemLevel.Understand : number < 18 ? ItemLevel.Apply : ItemLevel.Analyse))];
}
