using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Live;

/// <summary>SignalR's JSON protocol for clients that anybody may write: text that is no message gets an answer instead of a closed
/// connection, and arguments that the protocol calls optional may be left out.</summary>
public sealed class PatientHubProtocol(IOptions<JsonHubProtocolOptions> options) : IHubProtocol
{
    private readonly JsonHubProtocol inner = new(options);

    public string Name => inner.Name;
    public int Version => inner.Version;
    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output) => inner.WriteMessage(message, output);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message)
    {
        var before = input;
        try
        {
            if (!inner.TryParseMessage(ref input, binder, out message) && input.Length == before.Length) return false;
        }
        catch (InvalidDataException) when (input.Length < before.Length)
        {
            message = null;
        }

        // The bad text is consumed; the next message is a new chance. "False" would leave what came with it unread until more comes.
        message ??= new InvocationMessage(nameof(LiveHub.Malformed), []);
        if (message is InvocationBindingFailureMessage { Target: nameof(LiveHub.Join) or nameof(LiveHub.Host) } failure)
            message = WithMissingArguments(before.Slice(0, before.Length - input.Length - 1), failure, binder) ?? message;
        return true;
    }

    private HubMessage? WithMissingArguments(ReadOnlySequence<byte> payload, InvocationBindingFailureMessage failure, IInvocationBinder binder)
    {
        if (JsonNode.Parse(payload.ToArray()) is not JsonObject call || call["arguments"] is not JsonArray arguments) return null;
        var wanted = binder.GetParameterTypes(failure.Target!).Count;
        if (arguments.Count == 0 || arguments.Count >= wanted) return null;
        while (arguments.Count < wanted) arguments.Add(null);
        var whole = new ReadOnlySequence<byte>([.. System.Text.Encoding.UTF8.GetBytes(call.ToJsonString()), 0x1e]);
        return inner.TryParseMessage(ref whole, binder, out var message) ? message : null;
    }
}
