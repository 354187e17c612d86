using LearningHub.Grains;
using LearningHub.Grains.Audit;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Live;
using LearningHub.Grains.Outboxes;
using LearningHub.Journal;
using LearningHub.Web.Cascade;
using LearningHub.Web.Cohorts;
using LearningHub.Web.Demo;
using LearningHub.Web.Evidence;
using LearningHub.Web.Home;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using LearningHub.Web.Learning;
using LearningHub.Web.Live;
using LearningHub.Web.Messages;
using LearningHub.Web.Offline;
using LearningHub.Web.Outboxes;
using Microsoft.Extensions.Options;

try
{
    // Settings are read once. Watching their files would watch the folder of the database too, and cost a notification for every write.
    var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
    builder.CheckSettings();
    if (builder.RunContentCommand(args) is { } checkedContent) return checkedContent;
    builder.AddTelemetry();
    builder.AddHubStorage();
    builder.AddGrainEngine();
    builder.AddSecurity();
    builder.AddPages();
    builder.AddLanguages();
    builder.Services.AddPeople();
    builder.AddLearningPages();
    builder.Services.AddOffline();
    builder.Services.AddCohorts();
    builder.Services.AddAttendance();
    builder.Services.AddEvidence();
    builder.Services.AddCascade();
    builder.Services.AddAudit();
    builder.Services.AddCascadePages();
    builder.Services.AddSingleton<NextStepQuery>();
    builder.Services.AddJournal<HubDbContext>().AddLive();
    builder.Services.AddLiveRoom();
    builder.Services.AddOutbox().AddOutboxPages();
    builder.AddDemo();
    builder.AddMessaging();
    builder.Services.AddHealth();
    builder.Services.AddHostedService<Sealing>();

    var app = builder.Build();
    await app.PrepareStorageAsync();
    if (await app.RunCommandAsync(args) is { } exitCode) return exitCode;
    app.ReadContent();

    await app.PrepareDemoAsync();

    app.UseOffline();
    app.UseSecurity();
    app.UseHeadAsGet();
    app.UseRouting();
    app.UseGuards();
    app.UseOutputCache();

    app.MapHealth();
    app.MapPeople();
    app.MapAttendance();
    app.MapCascadePages();
    app.MapEvidence();
    app.MapLiveRoom();
    app.MapOutbox();
    app.MapTestPackets();
    app.MapTexts();
    app.MapDemo();
    app.MapOffline();
    app.MapPages();
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is StartException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

/// <summary>The program. Public so that tests can run it in memory.</summary>
public partial class Program;
