using System.Collections.Immutable;
using LearningHub.Domain.Live;

namespace LearningHub.Web.Live;

/// <summary>What the host's page says: the state in a sentence, the one button, what to do next.</summary>
internal sealed class LiveHostWords(LiveHostView view)
{
    private readonly ImmutableArray<LiveAgendaLine> questions = [.. view.Agenda.Where(line => IsQuestion(line.Kind) && !line.SecondVote)];

    /// <summary>The line of the current activity, or null in the lobby.</summary>
    public LiveAgendaLine? Current => view.Agenda.FirstOrDefault(line => line.Id == view.Snapshot.Activity?.ActivityId);

    /// <summary>"Question 3", "The second vote on question 3", or what the card is.</summary>
    public string Name(LiveAgendaLine line) => line switch
    {
        { SecondVote: true } => $"the second vote on question {Number(line)}",
        _ when IsQuestion(line.Kind) => $"question {Number(line)}",
        { Kind: "points" } => $"key points: {line.Prompt}",
        { Kind: "case" } => $"case: {line.Prompt}",
        _ => line.Prompt.TrimEnd('.'),
    };

    /// <summary>The text of the one button.</summary>
    public string Button(LiveStep step) => step.Step switch
    {
        "open" when Line(step.Activity) is { } line => line switch
        {
            { SecondVote: true } => $"Open {Name(line)}",
            _ when IsQuestion(line.Kind) => $"Open question {Number(line)} of {questions.Length}",
            _ => $"Show {Name(line)}",
        },
        "close" when Line(step.Activity) is { } line => $"Close {(IsQuestion(line.Kind) ? Name(line) : "it to new posts")}",
        "talk" => "Let them talk in pairs",
        "reveal" => "Show the result",
        _ => "End the session",
    };

    /// <summary>What a step's button sends.</summary>
    public static string Value(LiveStep step) => step.Step == "open" ? $"open {step.Activity}" : step.Step;

    /// <summary>The suggested next step after what the room still holds wrong; null when nothing needs one.</summary>
    /// <param name="text">The key message's text.</param>
    public static string? Suggestion(LiveHeldMessage held, string text) => ((double)held.Right / held.Answers) switch
    {
        < 0.5 => $"Explain “{text}” again with a new example before you go on. Then ask for a show of hands.",
        < 0.7 => $"Ask two people to say “{text}” in their own words.",
        _ => held.SureAndWrong > 0 ? $"Most hold “{text}”, but {held.SureAndWrong} {(held.SureAndWrong == 1 ? "was" : "were")} sure and wrong: they would teach it wrongly. Read the feedback aloud." : null,
    };

    /// <summary>Whether the network is the room's problem, in words.</summary>
    public static string Link(LiveHealth health) => health.Trouble switch
    {
        LinkTrouble.Venue => $"{health.Silent} of {health.Joined} phones are silent, {health.DroppedTogether} of them since half a minute: it is the network here, not the people. Answers wait on the phones. Go on, or count hands.",
        LinkTrouble.Them => $"{Phones(health.Silent)} silent, the others are connected: it is their own link. What they answer is kept and sent later.",
        _ => health.Joined == 0 ? "Nobody has joined yet." : "Every phone is connected.",
    };

    private static string Phones(int count) => count == 1 ? "1 phone is" : $"{count} phones are";

    private LiveAgendaLine? Line(string? id) => view.Agenda.FirstOrDefault(line => line.Id == id);

    private int Number(LiveAgendaLine line)
    {
        var own = line.SecondVote ? view.Agenda[..view.Agenda.IndexOf(line)].Last(earlier => IsQuestion(earlier.Kind) && !earlier.SecondVote) : line;
        return questions.IndexOf(own) + 1;
    }

    /// <summary>Something is answered, so it has a number among the questions.</summary>
    public static bool IsQuestion(string kind) => kind is not ("points" or "talk" or "case" or "questions" or "panel" or "ideas");
}
