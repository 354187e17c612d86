using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using LearningHub.Domain.Learning;

namespace LearningHub.Web.Learning;

/// <summary>What a page costs on a prepaid phone, said before it is opened.</summary>
public sealed class PageWeight
{
    /// <summary>Frame of the page around the lesson's own text, compressed. Stylesheet and script come once and are not in it.</summary>
    private const int FrameBytes = 3_700;

    private readonly ConcurrentDictionary<(string Module, string Lesson), int> bytes = new();

    /// <summary>A further lesson over the wire, in KB of 1,000 bytes, rounded up.</summary>
    public int KilobytesOf(Module module, Lesson lesson)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(lesson);
        return (bytes.GetOrAdd(($"{module.Id}/{module.Language}", lesson.Id), _ => Compressed(lesson) + FrameBytes) + 999) / 1_000;
    }

    /// <summary>All lessons of a module together.</summary>
    public int KilobytesOf(Module module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Lessons.Sum(lesson => KilobytesOf(module, lesson));
    }

    private static int Compressed(Lesson lesson)
    {
        var text = new StringBuilder();
        foreach (var part in lesson.Parts)
        {
            text.Append(part.Html).Append(part.Check?.Prompt.Html);
            foreach (var option in part.Check?.Options ?? []) text.Append(option.Text.Html);
        }

        foreach (var source in lesson.Sources) text.Append(CultureInfo.InvariantCulture, $"{source.Title} {source.Issuer} {source.Year}");
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(text.ToString()));
        return (int)target.Length;
    }
}
