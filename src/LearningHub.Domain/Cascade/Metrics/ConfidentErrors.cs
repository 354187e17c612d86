namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Answers that were wrong although the person was sure: the ones that do harm in protection work.</summary>
/// <param name="People">People who said how sure they were.</param>
/// <param name="Share">Wrong and sure, of the answers where they said so.</param>
public sealed record ConfidentErrors(int Generation, int People, Share Share)
{
    /// <summary>Of one generation after learning, over all items; null where nobody was asked how sure she was.</summary>
    public static ConfidentErrors? Of(Lineage lineage, int generation)
    {
        var answers = lineage.Index.Answers(AnswerOccasion.Post, anchorsOnly: false);
        var (people, asked, wrong) = (0, 0, 0);
        foreach (var person in lineage.Index.OfGeneration(generation))
        {
            var before = asked;
            foreach (var answer in answers.Of(person))
            {
                if (answer.Sure is null) continue;
                asked++;
                if (answer is { Correct: false, Sure: true }) wrong++;
            }

            if (asked > before) people++;
        }

        return asked == 0 ? null : new(generation, people, Share.Wilson(wrong, asked));
    }
}
