using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace LearningHub.Web.Hosting;

/// <summary>One JSON object a line: time, level, category, message, named values, error, trace id.</summary>
/// <remarks>The framework's own JSON console prints scopes for the trace id, and with them the path of every request: codes and one-time
/// links would stand in the log.</remarks>
internal sealed class TelemetryJson(TimeProvider clock) : ConsoleFormatter(Format)
{
    public const string Format = "hub-json";

    private const string Template = "{OriginalFormat}";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            json.WriteString("time", clock.GetUtcNow().UtcDateTime);
            json.WriteString("level", logEntry.LogLevel.ToString());
            json.WriteString("category", logEntry.Category);
            json.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (logEntry.State is IEnumerable<KeyValuePair<string, object?>> values)
                foreach (var (name, value) in values.Where(value => value.Key != Template)) json.WriteString($"value.{name}", Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
            if (logEntry.Exception is { } exception) json.WriteString("error", exception.ToString());
            if (Activity.Current is { } activity) json.WriteString("trace", activity.TraceId.ToString());
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(line.WrittenSpan));
    }
}
