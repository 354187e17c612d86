using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Messages;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cascade;

/// <summary>Sends a correction to the trainers of the session from which on a wrong answer grows; each gets it once.</summary>
public sealed class CorrectionNotes(Outbox outbox, MessageQuery messages, Texts texts, TimeProvider clock)
{
    /// <summary>More options than a question has.</summary>
    private const int Options = 100;

    /// <summary>Puts the messages into the outbox.</summary>
    /// <returns>How many were new; 0 for protection content, whose branches are not named, and where no session is named.</returns>
    public async Task<int> SendAsync(Module module, MutationTrace trace, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(trace);
        if (module.Sensitive || trace.Began is not { } began || PlaceOf(module, trace) is not { } place) return 0;
        var (now, about) = (clock.GetUtcNow(), began.Session.Value);
        return await outbox.PutAsync([.. began.Trainers.Select(trainer => new MessageRow
        {
            Id = Outbox.IdOf(MessageKind.Correction, about, place, trainer.ToString()), Kind = MessageKind.Correction, PersonId = trainer.Value, About = about, Day = place, MadeAt = now, DueAt = now,
        })], ct);
    }

    /// <summary>When the correction of this wrong answer was sent; null when it was not.</summary>
    public async Task<DateTimeOffset?> SentAtAsync(Module module, MutationTrace trace, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(trace);
        if (trace.Began is not { } began || PlaceOf(module, trace) is not { } place) return null;
        return (await messages.AboutAsync(MessageKind.Correction, began.Session.Value, ct)).FirstOrDefault(message => message.Day == place)?.MadeAt;
    }

    /// <summary>The corrections that a trainer of a session was sent, the oldest first.</summary>
    public async Task<ImmutableArray<string>> OfAsync(Module module, CascadeSessionId session, LearnerId trainer, CancellationToken ct = default) =>
        [.. (await messages.AboutAsync(MessageKind.Correction, session.Value, ct)).Where(message => message.To == trainer).Select(message => Say(texts, module, message.Day)).OfType<string>()];

    /// <summary>The words; null where the module has no such answer.</summary>
    /// <param name="place">The question's place in the module × 100 + the option's place in the question.</param>
    public static string? Say(Texts texts, Module module, int place)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(module);
        if (module.Items.ElementAtOrDefault(place / Options) is not { } item || item.Options.ElementAtOrDefault(place % Options) is not { Right: false } option) return null;
        var message = module.KeyMessages.FirstOrDefault(m => m.Id == item.Message)?.Text;
        return texts[
            "A wrong answer grows among people taught from this session on: “{0}”. Tell the colleagues whom you taught, so that they say it right: {1} {2}", option.Text.Text.TrimEnd('.'), message,
            DebriefWording.Correction(option.Feedback?.Text)].TrimEnd();
    }

    private static int? PlaceOf(Module module, MutationTrace trace)
    {
        for (var item = 0; item < module.Items.Length; item++)
            for (var option = 0; option < module.Items[item].Options.Length; option++)
                if (module.Items[item].Id == trace.Item && module.Items[item].Options[option].Id == trace.Option) return item * Options + option;
        return null;
    }
}
