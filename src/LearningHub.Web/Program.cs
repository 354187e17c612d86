using LearningHub.Grains;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Live;
using LearningHub.Journal;
using LearningHub.Web.Home;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.CheckSettings();
    builder.AddTelemetry();
    builder.AddHubStorage();
    builder.AddSecurity();
    builder.AddPages();
    builder.Services.AddPeople();
    builder.Services.AddCohorts();
    builder.Services.AddSingleton<NextStepQuery>();
    builder.Services.AddJournal<HubDbContext>().AddLive();
    builder.Services.AddHealth();

    var app = builder.Build();
    await app.PrepareStorageAsync();
    if (await app.RunCommandAsync(args) is { } exitCode) return exitCode;

    app.UseSecurity();
    app.UseHeadAsGet();
    app.UseRouting();
    app.UseGuards();
    app.UseOutputCache();

    app.MapHealth();
    app.MapPeople();
    app.MapPages();
    await app.RunAsync();
    return 0;
}
catch (StartException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

/// <summary>The program. Public so that tests can run it in memory.</summary>
public partial class Program;
