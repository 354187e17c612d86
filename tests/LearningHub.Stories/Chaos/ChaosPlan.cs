namespace LearningHub.Stories;

/// <summary>What may happen to one phone.</summary>
internal enum ChaosTurn
{
    /// <summary>Its owner answers a question, with or without a link.</summary>
    Answers,

    /// <summary>The link breaks, also in the middle of a sentence.</summary>
    Drops,

    Returns,
}

/// <param name="At">Seconds of the workshop's own clock, which runs as fast as the machine can.</param>
/// <param name="Question">Its place among the questions; of an answer.</param>
internal sealed record ChaosEvent(int At, int Phone, ChaosTurn Turn, int Question = -1);

/// <summary>Who is cut off when, who answers when, and when the hub is killed: all from one seed.</summary>
internal sealed class ChaosPlan
{
    /// <summary>Events within so many seconds happen at once.</summary>
    public const int Tick = 5;

    private const int SecondsPerQuestion = 70;
    private const int LongestOutage = 120;
    private const int Tail = 180;

    /// <param name="dropsEach">How often each phone loses its link, for 1 to 120 seconds.</param>
    public ChaosPlan(int seed, int phones, int questions, int dropsEach, int kills)
    {
        var chance = new Random(seed);
        Length = (questions * SecondsPerQuestion) + Tail;
        Events = [.. Enumerable.Range(0, phones)
            .SelectMany(phone => Outages(phone, dropsEach, chance).Concat(Answers(phone, questions, chance)))
            .OrderBy(one => one.At)];
        Kills = Enumerable.Range(0, kills).Select(kill => BusyTick(kill, kills, chance)).ToHashSet();
    }

    public int Length { get; }

    public IReadOnlyList<ChaosEvent> Events { get; }

    /// <summary>Ticks in the middle of which the hub is killed.</summary>
    public IReadOnlySet<int> Kills { get; }

    /// <summary>When a question is opened.</summary>
    public static int OpensAt(int question) => Tick + (question * SecondsPerQuestion);

    /// <summary>When its result is shown, or the talk about it begins.</summary>
    public static int ClosesAt(int question) => OpensAt(question) + SecondsPerQuestion - (2 * Tick);

    /// <summary>One outage in each equal part of the workshop, so that they never overlap.</summary>
    private IEnumerable<ChaosEvent> Outages(int phone, int drops, Random chance)
    {
        var part = (Length - Tick) / drops;
        for (var drop = 0; drop < drops; drop++)
        {
            var lasts = chance.Next(1, Math.Min(LongestOutage, part - 1) + 1);
            var from = Tick + (drop * part) + chance.Next(0, part - lasts);
            yield return new(from, phone, ChaosTurn.Drops);
            yield return new(from + lasts, phone, ChaosTurn.Returns);
        }
    }

    /// <summary>Most people answer soon; some take longer than the question is open.</summary>
    private static IEnumerable<ChaosEvent> Answers(int phone, int questions, Random chance) =>
        Enumerable.Range(0, questions).Select(question => new ChaosEvent(OpensAt(question) + Tick + (int)(SecondsPerQuestion * 1.2 * Math.Pow(chance.NextDouble(), 2)), phone, ChaosTurn.Answers, question));

    /// <summary>One of the busiest ticks of this part of the workshop.</summary>
    private int BusyTick(int kill, int kills, Random chance)
    {
        var (from, to) = (Length * kill / kills, Length * (kill + 1) / kills);
        var busiest = Events.Where(one => one.Turn == ChaosTurn.Answers && one.At >= from && one.At < to)
            .GroupBy(one => one.At / Tick).OrderByDescending(tick => tick.Count()).Take(4).ToList();
        return busiest[chance.Next(busiest.Count)].Key;
    }
}
