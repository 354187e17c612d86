using LearningHub.Grains.Messages;
using LearningHub.Web.Demo;
using LearningHub.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Messages;

/// <summary>Adds messages to the program: the outbox and its senders, and text messages that come in.</summary>
public static class MessageSetup
{
    /// <exception cref="StartException">A mail server is named without a sender.</exception>
    public static WebApplicationBuilder AddMessaging(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddMessages();
        services.AddOptions<MessageOptions>().BindConfiguration("Messages").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").ValidateDataAnnotations()
            .Validate(smtp => smtp.Host.Length == 0 || System.Net.Mail.MailAddress.TryCreate(smtp.From, out _), "Smtp:Host is set, so Smtp:From must be the sender's e-mail address. Set it in appsettings.json or as Smtp__From.")
            .ValidateOnStart();
        services.AddOptions<TextOptions>().BindConfiguration("Texts").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FileMessages>().AddSingleton<SmtpMails>().AddSingleton<SimulatedPhones>().AddSingleton<MessageWords>().AddSingleton<Postman>();
        services.AddSingleton<IMails>(provider =>
            provider.GetRequiredService<IOptions<SmtpOptions>>().Value.Host.Length > 0 ? provider.GetRequiredService<SmtpMails>() : provider.GetRequiredService<FileMessages>());
        services.AddSingleton<ITextMessages>(provider =>
            provider.GetRequiredService<DemoSwitch>().On ? provider.GetRequiredService<SimulatedPhones>() : provider.GetRequiredService<FileMessages>());
        services.AddScoped<TextDesk>();
        services.AddHostedService<PostmanRounds>();
        return builder;
    }
}
