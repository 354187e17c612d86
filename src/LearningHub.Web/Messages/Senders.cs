using System.Net.Mail;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Messages;

/// <summary>An e-mail on its way out.</summary>
/// <param name="Id">The same when it is sent again.</param>
public sealed record Mail(Guid Id, string To, string Subject, string Body);

/// <summary>A text message on its way out.</summary>
/// <param name="Id">The same when it is sent again: a gateway that knows it can leave the second out.</param>
/// <param name="To">E.164.</param>
/// <param name="Parts">Each fits into one message.</param>
public sealed record TextMessage(Guid Id, string To, IReadOnlyList<string> Parts);

/// <summary>Sends e-mail. It returns when the mail server has it, and throws when it has not.</summary>
public interface IMails
{
    Task SendAsync(Mail mail, CancellationToken ct);
}

/// <summary>Sends text messages. A gateway's adapter implements this; it returns when the gateway has the message, and throws when it has not.</summary>
public interface ITextMessages
{
    Task SendAsync(TextMessage message, CancellationToken ct);
}

/// <summary>Writes messages to a file, one JSON line each, while nothing better is configured.</summary>
/// <remarks>Where programmers work it holds everything; elsewhere ids alone, because a file forgets nobody who is erased. The folder is its owner's alone.</remarks>
public sealed class FileMessages(IOptions<MessageOptions> options, IHostEnvironment environment, TimeProvider clock) : IMails, ITextMessages, IDisposable
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly SemaphoreSlim one = new(1);

    public Task SendAsync(Mail mail, CancellationToken ct) => WriteAsync("mail.jsonl", environment.IsDevelopment()
        ? new { at = clock.GetUtcNow(), mail.Id, mail.To, mail.Subject, mail.Body } : new { at = clock.GetUtcNow(), mail.Id }, ct);

    public Task SendAsync(TextMessage message, CancellationToken ct) => WriteAsync("texts.jsonl", environment.IsDevelopment()
        ? new { at = clock.GetUtcNow(), message.Id, message.To, message.Parts } : new { at = clock.GetUtcNow(), message.Id }, ct);

    public void Dispose() => one.Dispose();

    private async Task WriteAsync(string file, object line, CancellationToken ct)
    {
        var folder = Path.GetFullPath(options.Value.Folder, environment.ContentRootPath);
        await one.WaitAsync(ct);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await File.AppendAllTextAsync(Path.Combine(folder, file), JsonSerializer.Serialize(line, Readable) + "\n", ct);
        }
        finally
        {
            one.Release();
        }
    }
}

/// <summary>Hands e-mail to the configured server.</summary>
public sealed class SmtpMails(IOptions<SmtpOptions> options) : IMails
{
    public async Task SendAsync(Mail mail, CancellationToken ct)
    {
        var smtp = options.Value;
        using var client = new SmtpClient(smtp.Host, smtp.Port) { EnableSsl = smtp.Tls, Timeout = 30_000 };
        if (smtp.User.Length > 0) client.Credentials = new System.Net.NetworkCredential(smtp.User, smtp.Password);
        using var message = new MailMessage(smtp.From, mail.To, mail.Subject, mail.Body);
        message.Headers.Add("Message-ID", $"<{mail.Id:N}@{new MailAddress(smtp.From).Host}>");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        await client.SendMailAsync(message, ct);
    }
}
