using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

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
        var direct = branch.Steps.IsEmpty ? [] : branch.Steps[0].Select(place => place.Person).ToHashSet();
        var answers = Scores.First(lineage, AnswerOccasion.Post).Where(answer => direct.Contains(answer.Person)).ToList();
        var confirmed = answers.Select(answer => answer.Person).Distinct().Count();
        double? held = confirmed >= Math.Max(LeastPeople, SmallCells.LeastPeople(sensitive)) ? answers.Count(answer => answer.Correct) / (double)answers.Count : null;
        var trainers = lineage.Sessions.Where(session => !session.Verified.IsEmpty).SelectMany(session => session.Fact.Trainers).Where(direct.Contains).Distinct().Count();
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
        var people = branch.Steps.SelectMany(step => step.Select(place => place.Person)).ToHashSet();
        return
        [
            .. from answer in Scores.First(lineage, AnswerOccasion.Post)
               where answer.Message is not null && people.Contains(answer.Person)
               group answer by answer.Message into about
               let asked = about.Select(a => a.Person).Distinct().Count()
               let held = SmallCells.MayShow(asked, sensitive) ? Share.Wilson(about.Count(a => a.Correct), about.Count()) : null
               orderby held is null, held?.Value, about.Key
               select new HeldMessage(about.Key, asked, held),
        ];
    }
}
