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
    private readonly Stream bytes;
    private readonly bool own;
    private readonly StreamWriter text;
    private readonly CsvWriter csv;

    /// <param name="to">Where the table is written as it grows, complete when it is disposed; it stays open. Null keeps it in memory.</param>
    public CsvTable(IEnumerable<string> head, Stream? to = null)
    {
        (bytes, own) = (to ?? new MemoryStream(), to is null);
        text = new(bytes, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        csv = new(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" }, leaveOpen: true);
        Add([.. head]);
    }

    public void Add(params string?[] cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        csv.NextRecord();
    }

    /// <summary>Everything so far, of a table that is kept in memory.</summary>
    public byte[] ToBytes()
    {
        csv.Flush();
        text.Flush();
        return ((MemoryStream)bytes).ToArray();
    }

    public void Dispose()
    {
        csv.Dispose();
        text.Dispose();
        if (own) bytes.Dispose();
    }
}
