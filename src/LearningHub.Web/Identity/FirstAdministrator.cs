using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LearningHub.Web.Identity;

/// <summary>A production installation without an administrator prints a link that makes the first one. Nothing is preset, so nothing can be forgotten.</summary>
internal sealed class FirstAdministrator(Invitations invitations, IServer server, IHostEnvironment environment, ILogger<FirstAdministrator> log) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment() || await invitations.HasAdministratorAsync(cancellationToken)) return;
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var link = await invitations.MakeAsync(person: null, cancellationToken);
        log.LogInformation("Nobody administers this hub yet. A link for that stands on the console; it works once, for {Hours} hours.", Invitations.FirstAdministratorLifetime.TotalHours);
        // To the console and not into the log: logs are collected and read by others.
        await Console.Out.WriteLineAsync($"\nNobody administers this hub yet. Open this link to become its first administrator (once, within 24 hours):\n\n    {address}{link}\n\nBehind a proxy, put the hub's own address in front of {link}\n");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
