using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;

namespace LearningHub.Domain.Learning;

/// <summary>Authored text, as plain text (for a phone's list, a text message, a reader's voice) and as HTML that is safe to print.</summary>
public sealed record Prose(string Text, string Html);

/// <summary>What a learner must do with the knowledge: Bloom's levels, folded to three.</summary>
public enum ItemLevel { Understand, Apply, Analyse }

/// <summary>Where an item may be used. The three never mix, so that playing does not leak the test.</summary>
public enum ItemUse { Test, Live, Check }

/// <summary>How an item is answered. The bank of a test holds single choice alone; live questions may be of any kind.</summary>
public enum ItemKind { SingleChoice, Poll, MultipleChoice, TrueFalse, Scale, Numeric, ShortText, WordCloud, Ranking, Ordering, Matching }

/// <summary>One option of an item.</summary>
/// <param name="Id">Stable within the item and version: <c>a</c>, <c>b</c>, <c>c</c>... in the author's order.</param>
/// <param name="Right">False for every option of a poll.</param>
/// <param name="Feedback">Why it is right or wrong; null only in a poll.</param>
public sealed record ItemOption(string Id, Prose Text, bool Right, Prose? Feedback)
{
    /// <summary>What belongs to it; in a matching.</summary>
    public Prose? Match { get; init; }
}

/// <summary>A question of a module's bank.</summary>
/// <param name="Id">Unique in all content, for example <c>LM-Q01</c>.</param>
/// <param name="Message">The key message it measures, or null.</param>
/// <param name="Anchor">The same item is asked at every generation: fidelity is measured on anchors.</param>
/// <param name="Ordered">The order of the options carries meaning and is not shuffled.</param>
public sealed record Item(
    string Id, string Objective, string? Message, ItemLevel Level, ItemUse Use, ItemKind Kind, bool Anchor, bool Ordered,
    Prose Prompt, ImmutableArray<ItemOption> Options)
{
    /// <summary>The ends of a scale, or what a number may be.</summary>
    public ActivityRange? Range { get; init; }

    /// <summary>The right number; of a numeric item.</summary>
    public RightNumber? Number { get; init; }

    /// <summary>The right option's id, or null for a poll.</summary>
    public string? RightOption => Options.FirstOrDefault(option => option.Right)?.Id;
}

public sealed record Objective(string Id, string Text);

/// <summary>One sentence that a colleague can repeat: what the cascade's fidelity is measured on.</summary>
public sealed record KeyMessage(string Id, string Text);

/// <summary>A source of the fact base, as printed under a lesson.</summary>
public sealed record Source(string Id, string Title, string Issuer, string Year);

/// <summary>One lesson in one language.</summary>
/// <param name="Number">Place in the module, counted from 1.</param>
/// <param name="Can">Completes "After this lesson you can ...".</param>
/// <param name="Messages">Ids of the key messages to pass on.</param>
/// <param name="Minutes">Reading time as authored.</param>
/// <param name="Words">Words of the body, checks included.</param>
public sealed record Lesson(
    string Id, string Slug, int Number, string Title, string Objective, string Can, ImmutableArray<string> Messages, int Minutes,
    ImmutableArray<LessonPart> Parts, ImmutableArray<Source> Sources, int Words)
{
    /// <summary>The lesson's points as its headings say them, for a card in the live room.</summary>
    public ImmutableArray<string> KeyPoints { get; init; } = [];
}

/// <summary>A stretch of a lesson: either HTML or a self-check.</summary>
public sealed record LessonPart(string? Html, Item? Check);

/// <summary>A companion text of a module: kit, case, facilitator's guide.</summary>
public sealed record Companion(string Title, int? Minutes, string Html);

/// <summary>One step of a run of show.</summary>
/// <param name="Kind">lobby, talk, points, item, peer, case, takeaways, break, questions, panel or ideas.</param>
/// <param name="Item">The live item that an <c>item</c> or a <c>peer</c> step asks; null in other steps.</param>
/// <param name="Lesson">The id of the lesson whose key points a <c>points</c> step shows; null in other steps.</param>
public sealed record RunStep(string Kind, int Minutes, string? Item, string Text, string? Lesson = null);

/// <summary>A run of show from <c>live.md</c>.</summary>
public sealed record RunOfShow(string Title, ImmutableArray<RunStep> Steps);

/// <summary>A module at one version in one language: everything a person can meet of it.</summary>
/// <param name="PassMark">Share of a test's items, 0 to 1.</param>
/// <param name="Sensitive">Protection content: trigger note, quick exit, and small cells suppressed below 11 people instead of 5.</param>
/// <param name="ReviewNote">Printed on every page of the module until a deployment changes it.</param>
public sealed record Module(
    ModuleVersion Id, string Code, string Language, string Title, string Summary, double PassMark, bool Sensitive, string ReviewNote,
    ImmutableArray<Objective> Objectives, ImmutableArray<KeyMessage> KeyMessages, ImmutableArray<Lesson> Lessons, ImmutableArray<Item> Items,
    Companion? Kit, Companion? Case, Companion? Guide, ImmutableArray<RunOfShow> Runs)
{
    /// <summary>What a reader of protection content may expect and skip; empty for other content.</summary>
    public string TriggerNote { get; init; } = "";

    /// <summary>Whole days for which a qualification holds after the last day on which the person qualified; null while it never ends.</summary>
    public int? ValidDays { get; init; }

    /// <summary>The item with this id, of whatever use, or null.</summary>
    public Item? Item(string id) => Items.FirstOrDefault(item => item.Id == id);
}
