using System.Net.Mail;
using System.Net.Sockets;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Domain.Messages;
using LearningHub.Grains;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Questions;
using LearningHub.Grains.Messages;
using LearningHub.Web.Languages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Messages;

/// <summary>Sends what is due in the outbox: by e-mail where a person gave an address, else by text message, else it stands on her page.</summary>
public sealed partial class Postman(
    Outbox outbox, NudgeQueue nudges, QuestionQueue questions, MessageWords words, PersonLanguages languages, Contacts contacts, IDbContextFactory<HubDbContext> databases, Seal seal, IMails mails, ITextMessages texts,
    IOptions<MessageOptions> options, TimeProvider clock, ILogger<Postman> logger)
{
    private const int AtOnce = 50;

    /// <summary>One round: what has fallen due goes in, what is due goes out.</summary>
    /// <returns>Messages that went out.</returns>
    public async Task<int> RoundAsync(CancellationToken ct = default)
    {
        await nudges.FillAsync(options.Value.Quiet, ct);
        await questions.RaiseAsync(options.Value.Quiet, ct);
        await nudges.ForgetContactsAsync(ct);
        var sent = 0;
        while (await outbox.TakeDueAsync(AtOnce, ct) is { Count: > 0 } due)
            foreach (var message in due)
                if (await SendAsync(message, ct)) sent++;
        return sent;
    }

    private async Task<bool> SendAsync(MessageRow message, CancellationToken ct)
    {
        if (message.Kind is MessageKind.PledgeNudge or MessageKind.SupervisorNudge or MessageKind.Correction or MessageKind.QuestionWaiting or MessageKind.CoTrainerAsked && options.Value.Quiet.NextAllowed(clock.GetUtcNow(), clock.LocalTimeZone) is var allowed && allowed > clock.GetUtcNow())
        {
            await outbox.WaitAsync(message, allowed, ct); // an attempt failed in the evening
            return false;
        }

        if (await WordsAsync(message, ct) is not { } text)
        {
            await outbox.DoneAsync(message, MessageState.Dropped, ct: ct);
            return false;
        }

        if (await ContactAsync(message, ct) is not { } to)
        {
            await outbox.DoneAsync(message, message.PersonId is null ? MessageState.Dropped : MessageState.OnPage, ct: ct);
            return false;
        }

        try
        {
            if (to.Channel == MessageChannel.Email) await mails.SendAsync(new(message.Id, to.Address, text.Subject, text.Body), ct);
            else await texts.SendAsync(new(message.Id, to.Address, GsmText.Split(text.Brief)), ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            Failed(e, message.Id);
            await outbox.FailedAsync(message, to.Channel, Trouble(e), ct);
            return false;
        }

        await outbox.DoneAsync(message, MessageState.Sent, to.Channel, ct);
        return true;
    }

    /// <summary>In the reader's language; a supervisor is written to in that of the colleague whose promise it is.</summary>
    private async Task<Words?> WordsAsync(MessageRow message, CancellationToken ct)
    {
        var reader = message.PersonId is { } id ? new LearnerId(id) : (LearnerId?)null;
        PersonLanguages.Speak((reader ?? await words.AuthorOfAsync(message.About, ct)) is { } person ? await languages.OfAsync(person, ct) ?? Language.English : Language.English);
        return await words.OfAsync(new(message.Kind, reader, message.About, message.MadeAt, message.State, message.Channel, message.Day), goesOut: true, ct);
    }

    private async Task<(MessageChannel Channel, string Address)?> ContactAsync(MessageRow message, CancellationToken ct)
    {
        if (message.PersonId is not { } person)
        {
            if (seal.Show(Grains.Cascade.Pledges.PledgeQuery.SupervisorPurpose, message.Contact) is not { } typed || Read(typed) is not { } to) return null;
            return to.Channel == MessageChannel.Text && (await StoppedAsync([contacts.HashOf(ContactKind.Phone, to.Address)], ct)).Count > 0 ? null : to;
        }

        var own = await contacts.OfAsync(new(person), ct);
        if (own.FirstOrDefault(contact => contact.Kind == ContactKind.Email) is { } mail) return (MessageChannel.Email, mail.Value);
        var stopped = await StoppedAsync([.. own.Where(contact => contact.Kind == ContactKind.Phone).Select(contact => contact.Hash)], ct);
        if (own.FirstOrDefault(contact => contact.Kind == ContactKind.Phone && !stopped.Contains(contact.Hash)) is { } phone) return (MessageChannel.Text, phone.Value);
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AsNoTracking().Where(it => it.Id == person && it.PasswordHash != null).Select(it => it.Email).SingleOrDefaultAsync(ct) is { } staff ? (MessageChannel.Email, staff) : null;
    }

    private async Task<List<string>> StoppedAsync(string[] hashes, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.TextStops.AsNoTracking().Where(stop => hashes.Contains(stop.Hash)).Select(stop => stop.Hash).ToListAsync(ct);
    }

    private (MessageChannel Channel, string Address)? Read(string typed) =>
        contacts.TryRead(ContactKind.Email, typed, out var mail, out _) ? (MessageChannel.Email, mail)
        : contacts.TryRead(ContactKind.Phone, typed, out var phone, out _) ? (MessageChannel.Text, phone)
        : null;

    /// <summary>Said to an administrator; a server's own words could hold an address.</summary>
    private static string Trouble(Exception e) => e switch
    {
        SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure } smtp => $"The mail server answered {(int)smtp.StatusCode} ({smtp.StatusCode}).",
        SmtpException or SocketException => Texts.Mark("The mail server can't be reached."),
        IOException => Texts.Mark("The folder for messages can't be written."),
        OperationCanceledException or TimeoutException => Texts.Mark("There was no answer in time."),
        _ => $"It failed with {e.GetType().Name}.",
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "Message {Id} could not be sent now.")]
    private partial void Failed(Exception e, Guid id);
}

/// <summary>Lets the postman go round once a minute. Every node has one; the outbox sees to it that each message has one sender.</summary>
public sealed partial class PostmanRounds(Postman postman, TimeProvider clock, ILogger<PostmanRounds> logger) : BackgroundService
{
    /// <summary>The first pages come first.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var wait = AfterStart; ; wait = Between)
            {
                await Task.Delay(wait, clock, stoppingToken);
                try
                {
                    await postman.RoundAsync(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    Later(e);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The outbox could not be emptied now. The next round tries again.")]
    private partial void Later(Exception e);
}
