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
using LearningHub.Web.Languages;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Messages;

/// <summary>A message in words.</summary>
/// <param name="Said">What it says, for the person's own page.</param>
/// <param name="Brief">The same for a plain phone.</param>
/// <param name="Place">The page it is about.</param>
public sealed record Words(string Subject, string Said, string Body, string Brief, string Place);

/// <summary>Makes the words of a message at the moment it goes out or is read: what has become untrue is not said.</summary>
public sealed class MessageWords(
    PledgeQuery pledges, HelpQuery help, CascadeSessionQuery sessions, PersonNames names, LearningHub.Web.Learning.QuestionNews questions, ContentLibrary library, IOptions<MessageOptions> options, Texts texts, TimeProvider clock)
{
    private DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>The words, or null when there is nothing to say any more.</summary>
    /// <param name="goesOut">It is about to be sent; otherwise it is shown on the person's own page.</param>
    public Task<Words?> OfAsync(MessageLine message, bool goesOut, CancellationToken ct) => message.Kind switch
    {
        MessageKind.PledgeNudge => NudgeAsync(message, goesOut, ct),
        MessageKind.SupervisorNudge => SupervisorAsync(message, ct),
        MessageKind.Correction => CorrectionAsync(message, ct),
        MessageKind.QuestionWaiting => questions.OfAsync(message, ct),
        _ => HelpAsync(message, ct),
    };

    private async Task<Words?> NudgeAsync(MessageLine message, bool goesOut, CancellationToken ct)
    {
        if (await pledges.FindAsync(message.About, ct) is not { } pledge || (goesOut && pledge.IsOver)) return null;
        var (title, place) = (TitleOf(pledge.Terms.Module), $"/cascade/pledges/{message.About}");
        var promise = $"you promised to teach “{title}” to {Wording.Colleagues(texts, pledge.Plan?.People ?? pledge.Terms.People)} by {Wording.Of(pledge.Terms.DueOn)}";
        var next = PledgeWords.Next(texts, pledge, Today);
        return new(
            "Your promise to teach", Sentence($"{promise}. {next}"), $"Hello {FirstOf(await names.OfAsync(pledge.Terms.Trainer, ct))},\n\n{promise}. {next}\n\n{Open(place, "Pass it on")}\n\nIs something in the way? Say it on that page, and your facilitator can help. You can also take the promise back there.",
            $"Learning Hub: {promise}. {next} {Link(place)} Send STOP to end these texts.", place);
    }

    private async Task<Words?> SupervisorAsync(MessageLine message, CancellationToken ct)
    {
        if (await pledges.FindAsync(message.About, ct) is not { IsOver: false } pledge) return null;
        var trainer = FirstOf(await names.OfAsync(pledge.Terms.Trainer, ct));
        var when = pledge.Plan is { } plan && plan.Day >= Today ? $"on {Wording.Of(plan.Day)} in {plan.District}" : $"by {Wording.Of(pledge.Terms.DueOn)}";
        var agreed = $"you agreed that {trainer} teaches “{TitleOf(pledge.Terms.Module)}” to {Wording.Colleagues(texts, pledge.Plan?.People ?? pledge.Terms.People)} {when}";
        return new(
            $"{trainer}'s promise to teach", Sentence(agreed), $"Hello,\n\n{agreed}. It has not been held yet. Please keep the time free, or agree on a better day with {trainer}.\n\nThis is one of at most four reminders. We delete your contact when the promise is kept.",
            $"Learning Hub: {agreed}. It has not been held yet. Please keep the time free.", "");
    }

    private async Task<Words?> CorrectionAsync(MessageLine message, CancellationToken ct)
    {
        if (await sessions.FindAsync(new(message.About), ct) is not { } session || message.To is not { } trainer || !session.Trainers.Contains(trainer)) return null;
        if (library.Find(session.Line.Module) is not { } module || CorrectionNotes.Say(texts, module, message.Day) is not { } correction) return null;
        var (said, place) = ($"In your session on “{module.Title}” of {Wording.Of(session.Line.HeldOn)}: {correction}", $"/cascade/sessions/{message.About}");
        return new("A correction to pass on", said, $"Hello {FirstOf(await names.OfAsync(trainer, ct))},\n\n{said}\n\n{Open(place, "Pass it on")}", $"Learning Hub: {said} {Link(place)}", place);
    }

    private async Task<Words?> HelpAsync(MessageLine message, CancellationToken ct)
    {
        if (message.To is not { } reader || await help.FindAsync(message.About, reader, ct) is not { } found) return null;
        var other = FirstOf(await names.OfAsync(found.Line.By == reader ? found.Line.To : found.Line.By, ct));
        var (title, place) = (TitleOf(found.Line.Module), $"/help/{message.About}");
        // What was typed stays on the page: a mailbox is read by others.
        var said = message.Kind == MessageKind.HelpAnswered ? $"{other} answered you about “{title}”" : $"{other} {HelpWords.Asks(found.Line.Kind)} for “{title}”";
        return new(
            message.Kind == MessageKind.HelpAnswered ? "An answer for you" : "Somebody asks for your help", $"{said}.", $"Hello,\n\n{said}.\n\n{Open(place, "Messages")}", $"Learning Hub: {said}. {Link(place)}", place);
    }

    private string TitleOf(ModuleVersion module) => library.Current(module.Module)?.Title ?? module.Module;

    private string Open(string place, string under) => options.Value.Address.Length > 0 ? $"Open it here: {options.Value.Address}{place}" : $"Open the Learning Hub; it stands under “{under}”.";

    private string Link(string place) => options.Value.Address.Length > 0 ? options.Value.Address + place : "Open the Learning Hub.";

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string FirstOf(string name) => name == PersonNames.Withdrawn ? FirstNames.NotShown : name.Split(' ', 2)[0];
}

/// <summary>How pages and messages say what a request for help is about.</summary>
internal static class HelpWords
{
    public static string Of(HelpKind kind) => kind switch
    {
        HelpKind.CoTeach => "Teach it with me",
        HelpKind.Material => "I need material",
        _ => "I have a question",
    };

    public static string Asks(HelpKind kind) => kind switch
    {
        HelpKind.CoTeach => "asks you to teach together",
        HelpKind.Material => "asks you for material",
        _ => "has a question",
    };
}
