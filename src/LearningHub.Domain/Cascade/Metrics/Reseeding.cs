using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>A busy trainer whose learners know too little: bring the best of her branch back to the source.</summary>
/// <param name="Trainer">Active: held a verified session in the last 90 days.</param>
/// <param name="People">Learners she reached first who answered.</param>
/// <param name="Pooled">Their mean anchor score after, 0 to 100, drawn towards their generation's as if ten more people of it had answered.</param>
/// <param name="Left">That score over the workshop's: 1 = as much as in the workshop.</param>
/// <param name="Invite">Whom to invite to the next workshop or refresher: the qualified learner with the best score, those who teach already first.</param>
/// <param name="InviteScore">Her own score after, 0 to 100.</param>
public sealed record Reseeding(LearnerId Trainer, int People, double Pooled, double Left, LearnerId Invite, double InviteScore)
{
    /// <summary>Fewest learners: with fewer, chance alone makes branches look bad.</summary>
    public const int LeastPeople = 10;

    /// <summary>Below this a branch is worth a seat in a workshop.</summary>
    public const double LowFidelity = 0.75;

    private const int ActiveDays = 90, PriorPeople = 10;

    /// <summary>Suggestions, those first where most is lost: (1 − left) × people.</summary>
    public static ImmutableArray<Reseeding> Of(Lineage lineage, int most = 10)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        if (MeanScore.Of(lineage, 0, AnswerOccasion.Post) is not { Percent: > 0 } workshop) return [];
        var active = lineage.Sessions.Where(session => !session.Verified.IsEmpty && Days.Between(session.Fact.HeldAt, lineage.AsOf) <= ActiveDays)
            .SelectMany(session => session.Fact.Trainers).ToHashSet();
        var teaching = lineage.Sessions.Where(session => !session.Verified.IsEmpty).SelectMany(session => session.Fact.Trainers).ToHashSet();
        var answers = lineage.Index.Answers(AnswerOccasion.Post);
        double? Score(Place place) => answers.ScoreOf(lineage.People.IndexOf(place.Person))?.Percent;
        var means = new Dictionary<int, MeanScore?>();
        MeanScore? Mean(int generation) => means.TryGetValue(generation, out var known) ? known : means[generation] = MeanScore.Of(lineage, generation, AnswerOccasion.Post);

        var found =
            from trainer in active
            let people = lineage.LearnersOf(trainer).Select(place => (Place: place, Score: Score(place))).Where(learner => learner.Score is not null).ToList()
            where people.Count >= LeastPeople
            let pooled = (people.Sum(p => p.Score!.Value) + PriorPeople * people.Average(p => Mean(p.Place.Generation)!.Percent)) / (people.Count + PriorPeople)
            let left = pooled / workshop.Percent
            where left < LowFidelity
            let best = people.Where(p => p.Place.QualifiedAt is not null).OrderByDescending(p => p.Score).ThenByDescending(p => teaching.Contains(p.Place.Person))
                .ThenBy(p => p.Place.QualifiedAt).ThenBy(p => p.Place.Person.Value).FirstOrDefault()
            where best.Place is not null
            orderby (1 - left) * people.Count descending, trainer.Value
            select new Reseeding(trainer, people.Count, pooled, left, best.Place.Person, best.Score!.Value);
        return [.. found.Take(most)];
    }
}
