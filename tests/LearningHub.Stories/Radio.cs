using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LearningHub.Tests.Common;

namespace LearningHub.Stories;

/// <summary>The way between one phone and the hub, which a story may break and mend: a browser told to be offline keeps the connections it has.</summary>
public sealed class Radio : IAsyncDisposable
{
    private readonly TcpListener ear = new(IPAddress.Loopback, Ports.Free());
    private readonly ConcurrentDictionary<TcpClient, Task> open = [];
    private readonly Task listening;
    private volatile int hubPort;
    private volatile bool broken;
    private long bytes;

    public Radio(int hubPort)
    {
        this.hubPort = hubPort;
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
            var (near, far) = (phone.GetStream(), hub.GetStream());
            await Task.WhenAny(near.CopyToAsync(far), BringAsync(far, near));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException) { } // broken
        finally
        {
            open.TryRemove(phone, out _);
            phone.Dispose();
        }
    }

    private async Task BringAsync(NetworkStream far, NetworkStream near)
    {
        var buffer = new byte[16 * 1024];
        while (await far.ReadAsync(buffer) is > 0 and var read)
        {
            Interlocked.Add(ref bytes, read);
            await near.WriteAsync(buffer.AsMemory(0, read));
        }
    }
}
