using System.ComponentModel.DataAnnotations;
using LearningHub.Domain.Messages;

namespace LearningHub.Web.Messages;

/// <summary>How messages go out. <c>Messages__…</c></summary>
public sealed class MessageOptions
{
    /// <summary>Where messages are written while no mail server and no gateway is configured; relative to the content root.</summary>
    [Required(ErrorMessage = "Messages:Folder must name a folder. Set it in appsettings.json or as Messages__Folder.")]
    public string Folder { get; init; } = "data/messages";

    /// <summary>The hub's own address in messages, for example <c>https://hub.example.org</c>; empty when it has none that a phone can open.</summary>
    [RegularExpression("^(https?://[^/?#]+)?$", ErrorMessage = "Messages:Address must be an address such as https://hub.example.org without a path. Set it in appsettings.json or as Messages__Address.")]
    public string Address { get; init; } = "";

    /// <summary>First hour of the evening in which nobody is reminded, by the hub's clock.</summary>
    [Range(0, 23, ErrorMessage = "Messages:QuietFrom must be an hour from 0 to 23. Set it in appsettings.json or as Messages__QuietFrom.")]
    public int QuietFrom { get; init; } = 20;

    /// <summary>First hour of the morning in which people are reminded again.</summary>
    [Range(0, 23, ErrorMessage = "Messages:QuietUntil must be an hour from 0 to 23. Set it in appsettings.json or as Messages__QuietUntil.")]
    public int QuietUntil { get; init; } = 7;

    public QuietHours Quiet => new(QuietFrom, QuietUntil);
}

/// <summary>The mail server. <c>Smtp__…</c>; without a host, mails are written to a file.</summary>
public sealed class SmtpOptions
{
    public string Host { get; init; } = "";

    [Range(1, 65535, ErrorMessage = "Smtp:Port must be a number from 1 to 65535. Set it in appsettings.json or as Smtp__Port.")]
    public int Port { get; init; } = 587;

    /// <summary>The sender's address.</summary>
    public string From { get; init; } = "";
    public string User { get; init; } = "";
    public string Password { get; init; } = "";

    /// <summary>Encrypted by STARTTLS. Off only for a server on the same machine.</summary>
    public bool Tls { get; init; } = true;
}

/// <summary>Text messages that come in. <c>Texts__…</c></summary>
public sealed class TextOptions
{
    /// <summary>What the gateway sends along to prove itself; at least 16 characters. Empty: <c>POST /text/in</c> answers 404.</summary>
    [RegularExpression("^(.{16,200})?$", ErrorMessage = "Texts:Secret must have 16 to 200 characters. Set it in appsettings.json or as Texts__Secret.")]
    public string Secret { get; init; } = "";

    /// <summary>Where answers go: in the response to the gateway, or out through <see cref="ITextMessages"/>.</summary>
    public TextAnswers Answers { get; init; }
}

/// <summary>The two ways in which gateways take an answer.</summary>
public enum TextAnswers { Response, Send }
