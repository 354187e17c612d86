using System.Collections.Immutable;
using F23.StringSimilarity;

namespace LearningHub.Grains.Identity;

/// <summary>How far two names agree.</summary>
public enum NameAgreement { Different, Part, Close, Same }

/// <summary>How far two places agree.</summary>
public enum PlaceAgreement { Different, Unknown, Institution, Unit }

/// <summary>What is compared of one person.</summary>
/// <param name="Words">As <see cref="NameWords.Of"/> gave them.</param>
/// <param name="Posts">Institution and unit, of every post she is in.</param>
public sealed record Likeable(Guid Id, ImmutableArray<string> Words, ImmutableArray<(Guid Institution, string Unit)> Posts);

/// <summary>The weight of evidence that two sign-ins are one person, after Fellegi and Sunter: for each thing compared log2(m / u), where m is the
/// chance of this agreement when they are one person, and u when they are two. Described in docs/people.md.</summary>
public static class DuplicateScore
{
    /// <summary>From here on a pair is worth a person's look.</summary>
    public const double Possible = 5;

    /// <summary>From here on the page says "likely".</summary>
    public const double Likely = 9;

    /// <summary>Two words are one name, spelled in two ways, from this likeness on; 0 to 1.</summary>
    private const double SameWord = 0.9;

    /// <summary>A small installation knows little about how common a name is.</summary>
    private const int LeastPeople = 1000;

    /// <summary>However rare a name is here, by itself it makes nobody "likely": a cousin may bear it. The post has to agree too.</summary>
    private const double RarestName = 0.002;

    private static readonly JaroWinkler Likeness = new();

    /// <param name="bearers">How many people bear the same words as the first of the two.</param>
    /// <param name="people">How many people were compared in all.</param>
    public static (double Weight, NameAgreement Name, PlaceAgreement Place) Of(Likeable one, Likeable other, int bearers, int people)
    {
        var (name, place) = (Names(one.Words, other.Words), Places(one, other));
        var byName = name switch
        {
            NameAgreement.Same => Weight(0.70, Math.Max(bearers / (double)Math.Max(people, LeastPeople), RarestName)), // a rare name says more than a common one
            NameAgreement.Close => Weight(0.20, 0.004),
            NameAgreement.Part => Weight(0.07, 0.01),
            _ => Weight(0.03, 0.98),
        };
        var byPlace = place switch
        {
            PlaceAgreement.Unit => Weight(0.85, 0.10) + Weight(0.70, 0.20),
            PlaceAgreement.Institution => Weight(0.85, 0.10) + Weight(0.30, 0.80),
            PlaceAgreement.Unknown => 0,
            _ => Weight(0.15, 0.90),
        };
        return (byName + byPlace, name, place);
    }

    /// <summary>Words in any order; one letter stands for a word that begins with it.</summary>
    public static NameAgreement Names(ImmutableArray<string> one, ImmutableArray<string> other)
    {
        var (few, many) = one.Length <= other.Length ? (one, other) : (other, one);
        if (few.IsEmpty) return NameAgreement.Different;
        var open = many.ToList();
        var (exact, close, initials) = (0, 0, 0);
        foreach (var word in few.OrderByDescending(word => word.Length))
        {
            var (best, likeness) = ("", -1.0);
            foreach (var candidate in open)
            {
                var alike = Of(word, candidate);
                if (alike > likeness) (best, likeness) = (candidate, alike);
            }

            if (likeness == 1) exact++;
            else if (likeness >= SameWord) close++;
            else if (likeness > 0.5 && IsInitial(word, best)) initials++;
            else return NameAgreement.Different;
            open.Remove(best);
        }

        if (few.Length == many.Length && exact == few.Length) return NameAgreement.Same;
        if (few.Length == many.Length && initials == 0) return NameAgreement.Close;
        return exact + close >= 1 && few.Length >= 2 ? NameAgreement.Part : NameAgreement.Different;
    }

    /// <summary>Likeness of two words, 0 to 1: Jaro-Winkler.</summary>
    public static double Of(string one, string other) =>
        one == other ? 1 : IsInitial(one, other) ? 0.6 : one.Length < 3 || other.Length < 3 ? 0 : Likeness.Similarity(one, other);

    private static bool IsInitial(string one, string other) => (one.Length == 1 || other.Length == 1) && one[0] == other[0] && one != other;

    private static PlaceAgreement Places(Likeable one, Likeable other)
    {
        if (one.Posts.IsEmpty || other.Posts.IsEmpty) return PlaceAgreement.Unknown;
        var shared = one.Posts.Where(post => other.Posts.Any(there => there.Institution == post.Institution)).ToList();
        if (shared.Count == 0) return PlaceAgreement.Different;
        return shared.Any(post => post.Unit.Length > 0 && other.Posts.Any(there => there == post)) ? PlaceAgreement.Unit : PlaceAgreement.Institution;
    }

    private static double Weight(double ifOne, double ifTwo) => Math.Log2(ifOne / ifTwo);
}
