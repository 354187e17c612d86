using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Storage;

namespace LearningHub.Tests.Engine;

/// <summary>Keeps grain states as JSON in memory, so that what was not written is not kept. A storage that either engine can use.</summary>
public sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), Row> rows = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = rows.GetValueOrDefault((stateName, grainId));
        grainState.State = row is null ? default : JsonSerializer.Deserialize<T>(row.Json);
        (grainState.ETag, grainState.RecordExists) = (row?.ETag, row is not null);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var written = new Row(JsonSerializer.SerializeToUtf8Bytes(grainState.State), Guid.NewGuid().ToString("N"));
        var earlier = rows.GetValueOrDefault((stateName, grainId));
        var kept = earlier?.ETag == grainState.ETag
            && (earlier is null ? rows.TryAdd((stateName, grainId), written) : rows.TryUpdate((stateName, grainId), written, earlier));
        if (!kept) throw Moved(stateName, grainId, grainState.ETag);
        (grainState.ETag, grainState.RecordExists) = (written.ETag, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (rows.TryGetValue((stateName, grainId), out var row) && (row.ETag != grainState.ETag || !rows.TryRemove(new((stateName, grainId), row))))
            throw Moved(stateName, grainId, grainState.ETag);
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    private InconsistentStateException Moved(string stateName, GrainId grainId, string? expected) =>
        new($"State '{stateName}' of {grainId} has changed since it was read.", rows.GetValueOrDefault((stateName, grainId))?.ETag, expected);

    private sealed record Row(byte[] Json, string ETag);
}
