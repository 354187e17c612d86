using System.Text.Json;

namespace LearningHub.Domain.Live;

/// <summary>What a live session can put before a room.</summary>
public enum ActivityKind
{
    /// <summary>One option is right.</summary>
    SingleChoice,

    /// <summary>One option each, and nothing is right or wrong.</summary>
    Poll,

    /// <summary>Several options may be right; an answer is right when it names all of them and no other.</summary>
    MultipleChoice,

    TrueFalse,

    /// <summary>A whole number between two ends that have names. Nothing is right or wrong.</summary>
    Scale,

    /// <summary>A number; right within a tolerance.</summary>
    Numeric,

    /// <summary>A few words; right when they are among the accepted ones, open when none are named.</summary>
    ShortText,

    /// <summary>Up to three short entries a person, counted by what they say.</summary>
    WordCloud,

    /// <summary>All options in the order a person prefers.</summary>
    Ranking,

    /// <summary>All options in the one right order.</summary>
    Ordering,

    /// <summary>For each option the choice that belongs to it.</summary>
    Matching,

    /// <summary>Up to three of the module's key messages: what this workshop will pass on.</summary>
    Takeaways,

    /// <summary>Dots on what to do first.</summary>
    Priorities,

    /// <summary>A lesson's key points on every phone, kept afterwards.</summary>
    Points,

    /// <summary>A card that says what the room does now: welcome, talk, pause.</summary>
    Talk,

    /// <summary>The module's case exercise in groups.</summary>
    Case,

    /// <summary>Questions from the room, with votes; shown when the facilitator lets them through.</summary>
    Questions,

    /// <summary>Questions to a panel: as <see cref="Questions"/>, and an answer can be written down and pinned.</summary>
    Panel,

    /// <summary>A wall of ideas that can be put in groups, and dots on them.</summary>
    Ideas,
}

/// <summary>What follows from a kind.</summary>
public static class ActivityKinds
{
    /// <summary>Its name in the public protocol.</summary>
    public static string Wire(this ActivityKind kind) => kind switch
    {
        ActivityKind.SingleChoice => "single",
        ActivityKind.MultipleChoice => "multiple",
        ActivityKind.Numeric => "number",
        ActivityKind.ShortText => "text",
        ActivityKind.WordCloud => "words",
        _ => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()),
    };

    /// <summary>One answer a person, a tally and a result.</summary>
    public static bool TakesAnswers(this ActivityKind kind) => kind <= ActivityKind.Priorities;

    /// <summary>Posts of many people that grow while it is open.</summary>
    public static bool IsWall(this ActivityKind kind) => kind >= ActivityKind.Questions;

    /// <summary>Only shown: nothing is sent back.</summary>
    public static bool IsCard(this ActivityKind kind) => kind is ActivityKind.Points or ActivityKind.Talk or ActivityKind.Case;

    /// <summary>The answer names options, as many as the activity allows.</summary>
    public static bool TakesOptions(this ActivityKind kind) =>
        kind is ActivityKind.SingleChoice or ActivityKind.Poll or ActivityKind.MultipleChoice or ActivityKind.TrueFalse or ActivityKind.Takeaways or ActivityKind.Priorities;

    /// <summary>The answer is a list of ids in an order.</summary>
    public static bool TakesOrder(this ActivityKind kind) => kind is ActivityKind.Ranking or ActivityKind.Ordering or ActivityKind.Matching;

    /// <summary>The answer is a number.</summary>
    public static bool TakesNumber(this ActivityKind kind) => kind is ActivityKind.Scale or ActivityKind.Numeric;

    /// <summary>The answer is text.</summary>
    public static bool TakesText(this ActivityKind kind) => kind is ActivityKind.ShortText or ActivityKind.WordCloud;

    /// <summary>Whether "sure" or "not sure" means anything: somebody can be wrong.</summary>
    public static bool CanBeWrong(this ActivityKind kind) =>
        kind is ActivityKind.SingleChoice or ActivityKind.MultipleChoice or ActivityKind.TrueFalse or ActivityKind.Numeric or ActivityKind.ShortText
            or ActivityKind.Ordering or ActivityKind.Matching;
}
