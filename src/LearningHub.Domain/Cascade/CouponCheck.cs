using System.Collections.Immutable;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Cascade;

/// <summary>The five questions of a coupon: anchor items, so that every generation is asked the same, with at least one for each key message.</summary>
/// <remarks>The draw depends on nothing but the coupon and the module version. Neighbours get different questions, and opening
/// the page again asks the same ones.</remarks>
public static class CouponCheck
{
    public const int Questions = 5;

    /// <summary>The items asked, in the order asked. Fewer than <see cref="Questions"/> where the module has fewer anchors; more only to give each message its one.</summary>
    public static ImmutableArray<Item> Draw(Module module, Guid coupon)
    {
        var dice = new Dice(Dice.SeedOf(coupon));
        var anchors = dice.Shuffle(module.Items.Where(item => item is { Use: ItemUse.Test, Kind: ItemKind.SingleChoice, Anchor: true }).OrderBy(item => item.Id, StringComparer.Ordinal));
        var oneEach = module.KeyMessages.Select(message => anchors.FirstOrDefault(item => item.Message == message.Id)).OfType<Item>().ToList();
        var more = anchors.Except(oneEach).Take(Math.Max(0, Questions - oneEach.Count));
        return [.. dice.Shuffle(oneEach.Concat(more))];
    }

    /// <summary>The options in the order shown on this coupon; the author's order where it carries meaning.</summary>
    public static ImmutableArray<ItemOption> Options(Item item, Guid coupon) =>
        item.Ordered ? item.Options : [.. new Dice(Dice.SeedOf(coupon, item.Id)).Shuffle(item.Options)];
}
