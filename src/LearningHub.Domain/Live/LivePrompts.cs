using System.Collections.Immutable;

namespace LearningHub.Domain.Live;

/// <summary>What a plan asks where its author wrote nothing: the program's own words, not the module's.</summary>
/// <remarks>A plan keeps them in English, as everything that is said in many languages: each page says them in its reader's language.
/// The host's language at the start would be wrong for half of a room in which two languages are read.</remarks>
public static class LivePrompts
{
    public const string Takeaways = "Which messages will you pass on first?";
    public const string Priorities = "What should be done first?";
    public const string Case = "Case exercise";
    private const string Lobby = "Welcome. The session begins soon.";
    private const string Break = "Pause";
    private const string Questions = "What do you want to ask?";
    private const string Panel = "What do you want to ask the panel?";
    private const string Ideas = "What should be done?";
    private const string Listen = "Look up and listen: the facilitator speaks.";

    public static readonly ImmutableArray<string> All = [Takeaways, Priorities, Case, Lobby, Break, Questions, Panel, Ideas, Listen];

    /// <param name="kind">The kind of a step in a run of show, as its file names it.</param>
    public static string Of(string kind) => kind switch
    {
        "lobby" => Lobby,
        "break" => Break,
        "questions" => Questions,
        "panel" => Panel,
        "ideas" => Ideas,
        _ => Listen,
    };
}
