namespace LearningHub.Grains.Learning.Content;

/// <summary>Where the content lies and what is wrong with it stops a start. Bound from <c>Content</c>.</summary>
public sealed class ContentOptions
{
    public const string Section = "Content";

    /// <summary>A folder that holds one folder a module; null looks for <c>content</c> beside the program and above it.</summary>
    public string? Path { get; set; }

    /// <summary>Whether an error in the content stops the start. Otherwise the broken file is left out and logged.</summary>
    public bool Strict { get; set; }
}

/// <summary>Finds the content folder.</summary>
public static class ContentFolder
{
    private const string Name = "content";

    /// <summary>The folder named by configuration, or the nearest <c>content</c> folder that holds a module.</summary>
    /// <param name="configured">Absolute, or relative to <paramref name="contentRoot"/>; null to search.</param>
    /// <exception cref="ContentException">No such folder. The message says which key to set.</exception>
    public static string Find(string? configured, string contentRoot)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            var path = Path.GetFullPath(configured, Path.GetFullPath(contentRoot));
            return HoldsModules(path) ? path : throw new ContentException(
                $"Content:Path is '{configured}', but {path} holds no module (a folder with module.yml). Set Content:Path in appsettings.json or as Content__Path.");
        }

        // The source tree comes before the copy beside the program, so that an edited lesson shows after a restart without a build.
        var candidates = Above(contentRoot).Append(AppContext.BaseDirectory).Select(folder => Path.Combine(folder, Name));
        return candidates.FirstOrDefault(HoldsModules) ?? throw new ContentException(
            $"No content folder was found in or above {contentRoot} or beside the program. Set Content:Path in appsettings.json or as Content__Path.");
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }

    private static bool HoldsModules(string folder) =>
        Directory.Exists(folder) && Directory.EnumerateDirectories(folder).Any(module => File.Exists(Path.Combine(module, ModuleReader.FileName)));
}

/// <summary>The content cannot be used. The message names file, line and what to do.</summary>
public sealed class ContentException(string message) : Exception(message);
