using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>Weighs what a page takes over the wire, as Chromium's network layer counts it: bytes as sent (compressed), response headers included, what lies in its cache not.</summary>
public sealed class Wire
{
    private readonly ConcurrentDictionary<string, string> kinds = [];
    private readonly ConcurrentDictionary<string, string> compressions = [];
    private long pages;
    private long scripts;
    private long frames;

    /// <summary>Everything.</summary>
    public long Bytes => Interlocked.Read(ref pages) + Interlocked.Read(ref scripts) + Interlocked.Read(ref frames);

    public long ScriptBytes => Interlocked.Read(ref scripts);

    /// <summary>How each answer was compressed.</summary>
    public IReadOnlyCollection<string> Compressions => [.. compressions.Values.Distinct()];

    public static async Task<Wire> OfAsync(Visitor visitor)
    {
        var wire = new Wire();
        var network = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        network.Event("Network.responseReceived").OnEvent += (_, told) =>
        {
            var id = told!.Value.GetProperty("requestId").GetString()!;
            wire.kinds[id] = told.Value.GetProperty("type").GetString()!;
            foreach (var header in told.Value.GetProperty("response").GetProperty("headers").EnumerateObject())
                if (header.NameEquals("Content-Encoding")) wire.compressions[id] = header.Value.GetString()!;
        };
        network.Event("Network.loadingFinished").OnEvent += (_, told) =>
        {
            var bytes = (long)told!.Value.GetProperty("encodedDataLength").GetDouble();
            if (wire.kinds.GetValueOrDefault(told.Value.GetProperty("requestId").GetString()!) == "Script") Interlocked.Add(ref wire.scripts, bytes);
            else Interlocked.Add(ref wire.pages, bytes);
        };
        network.Event("Network.webSocketFrameReceived").OnEvent += (_, told) => wire.AddFrame(told!.Value, masked: false);
        network.Event("Network.webSocketFrameSent").OnEvent += (_, told) => wire.AddFrame(told!.Value, masked: true);
        await network.SendAsync("Network.enable");
        return wire;
    }

    private void AddFrame(JsonElement told, bool masked)
    {
        var payload = System.Text.Encoding.UTF8.GetByteCount(told.GetProperty("response").GetProperty("payloadData").GetString()!);
        Interlocked.Add(ref frames, payload + (payload < 126 ? 2 : 4) + (masked ? 4 : 0));
    }
}
