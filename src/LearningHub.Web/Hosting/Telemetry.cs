using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LearningHub.Web.Hosting;

/// <summary>Logs as JSON lines in Production; traces and metrics to a collector when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one.</summary>
/// <remarks>Neither logs nor traces carry a name, a contact, a code or a phrase: paths are logged by route, people by nothing.</remarks>
internal static class Telemetry
{
    /// <summary>Where OpenTelemetry's own exporters look for the collector.</summary>
    private const string CollectorKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The hub's own meters and sources all begin so.</summary>
    private const string Own = "LearningHub.*";

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.ClearProviders();
            builder.Logging.AddConsole(console => console.FormatterName = TelemetryJson.Format).AddConsoleFormatter<TelemetryJson, ConsoleFormatterOptions>();
            builder.Services.TryAddSingleton(TimeProvider.System);
        }

        // The framework's request log carries whole paths, and with them codes and one-time links; RequestLog writes routes instead.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        // Known and said in docs/operations.md: the keys are in the database, and so in its backups.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        if (!string.IsNullOrWhiteSpace(builder.Configuration[CollectorKey])) builder.Services.AddHostedService<Export>();
        return builder;
    }

    /// <summary>The exporters run as long as the program does, and send what they still hold when it stops.</summary>
    private sealed class Export : IHostedService, IDisposable
    {
        private readonly ResourceBuilder resource = ResourceBuilder.CreateDefault()
            .AddService("learning-hub", serviceVersion: typeof(Program).Assembly.GetName().Version?.ToString(), serviceInstanceId: Environment.MachineName);

        private TracerProvider? traces;
        private MeterProvider? metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "Microsoft.Orleans.Application", Own)
                .AddProcessor(new WithoutPaths())
                .AddOtlpExporter()
                .Build();
            metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.RateLimiting", "Microsoft.Orleans", "System.Runtime", Own)
                .AddOtlpExporter()
                .Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces?.ForceFlush(2000);
            metrics?.ForceFlush(2000);
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            traces?.Dispose();
            metrics?.Dispose();
        }
    }

    /// <summary>A path may hold a code or a one-time link; the route says enough.</summary>
    private sealed class WithoutPaths : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            data.SetTag("url.path", null);
            data.SetTag("url.query", null);
        }
    }
}
