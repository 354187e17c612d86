using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>axe-core with all the rules that it runs by itself and the one of WCAG 2.2 that it does not (targets of at least 24 px), in the page itself.</summary>
/// <remarks>The package's own runner opens a second page for every check and hands back each rule that passed, which takes ten times as long. No page of the hub has frames, which is what that runner is for.</remarks>
internal static class Axe
{
    private const string Run = """
        async () => (await axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })).violations
          .map(rule => `${rule.id}: ${rule.help} at ${rule.nodes.slice(0, 3).map(node => node.html).join(", ")}`)
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What breaks a rule, a sentence each.</summary>
    public static async Task<string[]> FindsAsync(IPage page)
    {
        if (await page.EvaluateAsync<int>("() => document.querySelectorAll('iframe, frame').length") > 0)
            throw new InvalidOperationException($"{page.Url} has frames, into which this check does not look. Use the runner of Deque.AxeCore.Playwright for it.");
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>(Run);
    }
}
