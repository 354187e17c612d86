using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LearningHub.Journal;

/// <summary>Computes the journal's chain line by line.</summary>
public sealed class JournalChain
{
    /// <summary>Bytes of each h that a seal keeps.</summary>
    public const int MarkBytes = 8;

    private readonly ArrayBufferWriter<byte> bytes = new(1024);
    private readonly byte[] head;

    /// <param name="head">h of the line before; null at the journal's beginning.</param>
    public JournalChain(byte[]? head = null) => this.head = head is null ? new byte[SHA256.HashSizeInBytes] : [.. head];

    /// <summary>h of the last line added.</summary>
    public ReadOnlySpan<byte> Head => head;

    public ReadOnlySpan<byte> Mark => head.AsSpan(0, MarkBytes);

    /// <summary>Goes on by one line.</summary>
    public void Add(JournalRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        bytes.ResetWrittenCount();
        bytes.Write(head);
        Write(row.Position.ToString(CultureInfo.InvariantCulture));
        Write(row.EventId.ToString());
        Write(row.Site.ToString());
        Write(row.Stream);
        Write(row.Version.ToString(CultureInfo.InvariantCulture));
        Write(row.Type);
        Write(row.Data);
        Write(row.CommandId?.ToString());
        Write(JournalTime.ToText(row.RecordedAt));
        Write(row.HappenedAt is { } at ? JournalTime.ToText(at) : null);
        SHA256.HashData(bytes.WrittenSpan, head);
    }

    /// <summary>The length in bytes, a colon, the UTF-8 text, a comma; <c>-,</c> for nothing: no two lines have the same bytes.</summary>
    private void Write(string? field)
    {
        if (field is null)
        {
            bytes.Write("-,"u8);
            return;
        }

        Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(field)}:", bytes);
        Encoding.UTF8.GetBytes(field, bytes);
        bytes.Write(","u8);
    }
}
