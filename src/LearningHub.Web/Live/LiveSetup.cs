using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Live;
using LearningHub.Journal;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace LearningHub.Web.Live;

/// <summary>Adds the live room to the program.</summary>
public static class LiveSetup
{
    public static IServiceCollection AddLiveRoom(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration("Live").ValidateDataAnnotations().ValidateOnStart();
        services.AddSignalR(options =>
            {
                options.MaximumReceiveMessageSize = LiveWire.MaxMessageBytes;
                options.AddFilter(new LiveHubLanguage());
            })
            .AddJsonProtocol(options => LiveWire.Configure(options.PayloadSerializerOptions));
        services.AddSingleton<IHubProtocol, PatientHubProtocol>(); // the last of a name wins
        services.AddSingleton<LiveRooms>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveRooms>());
        services.AddSingleton<LivePatience>();
        services.AddSingleton<LiveDoor>();
        services.AddSingleton<LiveStarter>();
        services.AddSingleton<LiveHostDesk>();
        services.AddSingleton<LiveWallDesk>();
        services.AddSingleton<PresentPeopleQuery>();
        services.AddSingleton<LiveSessionsQuery>();
        services.AddSingleton<LiveTypedTexts>();
        services.AddSingleton<IForgetsPeople>(provider => provider.GetRequiredService<LiveTypedTexts>());
        services.AddSingleton<LiveLeftoversQuery>();
        services.AddSingleton<TakeawaysQuery>();
        services.AddHostedService<LiveLeftovers>();
        return services;
    }
}
