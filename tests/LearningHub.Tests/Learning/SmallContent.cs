using System.Globalization;
using System.Text;
using LearningHub.Grains.Learning.Content;

namespace LearningHub.Tests.Learning;

/// <summary>A small content folder without a mistake, on disk for the time of one test. A test spoils one thing and reads what is said.</summary>
public sealed class SmallContent : IDisposable
{
    public const string ModuleFile = "fair-work/module.yml";
    public const string LessonFile = "fair-work/en/01-a-first-lesson.md";
    public const string ItemsFile = "fair-work/en/items.md";
    public const string KitFile = "fair-work/en/kit.md";

    private const string Right = "A right answer.", Wrong = "A wrong answer that is long.";

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
            keyMessages:
              - { id: FW-M1, text: { en: "The worker pays nothing." } }
            """,
        [LessonFile] = Lesson(),
        [ItemsFile] = Bank(),
        [KitFile] = "---\ntitle: Kit\nminutes: 20\n---\n\n## Plan\nSay it. [S2]\n",
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

    /// <summary>An item with one right option (b) and two wrong ones.</summary>
    public static string Item(string id, string attributes, string prompt = "What is right?") => $"""
        ::: item {"{"}#{id} {attributes}{"}"}
        {prompt}

        - [ ] {Wrong}
          > Misconception: it is wrong. It is not.
        - [x] {Right}
          > It is right. [S1]
        - [ ] {Wrong} And longer.
          > Misconception: it is wrong too. It is not.
        :::


        """;

    private static string Lesson()
    {
        var words = string.Join("\n\n", Enumerable.Range(1, 5).Select(key => $"## Point {key}\n\n{string.Concat(Enumerable.Repeat("A plain word stands here. ", 34))}[S1]"));
        return $"""
            ---
            id: FW1
            title: A first lesson
            objective: FW-O1
            can: say one thing
            messages: [FW-M1]
            minutes: 7
            ---

            ::: hook
            Somebody asks for a fee.
            :::

            {words}

            ::: case {"{"}title="A small case"{"}"}
            It ends. [S2, 2020] *This is a fictional example.*
            :::

            {Item("FW1-C1", "objective=FW-O1 level=understand use=check")}
            ::: monday
            Tell one colleague.
            :::
            """;
    }

    private static string Bank()
    {
        var text = new StringBuilder();
        var levels = new[] { "understand", "understand", "understand", "apply", "apply", "apply", "analyse", "analyse" };
        for (var number = 0; number < 16; number++)
        {
            var anchor = number < 6 ? " anchor=true message=FW-M1" : "";
            text.Append(Item(
                string.Create(CultureInfo.InvariantCulture, $"FW-Q{number + 1:00}"),
                $"objective=FW-O{(number % 2) + 1} level={levels[number % 8]} use=test{anchor}",
                string.Create(CultureInfo.InvariantCulture, $"What is right in case {number + 1}?")));
        }

        return text.ToString();
    }
}
