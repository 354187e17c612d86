using LearningHub.Domain.Cascade.Help;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Cascade.Help;
using LearningHub.Grains.Identity;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Grains.Messages;

public static class Setup
{
    /// <summary>The outbox of messages, reminders, talks by text message and requests for help.</summary>
    public static IServiceCollection AddMessages(this IServiceCollection services)
    {
        services.AddJournal<HubDbContext>().Family<TextTalkEvent>().Project<HelpProjection, HelpEvent>();
        return services.AddSingleton<Outbox>().AddSingleton<IForgetsPeople>(provider => provider.GetRequiredService<Outbox>())
            .AddSingleton<NudgeQueue>().AddSingleton<MessageQuery>().AddSingleton<HelpQuery>();
    }
}
