using LearningHub.Grains;
using LearningHub.Journal;

namespace LearningHub.Web.Hosting;

/// <summary>What the program does instead of serving when it is started with words: <c>journal rebuild</c>.</summary>
internal static class Commands
{
    private const int NotUnderstood = 2;

    /// <summary>Carries out the command that the words name. Null when there is none: serve.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartException">The command could not be carried out.</exception>
    public static async Task<int?> RunCommandAsync(this WebApplication app, string[] args)
    {
        switch (args)
        {
            case ["journal", "rebuild", ..]:
                return await RebuildAsync(app.Services.GetRequiredService<JournalRebuild<HubDbContext>>());
            case [var word, ..] when !IsSetting(word):
                await Console.Error.WriteLineAsync($"'{word}' is no command of this program. There is: journal rebuild (fills the read tables again from the journal). Without a command it serves.");
                return NotUnderstood;
            default:
                return null;
        }
    }

    private static async Task<int> RebuildAsync(JournalRebuild<HubDbContext> rebuild)
    {
        try
        {
            var rebuilt = await rebuild.RunAsync();
            Console.WriteLine($"Filled {rebuilt.Tables.Count} tables again from {rebuilt.Events} events.");
            return 0;
        }
        catch (Exception e) when (e is UnknownEventException || Unavailable.Is(e))
        {
            throw new StartException($"The read tables are as they were. {e.Message}", e);
        }
    }

    /// <summary>As the configuration reads them: <c>--key value</c>, <c>/key value</c>, <c>key=value</c>.</summary>
    private static bool IsSetting(string word) => word.StartsWith('-') || word.StartsWith('/') || word.Contains('=', StringComparison.Ordinal);
}
