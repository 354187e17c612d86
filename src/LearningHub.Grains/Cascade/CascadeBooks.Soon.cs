using LearningHub.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>How far the figures of a large cascade are on their way to a page that waits for them.</summary>
/// <param name="Confirmations">How many confirmations are read.</param>
/// <param name="Read">Share of them that has been read, 0 to 1; at 1 the figures are being counted.</param>
public sealed record ComingBook(int Confirmations, double Read);

/// <summary>After a start everything is read once, which for a million people takes longer than a person looks at a white page.</summary>
public sealed partial class CascadeBooks
{
    /// <summary>Programmes whose books are made before anybody asks.</summary>
    private const int MostWarmed = 24;

    /// <summary>The programme's cascade, or of a whole module, like <see cref="OfProgrammeAsync"/>; but of a large one without waiting long.</summary>
    /// <param name="programme">Null for the whole module.</param>
    /// <param name="asOf">A moment in the past; null for now.</param>
    /// <returns>Null while it is being read or counted, which goes on meanwhile: <see cref="ComingOf"/> says how far it is, and the page asks again.</returns>
    public async Task<CascadeBook?> SoonAsync(ProgrammeId? programme, ModuleVersion module, DateTimeOffset? asOf = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        var shelf = shelves.GetOrAdd(module, _ => new());
        var past = asOf < clock.GetUtcNow() ? asOf : null;
        var stands = past is null ? shelf.Last(programme) is not null : shelf.Find(programme, past, default) is not null;
        if (!stands && await TakesLongAsync(shelf, shelf.Coming.GetOrAdd((programme, past), asked => new(() => PrepareAsync(shelf, module, asked))).Value)) return null;
        return await OfAsync(programme, module, asOf, CancellationToken.None); // also when it stood: it may rest on less than the last receipt
    }

    /// <summary>How far the book is that <see cref="SoonAsync"/> did not wait for.</summary>
    public ComingBook ComingOf(ModuleVersion module) => shelves.TryGetValue(module, out var shelf) && shelf.Size.IsCompletedSuccessfully ? new(shelf.Size.Result, shelf.Facts is null ? shelf.Read : 1) : new(0, 0);

    /// <summary>Makes the books of large cascades, so that the first page after a start finds them.</summary>
    public async Task WarmAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var large = await db.Exposures.AsNoTracking().GroupBy(e => new { e.Module, e.ModuleVersion }).Where(same => same.Count() >= Large)
            .Select(same => new { same.Key.Module, same.Key.ModuleVersion }).OrderBy(m => m.Module).ThenBy(m => m.ModuleVersion).ToListAsync(ct);
        foreach (var module in large)
        {
            await OfAsync(null, new(module.Module, module.ModuleVersion), null, ct);
            var programmes = await db.Cohorts.AsNoTracking()
                .Where(cohort => cohort.ProgrammeId != null && db.CohortModules.Any(taught => taught.CohortId == cohort.Id && taught.Module == module.Module && taught.ModuleVersion == module.ModuleVersion))
                .Select(cohort => cohort.ProgrammeId!.Value).Distinct().OrderBy(id => id).Take(MostWarmed).ToListAsync(ct);
            foreach (var programme in programmes) await OfAsync(new ProgrammeId(programme), new(module.Module, module.ModuleVersion), null, ct);
        }
    }

    /// <summary>Goes on when nobody waits for it any more.</summary>
    private async Task PrepareAsync(CascadeShelf shelf, ModuleVersion module, (ProgrammeId? Programme, DateTimeOffset? Past) asked)
    {
        try
        {
            await Task.Run(() => OfAsync(asked.Programme, module, asked.Past, CancellationToken.None));
        }
        catch (Exception e)
        {
            LogNotRenewed(e, module);
            throw; // to the pages that wait
        }
        finally
        {
            shelf.Coming.TryRemove(asked, out _); // the next page tries again
        }
    }

    /// <summary>Whether a page should not wait for it: a small cascade is always worth the wait.</summary>
    private async Task<bool> TakesLongAsync(CascadeShelf shelf, Task coming)
    {
        await Task.WhenAny(coming, shelf.Size);
        if (!coming.IsCompleted && shelf.Size.Result >= Large) await Task.WhenAny(coming, Task.Delay(TimeSpan.FromSeconds(Patience), clock));
        else await coming;
        if (!coming.IsCompleted) return true;
        await coming;
        return false;
    }
}
