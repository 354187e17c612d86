using LearningHub.Grains;
using LearningHub.Journal;

namespace LearningHub.Web.Hosting;

/// <summary>What the program does instead of serving when it is started with words: <c>journal rebuild</c>.</summary>
internal static class Commands
{
    /// <summary>Carries out the command that the words name. Null when there is none: serve.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int?> RunCommandAsync(this WebApplication app, string[] args)
    {
        switch (args)
        {
            case ["journal", "rebuild", ..]:
                var rebuilt = await app.Services.GetRequiredService<JournalRebuild<HubDbContext>>().RunAsync();
                Console.WriteLine($"Filled {rebuilt.Tables.Count} tables again from {rebuilt.Events} events.");
                return 0;
            default:
                return null;
        }
    }
}
