using LearningHub.Domain.Cascade.Help;
using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Domain.Common;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Help;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Messages;
using LearningHub.Web.Cascade;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Messages;

/// <summary>A message in words.</summary>
/// <param name="Said">What it says, for the person's own page.</param>
/// <param name="Brief">The same for a plain phone.</param>
/// <param name="Place">The page it is about.</param>
public sealed record Words(string Subject, string Said, string Body, string Brief, string Place);

/// <summary>Makes the words of a message at the moment it goes out or is read: what has become untrue is not said.</summary>
public sealed class MessageWords(
    PledgeQuery pledges, HelpQuery help, CascadeSessionQuery sessions, CoTeachingQuery coTeaching, PersonNames names, LearningHub.Web.Learning.QuestionNews questions, ContentLibrary library, IOptions<MessageOptions> options, Texts texts, TimeProvider clock)
{
    private DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>The words, or null when there is nothing to say any more.</summary>
    /// <param name="goesOut">It is about to be sent; otherwise it is shown on the person's own page.</param>
    public Task<Words?> OfAsync(MessageLine message, bool goesOut, CancellationToken ct) => message.Kind switch
    {
        MessageKind.PledgeNudge => NudgeAsync(message, goesOut, ct),
        MessageKind.SupervisorNudge => SupervisorAsync(message, ct),
        MessageKind.Correction => CorrectionAsync(message, ct),
        MessageKind.CoTrainerAsked => CoTrainerAsync(message, ct),
        MessageKind.QuestionWaiting => questions.OfAsync(message, ct),
        _ => HelpAsync(message, ct),
    };

    /// <summary>Whose promise it is; null where it is gone.</summary>
    public async Task<LearnerId?> AuthorOfAsync(Guid pledge, CancellationToken ct) => (await pledges.FindAsync(pledge, ct))?.Terms.Trainer;

    private async Task<Words?> NudgeAsync(MessageLine message, bool goesOut, CancellationToken ct)
    {
        if (await pledges.FindAsync(message.About, ct) is not { } pledge || (goesOut && pledge.IsOver)) return null;
        var (title, place) = (TitleOf(pledge.Terms.Module), $"/cascade/pledges/{message.About}");
        var colleagues = Wording.Colleagues(texts, pledge.Plan?.People ?? pledge.Terms.People);
        var promise = texts["you promised to teach “{0}” to {1} by {2}. {3}", title, colleagues, Wording.Of(pledge.Terms.DueOn), PledgeWords.Next(texts, pledge, Today)];
        return new(
            texts["Your promise to teach"], Sentence(promise),
            Letter(await HelloAsync(pledge.Terms.Trainer, ct), promise, Open(place, texts["Pass it on"]), texts["Is something in the way? Say it on that page, and your facilitator can help. You can also take the promise back there."]),
            texts["Learning Hub: {0} {1} Send STOP to end these texts.", promise, Link(place)], place);
    }

    private async Task<Words?> SupervisorAsync(MessageLine message, CancellationToken ct)
    {
        if (await pledges.FindAsync(message.About, ct) is not { IsOver: false } pledge) return null;
        var (trainer, title) = (FirstOf(await names.OfAsync(pledge.Terms.Trainer, ct)), TitleOf(pledge.Terms.Module));
        var colleagues = Wording.Colleagues(texts, pledge.Plan?.People ?? pledge.Terms.People);
        var agreed = pledge.Plan is { } plan && plan.Day >= Today
            ? texts["you agreed that {0} teaches “{1}” to {2} on {3} in {4}", trainer, title, colleagues, Wording.Of(plan.Day), plan.District]
            : texts["you agreed that {0} teaches “{1}” to {2} by {3}", trainer, title, colleagues, Wording.Of(pledge.Terms.DueOn)];
        return new(
            texts["{0}'s promise to teach", trainer], Sentence(agreed),
            Letter(texts["Hello,"], texts["{0}. It has not been held yet. Please keep the time free, or agree on a better day with {1}.", agreed, trainer],
                texts["This is one of at most four reminders. We delete your contact when the promise is kept."]),
            texts["Learning Hub: {0}. It has not been held yet. Please keep the time free.", agreed], "");
    }

    private async Task<Words?> CorrectionAsync(MessageLine message, CancellationToken ct)
    {
        if (await sessions.FindAsync(new(message.About), ct) is not { } session || message.To is not { } trainer || !session.Trainers.Contains(trainer)) return null;
        if (library.Find(session.Line.Module) is not { } module || CorrectionNotes.Say(texts, module, message.Day) is not { } correction) return null;
        var (said, place) = (texts["In your session on “{0}” of {1}: {2}", module.Title, Wording.Of(session.Line.HeldOn), correction], $"/cascade/sessions/{message.About}");
        return new(texts["A correction to pass on"], said, Letter(await HelloAsync(trainer, ct), said, Open(place, texts["Pass it on"])), $"Learning Hub: {said} {Link(place)}", place);
    }

    private async Task<Words?> CoTrainerAsync(MessageLine message, CancellationToken ct)
    {
        if (message.To is not { } asked || await coTeaching.AskAsync(new(message.About), asked, ct) is not { } ask) return null;
        var said = texts["{0} says that you taught “{1}” together on {2}. Did you? Until you say so, it counts for {0} alone.", ask.NamedBy, TitleOf(ask.Module), Wording.Of(ask.HeldOn)];
        return new(
            texts["Did you teach this?"], said, Letter(await HelloAsync(asked, ct), said, Open("/cascade", texts["Pass it on"])), $"Learning Hub: {said} {Link("/cascade")}", "/cascade");
    }

    private async Task<Words?> HelpAsync(MessageLine message, CancellationToken ct)
    {
        if (message.To is not { } reader || await help.FindAsync(message.About, reader, ct) is not { } found) return null;
        var other = FirstOf(await names.OfAsync(found.Line.By == reader ? found.Line.To : found.Line.By, ct));
        var (title, place) = (TitleOf(found.Line.Module), $"/help/{message.About}");
        // What was typed stays on the page: a mailbox is read by others.
        var answered = message.Kind == MessageKind.HelpAnswered;
        var who = found.Line.Kind == HelpKind.TeachUnit && found.Line.Institution is { Length: > 0 } institution ? institution : other;
        var said = answered ? texts["{0} answered you about “{1}”.", other, title] : HelpWords.Asks(texts, found.Line.Kind, who, title);
        return new(
            answered ? texts["An answer for you"] : texts["Somebody asks for your help"], said, Letter(texts["Hello,"], said, Open(place, texts["Messages"])), $"Learning Hub: {said} {Link(place)}", place);
    }

    private string TitleOf(ModuleVersion module) => library.Current(module.Module)?.Title ?? module.Module;

    private string Open(string place, string under) =>
        options.Value.Address.Length > 0 ? texts["Open it here: {0}", options.Value.Address + place] : texts["Open the Learning Hub; it stands under “{0}”.", under];

    private string Link(string place) => options.Value.Address.Length > 0 ? options.Value.Address + place : texts["Open the Learning Hub."];

    private async Task<string> HelloAsync(LearnerId person, CancellationToken ct) => texts["Hello {0},", FirstOf(await names.OfAsync(person, ct))];

    private static string Letter(params IEnumerable<string> paragraphs) => string.Join("\n\n", paragraphs);

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private string FirstOf(string name) => name == PersonNames.Withdrawn ? PersonWords.Shown(texts, FirstNames.NotShown) : name.Split(' ', 2)[0];
}

