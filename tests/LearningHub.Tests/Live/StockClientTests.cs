using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json.Nodes;
using LearningHub.Tests.Common;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Live;

/// <summary>Anyone may write a client: the stock SignalR client understands the room as our own does.</summary>
public sealed class StockClientTests(LiveServer server) : IClassFixture<LiveServer>
{
    [Fact]
    public async Task The_stock_client_joins_hears_a_question_and_answers_it()
    {
        var room = await server.StartSessionAsync();
        await using var phone = Connect(server.Address);
        var opened = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        phone.On<JsonObject>("activityOpened", message => opened.TrySetResult(message));
        await phone.StartAsync();
        var joined = await phone.InvokeAsync<JsonObject>("Join", room.Code, "Amina", null);
        Assert.NotNull(joined["claim"]);

        await using var host = Connect(server.Address);
        await host.StartAsync();
        await host.InvokeAsync<JsonObject>("Host", room.Session, room.HostClaim);
        await host.InvokeAsync<JsonObject>("Next");
        var activity = (await opened.Task.WaitAsync(TimeSpan.FromSeconds(20)))["activity"]!;
        var answer = new { options = new[] { (string)activity["options"]![0]!["id"]! } };
        var id = Guid.NewGuid();
        var first = await phone.InvokeAsync<JsonObject>("Answer", id, (string)activity["activityId"]!, answer);
        var again = await phone.InvokeAsync<JsonObject>("Answer", id, (string)activity["activityId"]!, answer);
        Assert.Equal(("accepted", "repeated"), ((string)first["status"]!, (string)again["status"]!));
    }

    /// <summary>The package <c>@microsoft/signalr</c> itself, on Node: negotiation, WebSocket, and its own reconnecting through a link that breaks.</summary>
    [Fact]
    public async Task The_stock_JavaScript_client_joins_answers_reconnects_and_sees_the_result()
    {
        var room = await server.StartSessionAsync();
        using var node = Process.Start(new ProcessStartInfo("node", ["stock/stock-client.mjs", server.Address.ToString().TrimEnd('/'), room.Code, room.Session.ToString(), room.HostClaim])
        {
            WorkingDirectory = Path.Combine(Repository.Folder, "src", "LearningHub.Web", "client"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.True(node.ExitCode == 0, await output + await error);
        Assert.Contains("came back and saw the result", await output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_negotiates_first_is_offered_the_WebSocket()
    {
        using var http = new HttpClient { BaseAddress = server.Address };
        using var response = await http.PostAsync(new Uri("/hubs/live/negotiate?negotiateVersion=1", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("WebSockets", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static HubConnection Connect(Uri server)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<IConnectionFactory, WebSocketFactory>();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(new UriBuilder(server) { Scheme = "ws", Path = "/hubs/live" }.Uri));
        builder.Services.AddSingleton<IHubProtocol, JsonHubProtocol>();
        return builder.Build();
    }

    /// <summary>The stock client's transport package is not served everywhere; this is the smallest one it can work with.</summary>
    private sealed class WebSocketFactory : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            var socket = new ClientWebSocket();
            await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
            return new SocketConnection(socket);
        }
    }

    private sealed class SocketConnection : ConnectionContext, ITransferFormatFeature
    {
        private readonly Pipe incoming = new(), outgoing = new();
        private readonly ClientWebSocket socket;
        private readonly Task receiving, sending;

        public SocketConnection(ClientWebSocket socket)
        {
            this.socket = socket;
            Features.Set<ITransferFormatFeature>(this);
            Transport = new Duplex(incoming.Reader, outgoing.Writer);
            (receiving, sending) = (ReceiveAsync(), SendAsync());
        }

        public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");
        public override IFeatureCollection Features { get; } = new FeatureCollection();
        public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();
        public override IDuplexPipe Transport { get; set; }
        public TransferFormat SupportedFormats => TransferFormat.Text;
        public TransferFormat ActiveFormat { get; set; } = TransferFormat.Text;

        public override async ValueTask DisposeAsync()
        {
            await outgoing.Writer.CompleteAsync();
            await sending; // the client's last words go out before the line is cut
            socket.Abort();
            await receiving;
            socket.Dispose();
            await base.DisposeAsync();
        }

        private async Task ReceiveAsync()
        {
            try
            {
                while (true)
                {
                    var result = await socket.ReceiveAsync(incoming.Writer.GetMemory(4096), CancellationToken.None);
                    if (result.MessageType == WebSocketMessageType.Close) break;
                    incoming.Writer.Advance(result.Count);
                    await incoming.Writer.FlushAsync();
                }
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException) { } // the end of the test

            await incoming.Writer.CompleteAsync();
        }

        private async Task SendAsync()
        {
            while (true)
            {
                var read = await outgoing.Reader.ReadAsync();
                try
                {
                    if (!read.Buffer.IsEmpty && socket.State == WebSocketState.Open)
                        await socket.SendAsync(read.Buffer.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
                }
                catch (Exception e) when (e is WebSocketException or OperationCanceledException) { } // the hub was first to close

                outgoing.Reader.AdvanceTo(read.Buffer.End);
                if (read.IsCompleted) return;
            }
        }

        private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
