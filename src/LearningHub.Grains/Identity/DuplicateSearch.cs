using System.Collections.Immutable;

namespace LearningHub.Grains.Identity;

/// <summary>One pair worth a look.</summary>
public sealed record LikePair(Guid One, Guid Other, double Weight, NameAgreement Name, PlaceAgreement Place);

/// <summary>Finds people who may be here twice, without comparing everybody with everybody.</summary>
/// <remarks>Two people are compared only if a word of their names sounds alike. A sound that many share (Jean, Mohamed) is split by a second word, and
/// then by institution; what is still too many is left out and said. So each person meets at most <see cref="MostInBlock"/> others for each word, and
/// the cost grows with the number of people, not with its square.</remarks>
public static class DuplicateSearch
{
    /// <summary>People compared with each other in one block.</summary>
    public const int MostInBlock = 60;

    /// <summary>Pairs kept, the weightiest first.</summary>
    public const int MostPairs = 500;

    /// <summary>The weightiest pairs, and how many blocks were too large to look into.</summary>
    public static (ImmutableArray<LikePair> Pairs, int LeftOut, long Compared) Of(IReadOnlyList<Likeable> people)
    {
        var keys = people.ToDictionary(person => person.Id, Words);
        var bearers = keys.Values.CountBy(key => key).ToDictionary(StringComparer.Ordinal);
        HashSet<(Guid, Guid)> seen = [];
        List<LikePair> found = [];
        var leftOut = 0;
        foreach (var block in Blocks(people))
        {
            if (block.Count > MostInBlock)
            {
                leftOut++;
                continue;
            }

            for (var i = 0; i < block.Count; i++)
                for (var j = i + 1; j < block.Count; j++)
                {
                    var (one, other) = block[i].Id.CompareTo(block[j].Id) < 0 ? (block[i], block[j]) : (block[j], block[i]);
                    if (one.Id == other.Id || !seen.Add((one.Id, other.Id))) continue;
                    var (weight, name, place) = DuplicateScore.Of(one, other, bearers[keys[one.Id]], people.Count);
                    if (weight >= DuplicateScore.Possible) found.Add(new(one.Id, other.Id, weight, name, place));
                }
        }

        return ([.. found.OrderByDescending(pair => pair.Weight).ThenBy(pair => pair.One).ThenBy(pair => pair.Other).Take(MostPairs)], leftOut, seen.Count);
    }

    private static IEnumerable<List<Likeable>> Blocks(IReadOnlyList<Likeable> people)
    {
        foreach (var block in Split(people, person => person.Words.Select(NameWords.Sound)))
        {
            if (block.Value.Count <= MostInBlock)
            {
                yield return block.Value;
                continue;
            }

            foreach (var second in Split(block.Value, person => Others(person, block.Key)))
            {
                if (second.Value.Count <= MostInBlock)
                {
                    yield return second.Value;
                    continue;
                }

                foreach (var third in Split(second.Value, person => person.Posts.Select(post => post.Institution.ToString()))) yield return third.Value;
            }
        }
    }

    /// <summary>The other words' sounds; who has none is compared by institution.</summary>
    private static IEnumerable<string> Others(Likeable person, string but)
    {
        // Two sounds of it are enough to part a crowd, and forgive a letter that is missing further on.
        var others = person.Words.Select(NameWords.Sound).Where(sound => sound != but).Select(sound => sound[..Math.Min(2, sound.Length)]).ToList();
        return others.Count > 0 ? others : person.Posts.Select(post => post.Institution.ToString());
    }

    private static IEnumerable<KeyValuePair<string, List<Likeable>>> Split(IEnumerable<Likeable> people, Func<Likeable, IEnumerable<string>> keys)
    {
        Dictionary<string, List<Likeable>> blocks = new(StringComparer.Ordinal);
        foreach (var person in people)
            foreach (var key in keys(person).Distinct())
            {
                if (!blocks.TryGetValue(key, out var block)) blocks.Add(key, block = []);
                block.Add(person);
            }

        return blocks.Where(block => block.Value.Count > 1);
    }

    private static string Words(Likeable person) => string.Join(' ', person.Words.Order(StringComparer.Ordinal));
}