/// <summary>How pages and messages say what a request for help is about.</summary>
internal static class HelpWords
{
    /// <summary>What anybody may ask of people of her workshops. A session for a unit is asked for from an institution's page.</summary>
    public static readonly System.Collections.Immutable.ImmutableArray<HelpKind> BetweenPeers = [HelpKind.CoTeach, HelpKind.Question, HelpKind.Material];

    public static string Of(Texts texts, HelpKind kind) => kind switch
    {
        HelpKind.CoTeach => texts["Teach it with me"],
        HelpKind.Material => texts["I need material"],
        HelpKind.TeachUnit => texts["Teach our people"],
        _ => texts["I have a question"],
    };

    /// <summary>What is asked, and for which module.</summary>
    public static MarkupString Of(Texts texts, HelpKind kind, string title) => texts.Quoting(texts["{0}: {1}", Of(texts, kind), title], title);

    public static string Asks(Texts texts, HelpKind kind, string who, string title) => kind switch
    {
        HelpKind.CoTeach => texts["{0} asks you to teach together for “{1}”.", who, title],
        HelpKind.Material => texts["{0} asks you for material for “{1}”.", who, title],
        HelpKind.TeachUnit => texts["{0} asks you to teach “{1}” to people who have not been reached yet.", who, title],
        _ => texts["{0} has a question for “{1}”.", who, title],
    };
}
