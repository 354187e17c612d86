using LearningHub.Grains.Learning.Content;

namespace LearningHub.Tests.Learning;

/// <summary>A small content folder without a mistake, on disk for the time of one test. A test spoils one thing and reads what is said.</summary>
public sealed class SmallContent : IDisposable
{
    public const string ModuleFile = "fair-work/module.yml";
    public const string LessonFile = "fair-work/en/01-a-first-lesson.md";
    public const string ItemsFile = "fair-work/en/items.md";
    public const string KitFile = "fair-work/en/kit.md";
    public const string CaseFile = "fair-work/en/case.md";
    public const string GuideFile = "fair-work/en/facilitator.md";
    public const string LiveFile = "fair-work/en/live.md";
    public const string GlossaryFile = "glossary.yml";

    private readonly Dictionary<string, string> files = new()
    {
        ["sources.yml"] = """
            - { id: S1, title: "First source", issuer: "Office", year: 1999 }
            - { id: S2, title: "Second source", issuer: "Union" }
            """,
        [ModuleFile] = """
            id: fair-work
            code: FW
            version: 1
            languages: [en]
            title: { en: Fair work }
            summary: { en: "A small module." }
            passMark: 0.7
            sensitive: false
            review: { status: draft, note: { en: "Draft." } }
            objectives:
              - { id: FW-O1, text: { en: "Say one thing." } }
              - { id: FW-O2, text: { en: "Do one thing." } }
              - { id: FW-O3, text: { en: "Ask one thing." } }
              - { id: FW-O4, text: { en: "Find one thing." } }
              - { id: FW-O5, text: { en: "Weigh one thing." } }
              - { id: FW-O6, text: { en: "Plan one thing." } }
            keyMessages:
              - { id: FW-M1, text: { en: "The worker pays nothing." } }
              - { id: FW-M2, text: { en: "The papers stay with the worker." } }
              - { id: FW-M3, text: { en: "The contract is read before departure." } }
            """,
        [GlossaryFile] = """
            - term: { en: fee (cost) }
              also: { en: [fees] }
              definition: { en: "Money that somebody asks for." }
              sources: [S1]
            """,
        [LessonFile] = SmallTexts.Lesson(),
        [ItemsFile] = SmallTexts.Bank(),
        [KitFile] = SmallTexts.Kit,
        [CaseFile] = SmallTexts.Case,
        [GuideFile] = SmallTexts.Guide(),
        [LiveFile] = SmallTexts.Live,
    };

    public string Folder { get; } = Directory.CreateTempSubdirectory("content-").FullName;

    public SmallContent Put(string file, string text)
    {
        files[file] = text;
        return this;
    }

    public SmallContent Without(string file)
    {
        files.Remove(file);
        return this;
    }

    /// <summary>Replaces a text that must be there, so that a changed fixture cannot empty a test.</summary>
    public SmallContent Change(string file, string from, string to)
    {
        Assert.Contains(from, files[file], StringComparison.Ordinal);
        return Put(file, files[file].Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Replaces the first place alone.</summary>
    public SmallContent ChangeFirst(string file, string from, string to)
    {
        var at = files[file].IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{from}' is not in {file}.");
        return Put(file, files[file][..at] + to + files[file][(at + from.Length)..]);
    }

    /// <summary>Writes the files, leaving those of an earlier write where they are.</summary>
    public string Write()
    {
        foreach (var (file, text) in files)
        {
            var path = Path.Combine(Folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        return Folder;
    }

    public ContentTree Read() => ContentTree.Read(Write());

    /// <summary>Reads, checks, and gives what was found.</summary>
    public IReadOnlyList<Finding> Check()
    {
        var tree = Read();
        ContentCheck.Run(tree);
        return tree.Findings.All;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
