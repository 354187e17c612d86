using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>What a trainer's passing-on is recognised as. A count alone earns nothing: colleagues must confirm, and hold what they were taught.</summary>
public enum PassingOn { None, PassesOn, PassesOnWell, LivesOn }

/// <summary>Recognition of passing on, not of attending.</summary>
/// <param name="Confirmed">Colleagues reached first by her who confirmed and did the check.</param>
/// <param name="Held">Share of their right answers, 0 to 1; null where too few have answered.</param>
/// <param name="Trainers">Those of her colleagues who held a verified session themselves.</param>
public sealed record Recognition(PassingOn Level, int Confirmed, double? Held, int Trainers)
{
    /// <summary>Fewest colleagues with a check; more than that bring nothing further.</summary>
    public const int LeastPeople = 5;

    /// <summary>Share of right answers that counts as held well.</summary>
    public const double HeldWell = 0.75;

    /// <summary>Colleagues who teach themselves, for what she passed on to live on.</summary>
    public const int LeastTrainers = 2;

    public static Recognition Of(Lineage lineage, Branch branch, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        ArgumentNullException.ThrowIfNull(branch);
        var (confirmed, answers, right, trainers, first) = (0, 0, 0, 0, lineage.Index.Answers(AnswerOccasion.Post));
        foreach (var place in branch.Steps.IsEmpty ? [] : branch.Steps[0])
        {
            if (lineage.HasTaught(place.Person)) trainers++;
            if (first.ScoreOf(lineage.People.IndexOf(place.Person)) is not { } score) continue;
            (confirmed, answers, right) = (confirmed + 1, answers + score.Of, right + score.Right);
        }

        double? held = confirmed >= Math.Max(LeastPeople, SmallCells.LeastPeople(sensitive)) ? right / (double)answers : null;
        var level = held is null ? PassingOn.None : held < HeldWell ? PassingOn.PassesOn : trainers < LeastTrainers ? PassingOn.PassesOnWell : PassingOn.LivesOn;
        return new(level, confirmed, held, trainers);
    }
}

/// <summary>What the people of one branch hold of one message.</summary>
/// <param name="People">People of the branch who were asked about it.</param>
/// <param name="Held">Share of right answers with its interval; null where too few people were asked.</param>
public sealed record HeldMessage(string Message, int People, Share? Held)
{
    /// <summary>Messages that somebody was asked about, the least held first, those with too few people last.</summary>
    public static ImmutableArray<HeldMessage> Of(Lineage lineage, Branch branch, bool sensitive)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        ArgumentNullException.ThrowIfNull(branch);
        var first = lineage.Index.Answers(AnswerOccasion.Post);
        var tallies = new Dictionary<string, (int People, int Right, int Of)>(StringComparer.Ordinal);
        foreach (var place in branch.Steps.SelectMany(step => step))
        {
            var asked = new HashSet<string>(StringComparer.Ordinal);
            foreach (ref readonly var answer in first.Of(lineage.People.IndexOf(place.Person)))
            {
                if (answer.Message is not { } message) continue;
                ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(tallies, message, out _);
                tally = (tally.People + (asked.Add(message) ? 1 : 0), tally.Right + (answer.Correct ? 1 : 0), tally.Of + 1);
            }
        }

        return
        [
            .. from about in tallies
               let held = SmallCells.MayShow(about.Value.People, sensitive) ? Share.Wilson(about.Value.Right, about.Value.Of) : null
               orderby held is null, held?.Value, about.Key
               select new HeldMessage(about.Key, about.Value.People, held),
        ];
    }
}
