using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LearningHub.Bench.Live;

/// <summary>One client of a hub over a plain TCP socket: WebSocket frames and SignalR's JSON messages by hand, nothing parsed that is not asked about.</summary>
/// <remarks>The load driver shares the machine with the server, so a connection must cost it as little as can be: no task, no timer
/// and no JSON document for a message.</remarks>
internal abstract class LoadSocket : IDisposable
{
    private const byte MessageEnd = 0x1e;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[2048];
    private int filled;
    private bool upgraded;

    /// <summary>The clock's milliseconds at which something was last sent.</summary>
    public long SentAt { get; private set; }

    /// <summary>Why the connection ended before it was told to, or null.</summary>
    public string? Broken { get; private set; }

    public async Task OpenAsync(Uri server)
    {
        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        Send(Encoding.ASCII.GetBytes(
            $"GET /hubs/live HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"));
        _ = ReceiveAllAsync();
    }

    public void Dispose()
    {
        Broken ??= "";
        socket.Dispose();
    }

    /// <summary>Tells the server that this client lives; clients do so after 15 s of silence.</summary>
    public void Ping() => SendText("{\"type\":6}"u8);

    /// <summary>The hub is there and knows the protocol: the first message may go.</summary>
    protected abstract void Opened();

    /// <summary>One message of the hub, without its end mark.</summary>
    protected abstract void Heard(ReadOnlySpan<byte> message);

    protected abstract void Lost(string why);

    /// <summary>Sends one message in one frame, masked with zeros: the protocol asks for a mask, not for a secret one.</summary>
    protected void SendText(ReadOnlySpan<byte> text)
    {
        Span<byte> frame = stackalloc byte[text.Length + 9];
        frame[0] = 0x81;
        var length = text.Length + 1;
        var header = 6;
        if (length < 126) frame[1] = (byte)(0x80 | length);
        else
        {
            frame[1] = 0x80 | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame[2..], (ushort)length);
            header = 8;
        }

        frame.Slice(header - 4, 4).Clear();
        text.CopyTo(frame[header..]);
        frame[header + text.Length] = MessageEnd;
        Send(frame[..(header + length)]);
    }

    private void Send(ReadOnlySpan<byte> bytes)
    {
        try
        {
            SentAt = Environment.TickCount64;
            while (!bytes.IsEmpty) bytes = bytes[socket.Send(bytes)..];
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Fail(e.Message);
        }
    }

    private async Task ReceiveAllAsync()
    {
        try
        {
            while (true)
            {
                if (filled == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                var count = await socket.ReceiveAsync(buffer.AsMemory(filled), SocketFlags.None);
                if (count == 0) break;
                filled += count;
                Take();
            }

            Fail("the server closed the connection");
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Fail(e.Message);
        }
    }

    private void Fail(string why)
    {
        if (Broken is not null) return;
        Broken = why;
        Lost(why);
    }

    private void Take()
    {
        var taken = 0;
        while (TakeOne(buffer.AsSpan(taken, filled - taken)) is > 0 and var length) taken += length;
        if (taken == 0) return;
        buffer.AsSpan(taken, filled - taken).CopyTo(buffer);
        filled -= taken;
    }

    /// <returns>Bytes taken; 0 when the frame is not whole yet.</returns>
    private int TakeOne(ReadOnlySpan<byte> bytes)
    {
        if (!upgraded)
        {
            var end = bytes.IndexOf("\r\n\r\n"u8);
            if (end < 0) return 0;
            if (!bytes.StartsWith("HTTP/1.1 101"u8)) Fail(Encoding.ASCII.GetString(bytes[..bytes.IndexOf("\r\n"u8)]));
            upgraded = true;
            SendText("{\"protocol\":\"json\",\"version\":1}"u8);
            Opened();
            return end + 4;
        }

        if (bytes.Length < 2) return 0;
        var (header, length) = bytes[1] switch
        {
            < 126 and var small => (2, (int)small),
            126 => bytes.Length < 4 ? (4, 0) : (4, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..])),
            _ => bytes.Length < 10 ? (10, 0) : (10, (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])),
        };
        if (bytes.Length < header || bytes.Length < header + length) return 0;
        var payload = bytes.Slice(header, length);
        switch (bytes[0] & 0x0f)
        {
            case 8:
                Fail("the server closed the connection");
                break;
            case 9:
                Send([0x8a, 0x80, 0, 0, 0, 0]);
                break;
            default:
                for (int end; (end = payload.IndexOf(MessageEnd)) >= 0; payload = payload[(end + 1)..]) Heard(payload[..end]);
                break;
        }

        return header + length;
    }
}
