using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;

namespace LearningHub.Web.Learning;

/// <summary><c>content check</c>: looks at all content as an editor would and says what to correct, with file and line. Needs no database.
/// <c>content check --write</c> also brings the numbers in <c>docs/curriculum.md</c> up to date.</summary>
public static class ContentCommand
{
    private const string CurriculumPage = "../docs/curriculum.md";

    /// <summary>Runs when the words are <c>content check</c>.</summary>
    /// <returns>The exit code: 1 when anything is an error. Null for other words.</returns>
    /// <exception cref="StartException">There is no content folder.</exception>
    public static int? RunContentCommand(this WebApplicationBuilder builder, string[] args)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (args is not ["content", "check", .. var rest]) return null;
        try
        {
            return Check(ContentFolder.Find(builder.Configuration[$"{ContentOptions.Section}:{nameof(ContentOptions.Path)}"], builder.Environment.ContentRootPath), Console.Out, rest.Contains("--write"));
        }
        catch (ContentException e)
        {
            throw new StartException(e.Message, e);
        }
    }

    /// <summary>Prints every finding, then the content in numbers.</summary>
    /// <param name="write">Whether the page about the curriculum, beside the content, is brought up to date.</param>
    /// <exception cref="ContentException">There is no such page, or it has no place for the numbers.</exception>
    public static int Check(string folder, TextWriter output, bool write = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        var tree = ContentTree.Read(folder);
        ContentCheck.Run(tree);
        foreach (var finding in tree.Findings.All) output.WriteLine(finding);
        output.WriteLine();
        output.Write(ContentSummary.Of(tree.Modules));
        if (write) WriteInto(Path.GetFullPath(CurriculumPage, folder), tree);
        output.WriteLine();
        var errors = tree.Findings.Errors.Count();
        output.WriteLine($"{errors} {(errors == 1 ? "error" : "errors")}, {tree.Findings.All.Count - errors} warnings in {folder}");
        return errors == 0 ? 0 : 1;
    }

    private static void WriteInto(string page, ContentTree tree)
    {
        if (!File.Exists(page)) throw new ContentException($"{page} does not exist. '--write' needs the content of the source tree, with docs/ beside it.");
        File.WriteAllText(page, ContentSummary.WrittenInto(File.ReadAllText(page), tree.Modules));
    }
}
