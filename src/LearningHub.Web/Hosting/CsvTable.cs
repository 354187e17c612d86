using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace LearningHub.Web.Hosting;

/// <summary>A table that spreadsheets open: UTF-8 with a byte order mark, a header row, commas.</summary>
/// <remarks>People type names, and a spreadsheet runs what begins with =, +, -, @ or a control character as a formula; such cells get an
/// apostrophe in front, which spreadsheets show as text.</remarks>
public sealed class CsvTable : IDisposable
{
    private readonly MemoryStream bytes = new();
    private readonly StreamWriter text;
    private readonly CsvWriter csv;

    public CsvTable(IEnumerable<string> head)
    {
        text = new(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" }, leaveOpen: true);
        Add([.. head]);
    }

    public void Add(params string?[] cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        csv.NextRecord();
    }

    /// <summary>Everything so far.</summary>
    public byte[] ToBytes()
    {
        csv.Flush();
        text.Flush();
        return bytes.ToArray();
    }

    public void Dispose()
    {
        csv.Dispose();
        text.Dispose();
        bytes.Dispose();
    }
}
