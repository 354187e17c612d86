using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using Microsoft.Extensions.Logging;

namespace LearningHub.Grains.Learning.Content;

/// <summary>All modules, read once at start and never changed while the program runs.</summary>
public sealed class ContentLibrary
{
    /// <summary>The language that every module is written in first.</summary>
    public const string FirstLanguage = "en";

    private readonly ImmutableDictionary<(string Module, string Language), Module> modules;

    public ContentLibrary(ContentTree tree)
    {
        modules = tree.Modules.ToImmutableDictionary(module => (module.Id.Module, module.Language));
        Modules = [.. tree.Modules.Where(module => module.Language == FirstLanguage)];
        Glossary = tree.Glossary;
        Fingerprint = tree.Fingerprint;
        Contacts = tree.Contacts;
    }

    /// <summary>Every module in its first language, in the order in which they are listed.</summary>
    public ImmutableArray<Module> Modules { get; }

    public ImmutableArray<GlossaryTerm> Glossary { get; }

    /// <summary>Whom to call in each need that a text may name; null where the organiser has set nothing.</summary>
    public ImmutableDictionary<string, string?> Contacts { get; }

    /// <summary>Changes when any file of the content changes: the content's part of a cache key.</summary>
    public string Fingerprint { get; }

    /// <summary>The newest version of a module, in the language asked for or else in its first language; null when there is no such module.</summary>
    public Module? Current(string module, string language = FirstLanguage) =>
        modules.GetValueOrDefault((module, language)) ?? modules.GetValueOrDefault((module, FirstLanguage));

    /// <summary>A module at one version; null when this site does not hold that version.</summary>
    public Module? Find(ModuleVersion id, string language = FirstLanguage) =>
        Current(id.Module, language) is { } module && module.Id == id ? module : null;

    /// <summary>Reads a folder and makes the library.</summary>
    /// <exception cref="ContentException">As below.</exception>
    public static ContentLibrary Load(string folder, bool strict, ILogger logger) => Load(ContentTree.Read(folder), strict, logger);

    /// <summary>Makes the library from content that was read.</summary>
    /// <exception cref="ContentException">The content has an error and <paramref name="strict"/> is set. The message lists file, line and what to do.</exception>
    public static ContentLibrary Load(ContentTree tree, bool strict, ILogger logger)
    {
        var errors = tree.Findings.Errors.ToList();
        if (strict && errors.Count > 0)
        {
            throw new ContentException(
                $"The content in {tree.Root} cannot be used:{Environment.NewLine}{string.Join(Environment.NewLine, errors.Take(20))}{Environment.NewLine}" +
                "Correct it, or set Content:Strict to false to leave out what is broken. 'content check' lists everything.");
        }

        foreach (var error in errors) logger.LogError("Content: {Finding}", error);
        logger.LogInformation(
            "Read {Modules} modules with {Lessons} lessons from {Folder} in {Milliseconds} ms.",
            tree.Modules.Length, tree.Modules.Sum(module => module.Lessons.Length), tree.Root, (int)tree.Took.TotalMilliseconds);
        return new(tree);
    }
}
