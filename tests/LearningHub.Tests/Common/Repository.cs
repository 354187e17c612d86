namespace LearningHub.Tests.Common;

/// <summary>This repository on the disk of whoever runs the tests.</summary>
internal static class Repository
{
    /// <summary>Its root folder.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "LearningHub.sln"))) return at.FullName;
        }

        throw new InvalidOperationException("The tests must run inside the repository.");
    }
}
