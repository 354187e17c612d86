using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>Items right of items answered.</summary>
internal readonly record struct Score(int Right, int Of)
{
    /// <summary>0 to 100.</summary>
    public double Percent => 100.0 * Right / Of;
}

/// <summary>Some of the answers, by their places among the facts: a list of a million people's costs four bytes an answer.</summary>
internal readonly ref struct AnswerList(ReadOnlySpan<int> places, ReadOnlySpan<AnswerFact> facts)
{
    private readonly ReadOnlySpan<int> places = places;
    private readonly ReadOnlySpan<AnswerFact> facts = facts;

    public int Length => places.Length;

    public bool IsEmpty => places.IsEmpty;

    public Enumerator GetEnumerator() => new(this);

    internal ref struct Enumerator(AnswerList list)
    {
        private readonly AnswerList list = list;
        private int at = -1;

        public readonly ref readonly AnswerFact Current => ref list.facts[list.places[at]];

        public bool MoveNext() => ++at < list.places.Length;
    }
}

/// <summary>Each person's first answer to each item on one occasion, person by person. Answers of people without a generation are left out.</summary>
internal sealed class FirstAnswers
{
    private readonly int[] starts;
    private readonly int[] places;
    private readonly ImmutableArray<AnswerFact> facts;

    private FirstAnswers(int[] starts, int[] places, ImmutableArray<AnswerFact> facts) => (this.starts, this.places, this.facts) = (starts, places, facts);

    /// <summary>All of them.</summary>
    public IEnumerable<AnswerFact> All => places.Select(at => facts[at]);

    /// <summary>Those of one person, by her number in the lineage.</summary>
    public AnswerList Of(int person) => new(places.AsSpan(starts[person], starts[person + 1] - starts[person]), facts.AsSpan());

    /// <summary>Right of answered; null when she answered nothing.</summary>
    public Score? ScoreOf(int person)
    {
        var own = Of(person);
        if (own.IsEmpty) return null;
        var right = 0;
        foreach (ref readonly var answer in own)
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
            for (; from < to; from++) Keep(lineage.Facts.Answers, sorted, starts[person], ref kept, sorted[from]);
        }

        starts[^1] = kept;
        return new(starts, kept == sorted.Length ? sorted : sorted[..kept], lineage.Facts.Answers);
    }

    private static void Keep(ImmutableArray<AnswerFact> facts, int[] places, int start, ref int kept, int place)
    {
        ref readonly var answer = ref facts.ItemRef(place);
        for (var i = start; i < kept; i++)
        {
            ref readonly var known = ref facts.ItemRef(places[i]);
            if (known.Item != answer.Item) continue;
            if (answer.At < known.At || (answer.At == known.At && string.CompareOrdinal(answer.Option, known.Option) < 0)) places[i] = place;
            return;
        }

        places[kept++] = place;
    }

    /// <summary>The answers person by person: counted, then put where they belong.</summary>
    private static (int[] Starts, int[] Places) Sort(Lineage lineage, AnswerOccasion occasion, bool anchorsOnly)
    {
        var all = lineage.Facts.Answers;
        var (of, starts) = (new int[all.Length], new int[lineage.People.Count + 1]);
        var (last, lastNumber) = (default(AnswerFact).Person, -1);
        for (var i = 0; i < of.Length; i++)
        {
            ref readonly var answer = ref all.ItemRef(i);
            of[i] = -1;
            if ((anchorsOnly && !answer.Anchor) || answer.Occasion != occasion || answer.At > lineage.AsOf) continue;
            // answers of one person mostly stand together
            if (answer.Person != last) (last, lastNumber) = (answer.Person, lineage.People.IndexOf(answer.Person));
            of[i] = lastNumber;
            if (lastNumber >= 0) starts[lastNumber + 1]++;
        }

        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        var next = starts.AsSpan(0, lineage.People.Count).ToArray();
        var sorted = new int[starts[^1]];
        for (var i = 0; i < of.Length; i++)
            if (of[i] >= 0) sorted[next[of[i]]++] = i;
        return (starts, sorted);
    }
}

/// <summary>Answers for those who read them one by one.</summary>
internal static class Scores
{
    /// <summary>The first answer of each person with a generation to each anchor item.</summary>
    public static IEnumerable<AnswerFact> First(Lineage lineage, AnswerOccasion occasion) => lineage.Index.Answers(occasion).All;
}
