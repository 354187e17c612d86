using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning.Content;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Learning;

/// <summary>Answers how far one learner is on the way to teaching each module that she has begun.</summary>
public sealed class TeachReadyQuery(IDbContextFactory<HubDbContext> databases, QualificationQuery qualifications, ContentLibrary library)
{
    /// <summary>Rows of one kind at most: more than any content has lessons and messages.</summary>
    private const int MaxRows = 1_000;

    /// <summary>By module as it is now, in the order of the modules; those in which she has done nothing are not in it.</summary>
    public async Task<ImmutableArray<(Module Module, TeachReady Ready)>> OfAsync(LearnerId learner, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var id = learner.Value;
        var read = (await db.LessonsRead.AsNoTracking().Where(row => row.LearnerId == id).OrderBy(row => row.Module).ThenBy(row => row.Lesson).Take(MaxRows)
            .Select(row => new { row.Module, row.ModuleVersion, row.Lesson }).ToListAsync(ct)).ToLookup(row => new ModuleVersion(row.Module, row.ModuleVersion), row => row.Lesson);
        var rehearsed = (await db.Rehearsals.AsNoTracking().Where(row => row.LearnerId == id && row.Ready).OrderBy(row => row.Module).ThenBy(row => row.Message).Take(MaxRows)
            .Select(row => new { row.Module, row.ModuleVersion, row.Message }).ToListAsync(ct)).ToLookup(row => new ModuleVersion(row.Module, row.ModuleVersion), row => row.Message);
        var cleared = (await db.TeachBacks.AsNoTracking().Where(row => row.LearnerId == id && row.ClearedAt != null).OrderBy(row => row.Module).ThenBy(row => row.ModuleVersion).Take(MaxRows)
            .Select(row => new { row.Module, row.ModuleVersion }).ToListAsync(ct)).Select(row => new ModuleVersion(row.Module, row.ModuleVersion)).ToHashSet();
        var qualified = (await qualifications.OfAsync(learner, ct)).Select(own => own.Module).ToHashSet();
        return
        [
            .. library.Modules.Where(module => read[module.Id].Any() || rehearsed[module.Id].Any() || cleared.Contains(module.Id) || qualified.Contains(module.Id)).Select(module => (module, new TeachReady(
                module.Lessons.Length, module.Lessons.Count(lesson => read[module.Id].Contains(lesson.Id)), qualified.Contains(module.Id),
                module.KeyMessages.Length, module.KeyMessages.Count(message => rehearsed[module.Id].Contains(message.Id)), cleared.Contains(module.Id)))),
        ];
    }

    /// <summary>In one module; nothing done is a state as well.</summary>
    public async Task<TeachReady> OfAsync(LearnerId learner, Module module, CancellationToken ct = default) =>
        (await OfAsync(learner, ct)).FirstOrDefault(known => known.Module.Id == module.Id).Ready ?? new(module.Lessons.Length, 0, false, module.KeyMessages.Length, 0, false);
}
