using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Domain.Messages;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Messages;
using LearningHub.Web.Cascade;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Messages;

/// <summary>Reads a text message that came in and says what to answer, in messages of 160 signs.</summary>
/// <remarks>The number is looked up by its keyed hash and written to no journal and no log.</remarks>
public sealed class TextDesk(
    IGrainFactory grains, Contacts contacts, Learners learners, UserManager<Person> people, CascadeSessionQuery sessions, ContentLibrary library,
    IDbContextFactory<HubDbContext> databases, Guesses guesses, Texts texts, LanguagePacks packs, PersonLanguages languages, TimeProvider clock)
{
    /// <summary>What somebody is called whose phone is all that is known.</summary>
    public const string Nameless = "Colleague by text";

    /// <param name="from">The sender's number as the network gives it.</param>
    /// <param name="id">The network's name for this message; the same twice is once. Null when it has none.</param>
    /// <returns>Messages to send back; none for a sender that is no phone number.</returns>
    public async Task<ImmutableArray<string>> HandleAsync(string? from, string? text, string? id, CancellationToken ct = default)
    {
        if (!contacts.TryRead(ContactKind.Phone, from, out var number, out _)) return []; // a short code or a name: nobody reads an answer
        var hash = contacts.HashOf(ContactKind.Phone, number);
        if (await LanguageAsync(number, text, ct) is { } language) PersonLanguages.Speak(language);
        var message = id is { Length: > 0 } ? IdFrom($"text {hash} {id}") : Guid.NewGuid();
        return TextIntent.Read(text) switch
        {
            TextIntent.Help => GsmText.Split(texts["Learning Hub. Send the code of your coupon to confirm who taught you. For a colleague: CODE FOR name. Answer questions with a, b, c or d. STOP ends texts."]),
            TextIntent.Stop => await StopAsync(hash, ct),
            TextIntent.Start => await StartAsync(hash, ct),
            TextIntent.Answer answer => await AnswerAsync(number, answer.Option, message, ct),
            TextIntent.Confirm confirm => await ConfirmAsync(number, hash, confirm, message, ct),
            _ => await UnclearAsync(number),
        };
    }

    private async Task<ImmutableArray<string>> ConfirmAsync(string number, string hash, TextIntent.Confirm confirm, Guid message, CancellationToken ct)
    {
        if (guesses.AreSpent(Guesses.Text, hash, out _)) return GsmText.Split(texts["There were too many wrong codes from this phone. Wait ten minutes and try again."]);
        var target = await grains.FindCodeAsync(confirm.Code) as JoinCodeTarget.Coupon;
        var session = target is null ? null : await sessions.FindAsync(target.Session, ct);
        if (session?.Coupons.FirstOrDefault(coupon => coupon.Number == target!.Number) is not { } line)
        {
            guesses.Wrong(Guesses.Text, hash);
            return GsmText.Split(texts["We do not know the code {0}. Check it on your coupon: six letters and digits. Or its time is over.", JoinCode.Spaced(confirm.Code)]);
        }

        var owner = await contacts.FindProvenAsync(ContactKind.Phone, number); // somebody else may have typed this number: people look into that
        // Nobody is made for a coupon that is used or over.
        if (line.RedeemedBy is { } by && by != (confirm.For is null ? owner : ColleagueOf(line.Number))) return Say(CascadeSession.CouponUsed);
        if (line.RedeemedBy is null && line.ExpiresAt < clock.GetUtcNow()) return Say(CascadeSession.CouponExpired(line.ExpiresAt));
        owner ??= await WelcomeAsync(number, ct);
        var learner = owner.Value;
        if (confirm.For is { } typed)
        {
            if (!PersonName.TryParse(typed, out var name, out var wrong)) return Say(wrong);
            learner = ColleagueOf(line.Number);
            if (await people.FindByIdAsync(learner.ToString()) is null) await learners.WelcomeAsync(name, learner);
        }

        var talk = grains.GetGrain<ITextTalkGrain>(owner.Value.Value);
        var now = await talk.Confirm(session.Line.Id, session.Line.Module, line.Number, learner, ConfirmModes.Text, message);
        if (now.Refusal is not null || now.Answered > 0) return Next(now);
        var (trainers, title, day) = (Wording.Names(texts, session.TrainerNames), TitleOf(session.Line.Module), Wording.Of(session.Line.HeldOn));
        var kept = confirm.For is null ? texts["Thank you. Kept: {0} taught you {1} on {2}.", trainers, title, day] : texts["Thank you. Kept: {0} taught your colleague {1} on {2}.", trainers, title, day];
        return now.Asked == 0 ? GsmText.Split(kept) : [.. GsmText.Split($"{kept} {texts["{0} questions follow. Answer with one letter.", now.Asked]}"), .. Next(now)];
    }

    private async Task<ImmutableArray<string>> AnswerAsync(string number, int option, Guid message, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return await contacts.FindProvenAsync(ContactKind.Phone, number) is { } owner
            ? Next(await grains.GetGrain<ITextTalkGrain>(owner.Value).Answer(option, message))
            : GsmText.Split(texts["No question is open. Send the code of your coupon first."]);
    }

    private async Task<ImmutableArray<string>> UnclearAsync(string number)
    {
        var open = await contacts.FindAsync(ContactKind.Phone, number) is { } owner && await grains.GetGrain<ITextTalkGrain>(owner.Value).Look() is { Asked: > 0, IsDone: false };
        return GsmText.Split(open
            ? texts["We did not understand this. Answer the question with one letter: a, b, c or d. Or send HELP."]
            : texts["We did not understand this. Send the code of your coupon (six letters and digits), or HELP."]);
    }

    /// <summary>In the language that the phone's owner reads; for somebody unknown in that of the first word, else in that of the request.</summary>
    /// <remarks>The first word of somebody who never said is kept: her next message may hold a code alone.</remarks>
    private async Task<Language?> LanguageAsync(string number, string? text, CancellationToken ct)
    {
        if (await contacts.FindAsync(ContactKind.Phone, number) is { } owner && await languages.OfAsync(owner, ct) is { } known) return known;
        var said = packs.OfText(text);
        if (said is not null && await contacts.FindProvenAsync(ContactKind.Phone, number) is { } person) await languages.KeepAsync(person, said, ct);
        return said;
    }

    /// <summary>The question that is open, or how it went.</summary>
    private ImmutableArray<string> Next(TextTalkNow now)
    {
        if (now.Refusal is { } refusal) return Say(refusal);
        if (now.Module is not { } version || library.Find(version) is not { } module) return GsmText.Split(texts["No question is open. Send the code of your coupon first."]);
        if (now.IsDone)
            return GsmText.Split(now.Passed
                ? texts["{0} of {1} right. Thank you. You can now teach this. What you pass on counts.", now.Right, now.Asked]
                : texts["{0} of {1} right. Thank you. To teach it yourself, read the lessons in the Learning Hub and pass the test.", now.Right, now.Asked]);
        var item = CouponCheck.Draw(module, now.Coupon)[now.Answered];
        var options = CouponCheck.Options(item, now.Coupon).Select((option, i) => $"{(char)('a' + i)}) {option.Text.Text}");
        return GsmText.Split($"{now.Answered + 1}/{now.Asked} {item.Prompt.Text}\n{string.Join('\n', options)}");
    }

    private async Task<LearnerId> WelcomeAsync(string number, CancellationToken ct)
    {
        var person = await learners.WelcomeAsync(Nameless);
        var (holder, refusal) = await contacts.GiveAsync(new(person.Id), ContactKind.Phone, number, proven: true, ct);
        if (refusal is not null) throw new InvalidOperationException($"A new learner's own number was not kept: {refusal.Code}.");
        if (holder is { } first && first.Value != person.Id)
        {
            await people.DeleteAsync(person); // two texts at once from a new phone: the first made her
            return first;
        }

        return new(person.Id);
    }

    /// <summary>Any number can be stopped: a supervisor's is known by a seal alone, and nobody can look it up.</summary>
    private async Task<ImmutableArray<string>> StopAsync(string hash, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (!await db.TextStops.AnyAsync(stop => stop.Hash == hash, ct))
        {
            db.TextStops.Add(new() { Hash = hash, At = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
        }

        return GsmText.Split(texts["You get no more reminders by text. You can still send a coupon's code. START brings the reminders back."]);
    }

    private async Task<ImmutableArray<string>> StartAsync(string hash, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.TextStops.Where(stop => stop.Hash == hash).ExecuteDeleteAsync(ct);
        return GsmText.Split(texts["You get reminders by text again. STOP ends them."]);
    }

    private string TitleOf(ModuleVersion module) => library.Find(module)?.Title ?? module.Module;

    /// <summary>The colleague of one coupon on somebody else's phone: sent twice, she is one person.</summary>
    private static LearnerId ColleagueOf(Guid coupon) => new(IdFrom($"text-colleague {coupon}"));

    private ImmutableArray<string> Say(Refusal refusal) => GsmText.Split(texts.Say(refusal));

    private static Guid IdFrom(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8: made from content
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
