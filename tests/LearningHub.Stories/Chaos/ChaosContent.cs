namespace LearningHub.Stories;

/// <summary>The curriculum with a run of show that asks every kind of question once, and one of them twice.</summary>
internal static class ChaosContent
{
    /// <summary>The run's title.</summary>
    public const string Run = "1 minute";

    private const string Items = """


        ::: item {#LM-C01 objective=LM-O1 level=understand use=live kind=multiple}
        Which of these are costs of recruitment?

        - [x] The agency's service fee
          > Yes.
        - [x] The medical examination
          > Yes.
        - [ ] The worker's first rent
          > No.
        :::

        ::: item {#LM-C02 objective=LM-O1 level=understand use=live kind=true-false}
        A delayed fee is a fee.

        - [x] True
          > Yes.
        - [ ] False
          > No.
        :::

        ::: item {#LM-C03 objective=LM-O1 level=understand use=live kind=scale from=1 to=5 low="not at all" high="fully"}
        How sure are you of this?
        :::

        ::: item {#LM-C04 objective=LM-O1 level=understand use=live kind=number answer=180 within=5 from=0 to=1000 unit=days}
        How many days?

        - [x] 180 days
          > Yes.
        :::

        ::: item {#LM-C05 objective=LM-O1 level=understand use=live kind=text}
        What surprised you?
        :::

        ::: item {#LM-C06 objective=LM-O1 level=understand use=live kind=words}
        Three words for fair recruitment
        :::

        ::: item {#LM-C07 objective=LM-O1 level=understand use=live kind=ranking}
        What helps most?

        - A written contract
        - A complaint office
        - A published fee list
        :::

        ::: item {#LM-C08 objective=LM-O1 level=understand use=live kind=ordering}
        What comes first?

        - The written offer
        - The contract
        - The departure
        :::

        ::: item {#LM-C09 objective=LM-O1 level=understand use=live kind=matching}
        Who does what?

        - The employer => pays the fee
        - The state => licenses agencies
        - The agency => explains the contract
        :::
        """;

    private static readonly string[] Steps =
        ["item item=LM-L01", .. Enumerable.Range(1, 9).Select(number => $"item item=LM-C{number:00}"), "peer item=LM-L03", "item item=LM-L08", "takeaways"];

    /// <summary>Copies the curriculum into a folder, and adds to it.</summary>
    /// <param name="steps">Of the run of show; every kind of question when there are none.</param>
    public static void Make(string folder, params string[] steps)
    {
        var original = Path.Combine(HubProcess.Repository, "content");
        foreach (var file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var module = Path.Combine(folder, "labour-mobility", "en");
        File.AppendAllText(Path.Combine(module, "items.md"), Items);
        File.AppendAllText(Path.Combine(module, "live.md"), $"\n\n## {Run}\n\n{string.Concat((steps.Length > 0 ? steps : Steps).Select(step => $"::: step {{minutes=1 kind={step}}}\nGo on.\n:::\n\n"))}");
    }
}
