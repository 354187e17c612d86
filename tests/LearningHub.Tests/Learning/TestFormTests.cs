using System.Collections.Immutable;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning.Content;

namespace LearningHub.Tests.Learning;

public sealed class TestFormTests
{
    private static readonly ImmutableHashSet<string> Nothing = [];

    public static TheoryData<string> Banks => [.. Libraries().Keys];

    [Theory]
    [MemberData(nameof(Banks))]
    public void Every_draw_asks_about_every_objective_with_the_same_mix_and_no_item_twice(string name)
    {
        var bank = Libraries()[name];
        var objectives = bank.Where(item => item.Use == ItemUse.Test).Select(item => item.Objective).ToHashSet();
        var mix = TestForm.MixFor(bank)!;
        for (ulong seed = 0; seed < 200; seed++)
        {
            var pre = TestForm.Draw(bank, TestOccasion.Pre, Nothing, Nothing, seed);
            var post = TestForm.Draw(bank, TestOccasion.Post, [.. pre], Nothing, seed + 1_000);
            var again = TestForm.Draw(bank, TestOccasion.Post, [.. pre], [.. post], seed + 2_000);
            Assert.Empty(pre.Intersect(post));
            Assert.Empty(pre.Intersect(again));
            foreach (var form in new[] { pre, post, again })
            {
                var items = form.Select(id => bank.Single(item => item.Id == id)).ToList();
                Assert.Equal(TestForm.Size, items.Distinct().Count());
                Assert.All(items, item => Assert.Equal(ItemUse.Test, item.Use));
                Assert.Superset(objectives, items.Select(item => item.Objective).ToHashSet());
                Assert.All(Enum.GetValues<ItemLevel>(), level => Assert.Equal(mix.Of(level), items.Count(item => item.Level == level)));
            }
        }
    }

    [Fact]
    public void A_repeated_test_takes_new_items_while_the_bank_has_them()
    {
        var bank = Items.Bank();
        for (ulong seed = 0; seed < 100; seed++)
        {
            var pre = TestForm.Draw(bank, TestOccasion.Pre, Nothing, Nothing, seed);
            var post = TestForm.Draw(bank, TestOccasion.Post, [.. pre], Nothing, seed);
            var again = TestForm.Draw(bank, TestOccasion.Post, [.. pre], [.. post], seed);
            Assert.InRange(again.Intersect(post).Count(), 0, 3); // 8 understanding items give 3 + 3 + 2, and each objective needs its own
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_test_and_another_seed_mostly_another()
    {
        var bank = Items.Bank();
        Assert.Equal<string>(Draw(7), Draw(7));
        Assert.True(Enumerable.Range(0, 50).Select(seed => string.Join(' ', Draw((ulong)seed))).Distinct().Count() > 45);

        ImmutableArray<string> Draw(ulong seed) => TestForm.Draw(bank, TestOccasion.Pre, Nothing, Nothing, seed);
    }

    [Fact]
    public void A_test_does_not_depend_on_the_order_in_which_the_bank_was_written() =>
        Assert.Equal<string>(
            TestForm.Draw(Items.Bank(), TestOccasion.Pre, Nothing, Nothing, 5),
            TestForm.Draw([.. Items.Bank().Reverse()], TestOccasion.Pre, Nothing, Nothing, 5));

    [Fact]
    public void Every_item_is_drawn_at_some_time() =>
        Assert.Equal(24, Enumerable.Range(0, 300).SelectMany(seed => TestForm.Draw(Items.Bank(), TestOccasion.Pre, Nothing, Nothing, (ulong)seed)).Distinct().Count());

    [Fact]
    public void A_bank_too_small_for_two_tests_gives_none()
    {
        Assert.Empty(TestForm.Draw([.. Items.Bank().Take(15)], TestOccasion.Pre, Nothing, Nothing, 1));
        Assert.Null(TestForm.MixFor([]));
    }

    [Fact]
    public void A_bank_with_one_item_for_an_objective_cannot_ask_about_it_twice() =>
        Assert.Empty(TestForm.Draw([.. Items.Bank().Select((item, index) => index == 0 ? item with { Objective = "alone" } : item)], TestOccasion.Pre, Nothing, Nothing, 1));

    [Fact]
    public void A_bank_with_more_objectives_than_questions_gives_none_in_good_time() =>
        Assert.Empty(TestForm.Draw([.. Items.Bank().Select((item, index) => item with { Objective = $"O{index / 2}" })], TestOccasion.Pre, Nothing, Nothing, 1));

    [Fact]
    public void Options_are_shuffled_by_the_seed_unless_their_order_carries_meaning()
    {
        var item = Items.Of("Q1", "O1", ItemLevel.Apply);
        Assert.Equal(Order(item, 3), Order(item, 3));
        Assert.Equal(6, Enumerable.Range(0, 200).Select(seed => Order(item, (ulong)seed)).Distinct().Count());
        Assert.All(Enumerable.Range(0, 50), seed => Assert.Equal("abc", Order(item with { Ordered = true }, (ulong)seed)));

        static string Order(Item item, ulong seed) => string.Concat(TestForm.Options(item, seed).Select(option => option.Id));
    }

    [Fact]
    public void Chance_is_the_same_on_every_machine_and_version() => // these numbers must never change: open tests rest on them
        Assert.Equal([0, 9, 5, 8, 6, 4, 7, 2, 1, 3], new Dice(42).Shuffle(Enumerable.Range(0, 10)));

    private static Dictionary<string, ImmutableArray<Item>> Libraries() =>
        ContentTree.Read(ContentCheckTests.RepositoryContent).Modules.ToDictionary(module => $"{module.Id}", module => module.Items)
            .Append(new("made for tests", Items.Bank())).ToDictionary();
}
