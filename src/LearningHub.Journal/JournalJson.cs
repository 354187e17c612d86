using System.Text.Json;
using System.Text.Json.Serialization;

namespace LearningHub.Journal;

/// <summary>How events are written. What is stored stays readable for ever, so these options may gain tolerance but never change a form.</summary>
public static class JournalJson
{
    /// <summary>Camel case, enums by name, nulls left out.</summary>
    public static readonly JsonSerializerOptions Options = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
