using System.Text.Json.Serialization;

namespace LearningHub.Appender;

/// <summary>What this program appends.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Wrote), "appender.wrote.v1")]
public abstract record AppenderEvent
{
    private AppenderEvent() { }

    public sealed record Wrote(long After) : AppenderEvent;
}
