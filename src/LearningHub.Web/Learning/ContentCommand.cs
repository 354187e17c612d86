using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;

namespace LearningHub.Web.Learning;

/// <summary><c>content check</c>: looks at all content as an editor would and says what to correct, with file and line. Needs no database.</summary>
public static class ContentCommand
{
    /// <summary>Runs when the words are <c>content check</c>.</summary>
    /// <returns>The exit code: 1 when anything is an error. Null for other words.</returns>
    /// <exception cref="StartException">There is no content folder.</exception>
    public static int? RunContentCommand(this WebApplicationBuilder builder, string[] args)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (args is not ["content", "check", ..]) return null;
        try
        {
            return Check(ContentFolder.Find(builder.Configuration[$"{ContentOptions.Section}:{nameof(ContentOptions.Path)}"], builder.Environment.ContentRootPath), Console.Out);
        }
        catch (ContentException e)
        {
            throw new StartException(e.Message, e);
        }
    }

    /// <summary>Prints every finding, then the content in numbers.</summary>
    public static int Check(string folder, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var tree = ContentTree.Read(folder);
        ContentCheck.Run(tree);
        foreach (var finding in tree.Findings.All) output.WriteLine(finding);
        output.WriteLine();
        output.Write(ContentSummary.Of(tree.Modules));
        output.WriteLine();
        var errors = tree.Findings.Errors.Count();
        output.WriteLine($"{errors} {(errors == 1 ? "error" : "errors")}, {tree.Findings.All.Count - errors} warnings in {folder}");
        return errors == 0 ? 0 : 1;
    }
}
