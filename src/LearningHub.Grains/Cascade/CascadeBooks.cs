using System.Collections.Concurrent;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Grains.Cascade;

/// <summary>Keeps the books of every cascade: pages read figures here. A page that is loaded after a receipt shows what the receipt said.</summary>
/// <remarks>A book stands until the journal holds an event that changes its facts, or the day ends: figures count whole days.</remarks>
public sealed class CascadeBooks(IDbContextFactory<HubDbContext> databases, CascadeFactsQuery query, ContentLibrary library, TimeProvider clock)
{
    private readonly ConcurrentDictionary<ModuleVersion, CascadeShelf> shelves = new();

    /// <summary>The cascade of a whole module version.</summary>
    /// <param name="asOf">A moment in the past; null for now.</param>
    public Task<CascadeBook> OfModuleAsync(ModuleVersion module, DateTimeOffset? asOf = null, CancellationToken ct = default) => OfAsync(null, module, asOf, ct);

    /// <summary>The programme's own cascade, as <see cref="ProgrammeScope"/> says.</summary>
    /// <param name="asOf">A moment in the past; null for now.</param>
    public Task<CascadeBook> OfProgrammeAsync(ProgrammeId programme, ModuleVersion module, DateTimeOffset? asOf = null, CancellationToken ct = default) =>
        OfAsync(programme, module, asOf, ct);

    private async Task<CascadeBook> OfAsync(ProgrammeId? programme, ModuleVersion module, DateTimeOffset? asOf, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(module);
        var shelf = shelves.GetOrAdd(module, _ => new());
        await shelf.Gate.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            await using var moment = await ReadSnapshot.OfAsync(db, ct);
            await FreshenAsync(shelf, db, module, ct);
            var now = clock.GetUtcNow();
            var past = asOf < now ? asOf : null;
            if (shelf.Find(programme, past, now) is { } known) return known;
            var sensitive = library.Find(module)?.Sensitive ?? false;
            var all = shelf.Find(null, past, now) ?? shelf.Put(null, past, CascadeBook.Of(shelf.Facts!, past ?? now, sensitive));
            if (programme is not { } id) return all;
            var members = await MembersAsync(db, id, all.AsOf, ct);
            var facts = ProgrammeScope.Of(all.Lineage, members);
            return shelf.Put(programme, past, facts == all.Facts ? all : CascadeBook.Of(facts, all.AsOf, sensitive));
        }
        finally
        {
            shelf.Gate.Release();
        }
    }

    private async Task FreshenAsync(CascadeShelf shelf, HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var last = await JournalTail.LastAsync(db, ct);
        if (shelf.Facts is not null && (shelf.Position == last || !CascadeChanges.Among(await JournalTail.AfterAsync(db, shelf.Position, CascadeChanges.Live, ct))))
            shelf.Position = last;
        else
            shelf.Fill(await query.OfAsync(db, module, ct), last);
    }

    private static async Task<HashSet<LearnerId>> MembersAsync(HubDbContext db, ProgrammeId programme, DateTimeOffset asOf, CancellationToken ct)
    {
        var members = await (
            from person in db.CohortPeople.AsNoTracking()
            join cohort in db.Cohorts on person.CohortId equals cohort.Id
            where cohort.ProgrammeId == programme.Value && !person.Facilitates && person.Since <= asOf
            select person.LearnerId).ToListAsync(ct);
        var people = await PersonLinksQuery.MapAsync(db, ct); // the facts know a person by one id
        return [.. members.Select(id => people[new(id)])];
    }
}
