using LearningHub.Grains;
using LearningHub.Grains.Evidence;
using LearningHub.Journal;

namespace LearningHub.Web.Hosting;

/// <summary>What the program does instead of serving when it is started with words: <c>journal rebuild</c>, <c>journal verify</c>.</summary>
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
            case ["journal", "verify", .. var rest]:
                return await VerifyAsync(app.Services.GetRequiredService<JournalCheck<HubDbContext>>(), [.. rest.TakeWhile(word => !IsSetting(word))]);
            case ["evidence", "new-key", ..]:
                var key = await app.Services.GetRequiredService<EvidenceKeys>().RotateAsync();
                Console.WriteLine($"Evidence packs are signed by {key.Id} from now on. Older keys stay at /.well-known/learning-hub/evidence-key.json.");
                return 0;
            case [var word, ..] when !IsSetting(word):
                await Console.Error.WriteLineAsync($"'{word}' is no command of this program. There is: journal rebuild (fills the read tables again from the journal), journal verify (computes the chain over the journal again), evidence new-key (makes a new key that signs evidence packs). Without a command it serves.");
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

    /// <param name="words">Heads that somebody kept, from evidence packs: <c>position:hash</c>.</param>
    /// <returns>0 when every line is as it was sealed, 1 when one is not.</returns>
    private static async Task<int> VerifyAsync(JournalCheck<HubDbContext> check, string[] words)
    {
        var heads = words.Select(word => (Word: word, Head: ChainHead.TryParse(word))).ToList();
        if (heads.Find(head => head.Head is null).Word is { } wrong)
        {
            await Console.Error.WriteLineAsync($"'{wrong}' is no head of a chain. A head is position:hash, as the manifest of an evidence pack names it.");
            return NotUnderstood;
        }

        try
        {
            var report = await check.RunAsync(heads.Select(head => head.Head!));
            if (report.Break is { } broken)
            {
                await Console.Error.WriteLineAsync($"The journal is broken at position {broken.Position}: {broken.What}.");
                return 1;
            }

            Console.WriteLine($"All {report.Events} events are as they were sealed ({report.Unsealed} are newer than the last seal). Head {report.Head}");
            return 0;
        }
        catch (Exception e) when (Unavailable.Is(e))
        {
            throw new StartException($"The journal can't be read. {e.Message}", e);
        }
    }

    /// <summary>As the configuration reads them: <c>--key value</c>, <c>/key value</c>, <c>key=value</c>.</summary>
    private static bool IsSetting(string word) => word.StartsWith('-') || word.StartsWith('/') || word.Contains('=', StringComparison.Ordinal);
}
