using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Learning;

/// <summary>The whole program with the small module, for one class of tests.</summary>
public sealed class LearningHubFixture : IDisposable
{
    public const string ModuleAddress = "/modules/fair-work";
    public const string LessonAddress = "/modules/fair-work/a-first-lesson";
    public static readonly ModuleVersion FairWork = new("fair-work", 1);

    private readonly SmallContent content = new();

    public LearningHubFixture() => Hub = new() { Settings = { ["Content:Path"] = content.Write() } };

    public Hub Hub { get; }

    public Module Content => Hub.Services.GetRequiredService<ContentLibrary>().Current("fair-work")!;

    public IGrainFactory Grains => Hub.Services.GetRequiredService<IGrainFactory>();

    public async Task<T> ReadAsync<T>(Func<HubDbContext, Task<T>> read)
    {
        await using var db = await Hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        return await read(db);
    }

    public void Dispose()
    {
        Hub.Dispose();
        content.Dispose();
    }
}
