using System.Collections.Immutable;

namespace LearningHub.Domain.Live;

/// <summary>One option as a session asks it.</summary>
/// <param name="Id">Its place in the order shown: <c>a</c>, <c>b</c>, <c>c</c>... so that the id says nothing about what is right.</param>
/// <param name="Source">The option's id in the module's bank; of a takeaway, the key message's id.</param>
/// <param name="Feedback">Shown after the reveal; null where nothing is right or wrong.</param>
public sealed record PlannedOption(string Id, string Source, string Text, bool Right, string? Feedback)
{
    /// <summary>Its place in the right order, counted from 1; in an ordering.</summary>
    public int? Place { get; init; }

    /// <summary>The id of the choice that belongs to it; in a matching.</summary>
    public string? Match { get; init; }

    /// <summary>The post it stands for, whose text it shows; in a vote on a wall's ideas.</summary>
    public Guid? Post { get; init; }
}

/// <summary>The ends of a scale, or what a number may be.</summary>
/// <param name="Low">What the low end means, for example "not at all"; null for a plain number.</param>
/// <param name="Unit">Printed behind a number, for example "days".</param>
public sealed record ActivityRange(decimal Min, decimal Max, string? Low = null, string? High = null, string? Unit = null);

/// <summary>The right number.</summary>
/// <param name="Within">How far off still counts as right; 0 for exactly.</param>
public sealed record RightNumber(decimal Value, decimal Within = 0);

/// <summary>One activity of a session's plan, with what only the facilitator may know before the reveal.</summary>
/// <param name="Id">The bank item's id, for example <c>LM-L01</c>; for a step of a run, its kind and place.</param>
public sealed record PlannedActivity(string Id, ActivityKind Kind, string Prompt, ImmutableArray<PlannedOption> Options)
{
    /// <summary>The bank item it asks, or null.</summary>
    public string? Item { get; init; }

    /// <summary>The key message it measures, or null.</summary>
    public string? Message { get; init; }

    /// <summary>The activity whose second vote this is, after people talked; null for all others.</summary>
    public string? SecondVoteOf { get; init; }

    /// <summary>The wall whose groups or ideas it puts to the vote, or null.</summary>
    public string? VoteOn { get; init; }

    /// <summary>How many options one person may name; how many entries of a word cloud; how many dots on a wall of ideas.</summary>
    public int Most { get; init; } = 1;

    public ActivityRange? Range { get; init; }

    public RightNumber? Number { get; init; }

    /// <summary>The right-hand side of a matching, in the order shown.</summary>
    public ImmutableArray<ShownOption> Choices { get; init; } = [];

    /// <summary>Lines of a card: a lesson's key points.</summary>
    public ImmutableArray<string> Points { get; init; } = [];

    /// <summary>Where a card's text stands whole: a lesson, the case. An address on this site.</summary>
    public string? Link { get; init; }

    /// <summary>Minutes that the run of show gives it; null outside a run.</summary>
    public int? Minutes { get; init; }

    /// <summary>What the facilitator should say or do; for the host alone.</summary>
    public string? Note { get; init; }

    public bool Has(string option) => Options.Any(known => known.Id == option);

    /// <summary>Something can be right or wrong here.</summary>
    public bool IsJudged => Kind.CanBeWrong() && (Kind != ActivityKind.ShortText || Options.Any(option => option.Right));
}
