using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Live;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Live;

/// <summary>What the host's page says: the state in a sentence, the one button, what to do next.</summary>
internal sealed class LiveHostWords(Texts texts, LiveHostView view)
{
    private readonly ImmutableArray<LiveAgendaLine> questions = [.. view.Agenda.Where(line => IsQuestion(line.Kind) && !line.SecondVote)];

    /// <summary>The line of the current activity, or null in the lobby.</summary>
    public LiveAgendaLine? Current => view.Agenda.FirstOrDefault(line => line.Id == view.Snapshot.Activity?.ActivityId);

    /// <summary>Where the room stands, with counts that the page's script moves.</summary>
    public MarkupString State(LiveMessage.TallyChanged tally)
    {
        var (answered, joined) = (tally.Answered, tally.Joined);
        return (view.Snapshot.Phase, Current) switch
        {
            (LivePhase.Lobby, _) or (not LivePhase.Ended, null) => texts.Html("The room is open. <b data-joined>{0}</b> have joined, <b data-connected>{1}</b> are connected.", joined, tally.Connected),
            (LivePhase.Open or LivePhase.Closed or LivePhase.Revealed, { } line) when view.Hands.Values.Sum() > 0 => WithHands(Number(line), answered),
            (LivePhase.Open, { SecondVote: true } line) => texts.Html("The second vote on question {0} is open. <b data-answered>{1}</b> of <b data-joined>{2}</b> have answered.", Number(line), answered, joined),
            (LivePhase.Open, { } line) when IsQuestion(line.Kind) => texts.Html("Question {0} is open. <b data-answered>{1}</b> of <b data-joined>{2}</b> have answered.", Number(line), answered, joined),
            (LivePhase.Open, { } line) => texts.Html("The room sees {0}.", texts.Quoting(Card(line), Quoted(line))),
            (LivePhase.Closed, { SecondVote: true } line) => texts.Html("The second vote on question {0} is closed. <b data-answered>{1}</b> of <b data-joined>{2}</b> answered in time.", Number(line), answered, joined),
            (LivePhase.Closed, { } line) when IsQuestion(line.Kind) => texts.Html("Question {0} is closed. <b data-answered>{1}</b> of <b data-joined>{2}</b> answered in time.", Number(line), answered, joined),
            (LivePhase.Closed, { } line) => texts.Html("{0} is closed to new posts.", texts.Quoting(Capital(Card(line)), Quoted(line))),
            (LivePhase.Talking, _) => texts.Html("People talk in pairs. The first vote stays hidden."),
            (LivePhase.Revealed, { SecondVote: true } line) => texts.Html("The result of the second vote on question {0} is on the screen. <b data-answered>{1}</b> of <b data-joined>{2}</b> answered in time.", Number(line), answered, joined),
            (LivePhase.Revealed, { } line) => texts.Html("The result of question {0} is on the screen. <b data-answered>{1}</b> of <b data-joined>{2}</b> answered in time.", Number(line), answered, joined),
            _ => new(texts.Count(view.People, "The session has ended. {0} took part.", "The session has ended. {0} took part.")),
        };
    }

    /// <summary>Raised hands are of people without a phone: they are no part of those who joined.</summary>
    private MarkupString WithHands(int number, int answered) => view.Snapshot.Phase switch
    {
        LivePhase.Open => texts.Html("Question {0} is open. <b data-answered>{1}</b> have answered, raised hands included.", number, answered),
        LivePhase.Closed => texts.Html("Question {0} is closed. <b data-answered>{1}</b> answered in time, raised hands included.", number, answered),
        _ => texts.Html("The result of question {0} is on the screen. <b data-answered>{1}</b> answered in time, raised hands included.", number, answered),
    };

    /// <summary>What is shown without being a question.</summary>
    private string Card(LiveAgendaLine line) => line.Kind switch
    {
        "points" => texts["key points: {0}", line.Prompt],
        "case" => texts["case: {0}", LiveWords.Prompt(texts, line.Prompt)],
        _ => texts["“{0}”", LiveWords.Prompt(texts, line.Prompt).TrimEnd('.')],
    };

    /// <summary>The module's words in <see cref="Card"/>; null where the program or the host speaks.</summary>
    private static string? Quoted(LiveAgendaLine? line) => line is null || LiveWords.Lang(line.Id, line.Prompt) is null ? null : line.Kind is "points" or "case" ? line.Prompt : line.Prompt.TrimEnd('.');

    /// <summary>The text of the one button.</summary>
    public MarkupString Button(LiveStep step) => texts.Quoting(Said(step), Quoted(Line(step.Activity)));

    private string Said(LiveStep step) => step.Step switch
    {
        "open" when Line(step.Activity) is { } line => line switch
        {
            { SecondVote: true } => texts["Open the second vote on question {0}", Number(line)],
            _ when IsQuestion(line.Kind) => texts["Open question {0} of {1}", Number(line), questions.Length],
            _ => texts["Show {0}", Card(line)],
        },
        "close" when Line(step.Activity) is { } line => line switch
        {
            { SecondVote: true } => texts["Close the second vote on question {0}", Number(line)],
            _ when IsQuestion(line.Kind) => texts["Close question {0}", Number(line)],
            _ => texts["Close it to new posts"],
        },
        "talk" => texts["Let them talk in pairs"],
        "reveal" => texts["Show the result"],
        _ => texts["End the session"],
    };

    /// <summary>What a step's button sends.</summary>
    public static string Value(LiveStep step) => step.Step == "open" ? $"open {step.Activity}" : step.Step;

    /// <summary>The suggested next step after what the room still holds wrong; null when nothing needs one.</summary>
    /// <param name="text">The key message's text.</param>
    public static string? Suggestion(Texts texts, LiveHeldMessage held, string text) => ((double)held.Right / held.Answers) switch
    {
        < 0.5 => texts["Explain “{0}” again with a new example before you go on. Then ask for a show of hands.", text],
        < 0.7 => texts["Ask two people to say “{0}” in their own words.", text],
        _ => held.SureAndWrong > 0 ? texts.Count(held.SureAndWrong, "Most hold “{1}”, but {0} was sure and wrong: they would teach it wrongly. Read the feedback aloud.", "Most hold “{1}”, but {0} were sure and wrong: they would teach it wrongly. Read the feedback aloud.", text) : null,
    };

    /// <summary>Whether the network is the room's problem, in words.</summary>
    public static string Link(Texts texts, LiveHealth health) => health.Trouble switch
    {
        LinkTrouble.Venue => texts["{0} of {1} phones are silent, {2} of them since half a minute: it is the network here, not the people. Answers wait on the phones. Go on, or count hands.", health.Silent, health.Joined, health.DroppedTogether],
        LinkTrouble.Them => texts.Count(health.Silent, "{0} phone is silent, the others are connected: it is their own link. What they answer is kept and sent later.", "{0} phones are silent, the others are connected: it is their own link. What they answer is kept and sent later."),
        _ => health.Joined == 0 ? texts["Nobody has joined yet."] : texts["Every phone is connected."],
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];

    private LiveAgendaLine? Line(string? id) => view.Agenda.FirstOrDefault(line => line.Id == id);

    private int Number(LiveAgendaLine line)
    {
        var own = line.SecondVote ? view.Agenda[..view.Agenda.IndexOf(line)].Last(earlier => IsQuestion(earlier.Kind) && !earlier.SecondVote) : line;
        return questions.IndexOf(own) + 1;
    }

    /// <summary>Something is answered, so it has a number among the questions.</summary>
    public static bool IsQuestion(string kind) => kind is not ("points" or "talk" or "case" or "questions" or "panel" or "ideas");
}
