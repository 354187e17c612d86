using LearningHub.Web.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddHubStorage();

    var app = builder.Build();
    app.UseExceptionHandler();
    await app.PrepareStorageAsync();
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
