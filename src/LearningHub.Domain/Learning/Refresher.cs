using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning;

/// <summary>The tests one, three and six months after qualifying: the same anchor items as before, others rotated. They show what is left.</summary>
public static class Refresher
{
    /// <summary>Each refresher with the month that names it and the day, counted from qualifying, on which it opens. It stays open until the next one opens.</summary>
    public static readonly ImmutableArray<(TestOccasion Occasion, int Month, int OpensAfterDays)> All =
        [(TestOccasion.Month1, 1, 30), (TestOccasion.Month3, 3, 90), (TestOccasion.Month6, 6, 180)];

    /// <summary>Anchor items asked of somebody whose test is not known here, such as a colleague who qualified by a coupon's check.</summary>
    private const int AnchorsOfOthers = 4;

    public static bool IsRefresher(this TestOccasion occasion) => occasion >= TestOccasion.Month1;

    /// <summary>The refresher that is open now; null within the first month. Days are whole calendar days in UTC.</summary>
    public static TestOccasion? OpenAt(DateTimeOffset qualifiedAt, DateTimeOffset now)
    {
        var days = DateOnly.FromDateTime(now.UtcDateTime).DayNumber - DateOnly.FromDateTime(qualifiedAt.UtcDateTime).DayNumber;
        return All.Where(refresher => days >= refresher.OpensAfterDays).Select(refresher => (TestOccasion?)refresher.Occasion).LastOrDefault();
    }

    /// <summary>The day on which a refresher opens.</summary>
    public static DateOnly OpensOn(TestOccasion occasion, DateTimeOffset qualifiedAt) =>
        DateOnly.FromDateTime(qualifiedAt.UtcDateTime).AddDays(All.Single(refresher => refresher.Occasion == occasion).OpensAfterDays);

    /// <summary>The ids of a refresher's items in the order asked; fewer than <see cref="TestForm.Size"/> only where the bank has fewer.</summary>
    /// <param name="asked">Items of the learner's earlier tests: their anchors come again, their other items last of all.</param>
    /// <param name="seed">The same seed gives the same test.</param>
    public static ImmutableArray<string> Draw(IReadOnlyCollection<Item> bank, ImmutableHashSet<string> asked, ulong seed)
    {
        var dice = new Dice(seed);
        var shuffled = dice.Shuffle(bank.Where(item => item is { Use: ItemUse.Test, Kind: ItemKind.SingleChoice }).OrderBy(item => item.Id, StringComparer.Ordinal));
        var again = shuffled.Where(item => item.Anchor && asked.Contains(item.Id)).ToList();
        List<Item> drawn = [.. (again.Count > 0 ? again : shuffled.Where(item => item.Anchor).Take(AnchorsOfOthers)).Take(TestForm.Size)];
        var others = shuffled.Except(drawn).ToList();
        while (drawn.Count < TestForm.Size && others.Count > 0)
        {
            var next = others.OrderBy(item => asked.Contains(item.Id)).ThenBy(item => drawn.Count(other => other.Objective == item.Objective)).First();
            drawn.Add(next);
            others.Remove(next);
        }

        return [.. dice.Shuffle(drawn).Select(item => item.Id)];
    }

    internal static Decision<LearnerEvent> Decide(LearnerCommand.TakeTest command, LearnerState state)
    {
        if (state.AttemptsAt(command.Module, command.Occasion).LastOrDefault() is { } taken)
            return taken.Finished
                ? new Refusal("learner.refresher-taken", "You have taken this refresher. It is taken once, so that it shows what you remember. The next one opens later.")
                : Decision<LearnerEvent>.Nothing; // go on with it
        if (command.QualifiedAt is not { } qualified)
            return new Refusal("learner.not-qualified", "A refresher comes after you have qualified. Take the test after the lessons first.");
        var open = OpenAt(qualified, command.At);
        if (open is null || open < command.Occasion)
            return new Refusal("learner.refresher-too-early", $"This refresher opens on {OpensOn(command.Occasion, qualified)}. Come back then.");
        if (open > command.Occasion)
            return new Refusal("learner.refresher-over", "This refresher's time is over. Take the later one on the module's page.");

        var asked = state.Attempts.Values.Where(attempt => attempt.Module == command.Module).SelectMany(attempt => attempt.Items);
        var items = Draw(command.Bank, [.. asked], Dice.SeedOf(command.Attempt));
        return items.IsEmpty
            ? new Refusal("learner.no-test", "This module has no test yet. Read the lessons; each has its own questions.")
            : new LearnerEvent.TestDrawn(command.Attempt, command.Module, command.Occasion, items, command.At);
    }
}
