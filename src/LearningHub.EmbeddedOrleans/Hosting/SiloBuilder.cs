using LearningHub.EmbeddedOrleans;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Hosting
{
    public static class SiloBuilderReminderMemoryExtensions
    {
        /// <summary>Keeps reminders in memory: they end with the program. For tests.</summary>
        public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
        {
            builder.Services.TryAddSingleton<IReminderStore, MemoryReminderStore>();
            return builder;
        }
    }
}

namespace Microsoft.Extensions.Hosting
{
    public static class OrleansSiloGenericHostExtensions
    {
        /// <summary>Runs the program's grains in this process.</summary>
        public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder, Action<ISiloBuilder> configureDelegate)
        {
            ArgumentNullException.ThrowIfNull(hostAppBuilder);
            ArgumentNullException.ThrowIfNull(configureDelegate);
            var services = hostAppBuilder.Services;
            if (!services.Any(it => it.ServiceType == typeof(Engine))) AddEngine(services);
            configureDelegate(new SiloBuilder(services, hostAppBuilder.Configuration));
            return hostAppBuilder;
        }

        private static void AddEngine(IServiceCollection services)
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddSingleton<Engine>();
            services.AddSingleton<ReminderService>();
            services.AddSingleton<IClusterClient, GrainFactory>();
            services.AddSingleton<IGrainFactory>(it => it.GetRequiredService<IClusterClient>());
            services.AddSingleton<IGrainContextAccessor, GrainContextAccessor>();
            services.AddHostedService<EngineHostedService>();
        }

        private sealed record SiloBuilder(IServiceCollection Services, IConfiguration Configuration) : ISiloBuilder;
    }
}
