namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Items right of items answered.</summary>
internal readonly record struct Score(int Right, int Of)
{
    /// <summary>0 to 100.</summary>
    public double Percent => 100.0 * Right / Of;
}

/// <summary>Each person's first answer to each item on one occasion, person by person. Answers of people without a generation are left out.</summary>
internal sealed class FirstAnswers
{
    private readonly int[] starts;
    private readonly AnswerFact[] answers;

    private FirstAnswers(int[] starts, AnswerFact[] answers) => (this.starts, this.answers) = (starts, answers);

    /// <summary>All of them.</summary>
    public ReadOnlySpan<AnswerFact> All => answers;

    /// <summary>Those of one person, by her number in the lineage.</summary>
    public ReadOnlySpan<AnswerFact> Of(int person) => answers.AsSpan(starts[person], starts[person + 1] - starts[person]);

    /// <summary>Right of answered; null when she answered nothing.</summary>
    public Score? ScoreOf(int person)
    {
        var own = Of(person);
        if (own.IsEmpty) return null;
        var right = 0;
        foreach (var answer in own)
            if (answer.Correct) right++;
        return new(right, own.Length);
    }

    public static FirstAnswers Of(Lineage lineage, AnswerOccasion occasion, bool anchorsOnly)
    {
        var (starts, sorted) = Sort(lineage, occasion, anchorsOnly);
        // In place: of each person the first answer to each item moves to the front.
        var (kept, from) = (0, 0);
        for (var person = 0; person < lineage.People.Count; person++)
        {
            var to = starts[person + 1];
            starts[person] = kept;
            for (; from < to; from++) Keep(sorted, starts[person], ref kept, sorted[from]);
        }

        starts[^1] = kept;
        return new(starts, sorted[..kept]);
    }

    private static void Keep(AnswerFact[] answers, int start, ref int kept, AnswerFact answer)
    {
        for (var i = start; i < kept; i++)
        {
            if (answers[i].Item != answer.Item) continue;
            if (answer.At < answers[i].At || (answer.At == answers[i].At && string.CompareOrdinal(answer.Option, answers[i].Option) < 0)) answers[i] = answer;
            return;
        }

        answers[kept++] = answer;
    }

    /// <summary>The answers person by person: counted, then put where they belong.</summary>
    private static (int[] Starts, AnswerFact[] Answers) Sort(Lineage lineage, AnswerOccasion occasion, bool anchorsOnly)
    {
        var all = lineage.Facts.Answers;
        var (of, starts) = (new int[all.Length], new int[lineage.People.Count + 1]);
        var (last, lastNumber) = (default(AnswerFact).Person, -1);
        for (var i = 0; i < of.Length; i++)
        {
            var answer = all[i];
            of[i] = -1;
            if ((anchorsOnly && !answer.Anchor) || answer.Occasion != occasion || answer.At > lineage.AsOf) continue;
            // answers of one person mostly stand together
            if (answer.Person != last) (last, lastNumber) = (answer.Person, lineage.People.IndexOf(answer.Person));
            of[i] = lastNumber;
            if (lastNumber >= 0) starts[lastNumber + 1]++;
        }

        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        var next = starts.AsSpan(0, lineage.People.Count).ToArray();
        var sorted = new AnswerFact[starts[^1]];
        for (var i = 0; i < of.Length; i++)
            if (of[i] >= 0) sorted[next[of[i]]++] = all[i];
        return (starts, sorted);
    }
}

/// <summary>Answers for those who read them one by one.</summary>
internal static class Scores
{
    /// <summary>The first answer of each person with a generation to each anchor item.</summary>
    public static IEnumerable<AnswerFact> First(Lineage lineage, AnswerOccasion occasion) => lineage.Index.Answers(occasion).All.ToArray();
}
