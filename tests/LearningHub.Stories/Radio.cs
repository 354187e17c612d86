using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LearningHub.Tests.Common;

namespace LearningHub.Stories;

/// <summary>The way between one phone and the hub, which a story may break and mend: a browser told to be offline keeps the connections it has.</summary>
public sealed class Radio : IAsyncDisposable
{
    private const int PacketBytes = 1460;

    /// <summary>When Linux sends a lost packet again: after the round trip (here 600 ms) and at least 200 ms more; sooner only where enough others followed it.</summary>
    private static readonly TimeSpan FirstTimeout = TimeSpan.FromMilliseconds(800);

    private readonly TcpListener ear = new(IPAddress.Loopback, Ports.Free());
    private readonly ConcurrentDictionary<TcpClient, Task> open = [];
    private readonly Random chance;
    private readonly Task listening;
    private volatile int hubPort;
    private volatile bool broken;
    private long bytes;

    /// <param name="seed">Which of the packets are lost, where <see cref="Loss"/> is above 0.</param>
    public Radio(int hubPort, int seed = 1)
    {
        this.hubPort = hubPort;
        chance = new Random(seed);
        ear.Start();
        listening = ListenAsync();
    }

    /// <summary>Where the phone finds the hub.</summary>
    public string Address => $"http://127.0.0.1:{((IPEndPoint)ear.LocalEndpoint).Port}";

    /// <summary>What has come to the phone over all its connections, in bytes: whoever asked, the page or a service worker.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>From now on another hub answers at this address, as after a change of program or content.</summary>
    public async Task TurnToAsync(int port)
    {
        hubPort = port;
        await BreakAsync();
        Mend();
    }

    /// <summary>The part of all packets that gets lost, 0 to 1. As TCP would have it, a lost packet comes after a timeout, and all behind it wait.</summary>
    public double Loss { get; set; }

    /// <summary>What a new connection waits before anything goes through it: the way there and back.</summary>
    public TimeSpan Handshake { get; set; }

    /// <summary>Every connection ends without farewell, and new ones end at once.</summary>
    public async Task BreakAsync()
    {
        broken = true;
        foreach (var phone in open.Keys) phone.Client.Close(timeout: 0);
        await Task.WhenAll(open.Values);
    }

    public void Mend() => broken = false;

    public async ValueTask DisposeAsync()
    {
        ear.Stop();
        await listening;
        await BreakAsync();
        ear.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                var phone = await ear.AcceptTcpClientAsync();
                if (broken) phone.Dispose();
                else open[phone] = CarryAsync(phone);
            }
        }
        catch (SocketException) { } // the story is over
        catch (ObjectDisposedException) { }
    }

    private async Task CarryAsync(TcpClient phone)
    {
        await Task.Yield(); // the caller notes this task first
        using var hub = new TcpClient();
        try
        {
            await hub.ConnectAsync(IPAddress.Loopback, hubPort);
            if (Handshake > TimeSpan.Zero) await Task.Delay(Handshake + Retransmission());
            var (near, far) = (phone.GetStream(), hub.GetStream());
            await Task.WhenAny(CopyAsync(near, far, count: null), CopyAsync(far, near, count: read => Interlocked.Add(ref bytes, read)));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException) { } // broken
        finally
        {
            open.TryRemove(phone, out _);
            phone.Dispose();
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, Action<int>? count)
    {
        var packet = new byte[PacketBytes];
        while (await from.ReadAsync(packet) is > 0 and var read)
        {
            count?.Invoke(read);
            if (Retransmission() is var stall && stall > TimeSpan.Zero) await Task.Delay(stall);
            await to.WriteAsync(packet.AsMemory(0, read));
        }
    }

    /// <summary>How long the next packet is late: not at all, a timeout if it is lost, twice that again if its repetition is.</summary>
    private TimeSpan Retransmission()
    {
        var (stall, timeout) = (TimeSpan.Zero, FirstTimeout);
        if (Loss <= 0) return stall;
        lock (chance)
        {
            for (; chance.NextDouble() < Loss; timeout *= 2) stall += timeout;
        }

        return stall;
    }
}
