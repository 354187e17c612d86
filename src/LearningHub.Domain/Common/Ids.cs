using System.Text.Json;
using System.Text.Json.Serialization;

namespace LearningHub.Domain.Common;

/// <summary>An id that cannot stand where another kind of id is meant. On the wire and in the journal it is a plain UUID string.</summary>
public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }
    static abstract TSelf From(Guid value);
}

/// <summary>A person: learner, facilitator, step-down trainer, focal point. Names and contacts live in Identity only.</summary>
[JsonConverter(typeof(IdJsonConverter<LearnerId>))]
public readonly record struct LearnerId(Guid Value) : IId<LearnerId>
{
    public static LearnerId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>A workshop's group of people.</summary>
[JsonConverter(typeof(IdJsonConverter<CohortId>))]
public readonly record struct CohortId(Guid Value) : IId<CohortId>
{
    public static CohortId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>One live session (a live room).</summary>
[JsonConverter(typeof(IdJsonConverter<LiveSessionId>))]
public readonly record struct LiveSessionId(Guid Value) : IId<LiveSessionId>
{
    public static LiveSessionId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>One session that a step-down trainer holds for colleagues.</summary>
[JsonConverter(typeof(IdJsonConverter<CascadeSessionId>))]
public readonly record struct CascadeSessionId(Guid Value) : IId<CascadeSessionId>
{
    public static CascadeSessionId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>A ministry, agency, union or other body whose staff are taught.</summary>
[JsonConverter(typeof(IdJsonConverter<InstitutionId>))]
public readonly record struct InstitutionId(Guid Value) : IId<InstitutionId>
{
    public static InstitutionId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>A programme that pays for and follows several workshops.</summary>
[JsonConverter(typeof(IdJsonConverter<ProgrammeId>))]
public readonly record struct ProgrammeId(Guid Value) : IId<ProgrammeId>
{
    public static ProgrammeId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

/// <summary>A module at one published version: what a session taught and what a figure is about.</summary>
/// <param name="Module">The module's id, for example <c>labour-mobility</c>.</param>
/// <param name="Version">Counted from 1.</param>
public sealed record ModuleVersion(string Module, int Version)
{
    /// <summary>The form used as a grain key and in addresses: <c>labour-mobility@1</c>.</summary>
    public override string ToString() => $"{Module}@{Version}";

    /// <summary>Reads <c>labour-mobility@1</c>; null when the text is not of that form.</summary>
    public static ModuleVersion? TryParse(string? text) =>
        text?.Split('@') is [{ Length: > 0 } module, var number] && int.TryParse(number, out var version) && version > 0
            ? new(module, version)
            : null;
}

/// <summary>Writes an id as its UUID, also where it is the key of a dictionary.</summary>
public sealed class IdJsonConverter<TId> : JsonConverter<TId> where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(reader.GetGuid());
    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => TId.From(Guid.Parse(reader.GetString()!));
    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value.ToString());
}
