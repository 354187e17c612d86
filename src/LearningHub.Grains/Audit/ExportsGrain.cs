using LearningHub.Domain.Audit;
using LearningHub.Domain.Common;
using LearningHub.Grains.Common;
using LearningHub.Journal;

namespace LearningHub.Grains.Audit;

/// <summary>What one person took out of the hub as files. The key is her id. Call it before the file is sent: no file leaves unwritten.</summary>
public interface IExportsGrain : IGrainWithGuidKey
{
    Task<Reply> Made(ExportKind kind, Guid about);
}

public sealed class ExportsGrain(Journal<HubDbContext, ExportEvent> journal, TimeProvider clock)
    : DecidingGrain<int, MakeExport, ExportEvent>(journal, Exports.Rules), IExportsGrain
{
    public const string StreamPrefix = "exports-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    public Task<Reply> Made(ExportKind kind, Guid about) => HandleAsync(new(kind, about, new(this.GetPrimaryKey()), clock.GetUtcNow()));
}
