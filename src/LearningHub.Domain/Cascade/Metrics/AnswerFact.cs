using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>When a question was answered, in relation to learning. The refreshers are taken one, three and six months after qualifying.</summary>
public enum AnswerOccasion { Pre, Post, Month1, Month3, Month6, SpotCheck }

/// <summary>Everything about an answer but who gave it and when: a module knows a few hundred of these, and millions of answers share them.</summary>
/// <param name="Message">The key message the item measures, or null.</param>
/// <param name="Anchor">The same item is asked at every generation; fidelity is measured on anchors alone.</param>
/// <param name="Sure">How the person felt about it; null when not asked.</param>
public sealed record AnswerKind(
    AnswerOccasion Occasion, string Item, string? Message, bool Anchor, string Option, bool Correct, bool? Sure, string Mode, string Language);

/// <summary>One answer to one item.</summary>
public readonly record struct AnswerFact(LearnerId Person, AnswerKind Kind, DateTimeOffset At)
{
    public AnswerFact(
        LearnerId person, AnswerOccasion occasion, string item, string? message, bool anchor, string option, bool correct, bool? sure, string mode, string language, DateTimeOffset at)
        : this(person, new(occasion, item, message, anchor, option, correct, sure, mode, language), at)
    {
    }

    public AnswerOccasion Occasion => Kind.Occasion;
    public string Item => Kind.Item;

    /// <summary>The key message the item measures, or null.</summary>
    public string? Message => Kind.Message;

    /// <summary>The same item is asked at every generation.</summary>
    public bool Anchor => Kind.Anchor;
    public string Option => Kind.Option;
    public bool Correct => Kind.Correct;

    /// <summary>How the person felt about it; null when not asked.</summary>
    public bool? Sure => Kind.Sure;

    /// <summary>How it was given: <c>own-device</c>, <c>paper</c>...</summary>
    public string Mode => Kind.Mode;
    public string Language => Kind.Language;
}
