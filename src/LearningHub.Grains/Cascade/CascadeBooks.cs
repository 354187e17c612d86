using System.Collections.Concurrent;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LearningHub.Grains.Cascade;

/// <summary>Keeps the books of every cascade: pages read figures here. A page that is loaded after a receipt shows what the receipt said.</summary>
/// <remarks>
/// A book stands until the journal holds an event that changes its facts, or the day ends: figures count whole days. Then only what has
/// changed is read anew, and the book is made again before the page is answered. In a cascade of 20,000 people or more in which this takes long, the page is
/// answered with the last book, which names its moment, and the new one is made meanwhile.
/// </remarks>
public sealed partial class CascadeBooks(
    IDbContextFactory<HubDbContext> databases, CascadeFactsQuery query, ContentLibrary library, TimeProvider clock, ILogger<CascadeBooks> log)
{
    /// <summary>Seconds that a page waits for a new book at most, as far as the last one tells.</summary>
    private const double Patience = 0.7;

    /// <summary>People of a cascade whose pages may show the last book. In a smaller one every page says what the last receipt said, however busy the machine is.</summary>
    public int Large { get; init; } = 20_000;

    /// <summary>At least so many times as long as making the books took, the processor is left to others before they are made again.</summary>
    private const int Rest = 2;

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
        var past = asOf < clock.GetUtcNow() ? asOf : null;
        if (past is null && shelf.Made.Seconds > Patience && shelf.Last(programme) is { } last && last.Lineage.People.Count >= Large)
        {
            if (shelf.Gate.Wait(0, CancellationToken.None)) _ = RenewAsync(shelf, module, programme); // it releases the gate
            return last;
        }

        await shelf.Gate.WaitAsync(ct);
        try
        {
            return await MakeAsync(shelf, programme, module, past, ct);
        }
        finally
        {
            shelf.Gate.Release();
        }
    }

    /// <summary>Makes new books beside the readers of the old ones, unless the old ones stand or were made just now.</summary>
    private async Task RenewAsync(CascadeShelf shelf, ModuleVersion module, ProgrammeId? asked)
    {
        try
        {
            if (clock.GetElapsedTime(shelf.Made.Ended).TotalSeconds < Rest * shelf.Made.Seconds) return;
            await Task.Yield(); // the page goes first
            foreach (var programme in shelf.Present.Prepend(asked).Distinct()) await Task.Run(() => MakeAsync(shelf, programme, module, null, CancellationToken.None));
        }
        catch (Exception e)
        {
            LogNotRenewed(e, module); // the next page tries again
        }
        finally
        {
            shelf.Gate.Release();
        }
    }

    private async Task<CascadeBook> MakeAsync(CascadeShelf shelf, ProgrammeId? programme, ModuleVersion module, DateTimeOffset? past, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var moment = await ReadSnapshot.OfAsync(db, ct);
        var (started, first) = (clock.GetTimestamp(), shelf.Facts is null);
        await FreshenAsync(shelf, db, module, ct);
        if (first) started = clock.GetTimestamp(); // everything is read only once
        var now = clock.GetUtcNow();
        if (shelf.Find(programme, past, now) is { } known) return known;
        var sensitive = library.Find(module)?.Sensitive ?? false;
        var all = shelf.Find(null, past, now);
        var book = all ?? shelf.Put(null, past, CascadeBook.Of(shelf.Facts!.Facts, past ?? now, sensitive));
        if (programme is { } id)
        {
            var facts = ProgrammeScope.Of(book.Lineage, await MembersAsync(db, id, book.AsOf, ct));
            var own = facts == book.Facts ? book : CascadeBook.Of(facts, book.AsOf, sensitive);
            if (past is null && own.Lineage.People.Count >= Large) PagesAhead.Make(own.Lineage, sensitive);
            book = shelf.Put(programme, past, own);
        }

        if (past is null) shelf.Made = new(clock.GetElapsedTime(started).TotalSeconds + (all is null ? 0 : shelf.Made.Seconds), clock.GetTimestamp());
        return book;
    }

    private async Task FreshenAsync(CascadeShelf shelf, HubDbContext db, ModuleVersion module, CancellationToken ct)
    {
        var last = await JournalTail.LastAsync(db, ct);
        if (shelf.Facts is { } kept)
        {
            if (shelf.Position == last) return;
            var changes = CascadeChanges.Of(await JournalTail.AfterAsync(db, shelf.Position, CascadeChanges.Live, ct));
            if (changes is { Any: false }) shelf.Pass(last);
            else shelf.Fill(changes is null ? await query.OfAsync([db], module, null, ct) : await query.OfAsync(db, module, kept, changes, ct), last);
            return;
        }

        var size = new BigTables(FactReader.Of(db), module).Confirmations();
        shelf.Measure(size);
        await using var second = size < Large ? null : await SameMomentAsync(last, ct);
        shelf.Fill(await query.OfAsync(second is null ? [db] : [db, second.Db], module, share => shelf.Read = share, ct), last);
        if (second is not null) GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false); // the pieces that were put together, beside whoever works
    }

    /// <summary>A second connection that sees the same facts, so that two processors read; null when something has happened in between.</summary>
    private async Task<Reader?> SameMomentAsync(long position, CancellationToken ct)
    {
        if (Environment.ProcessorCount < 2) return null;
        var db = await databases.CreateDbContextAsync(ct);
        var reader = new Reader(db, await ReadSnapshot.OfAsync(db, ct));
        if (CascadeChanges.Of(await JournalTail.AfterAsync(db, position, CascadeChanges.Live, ct)) is { Any: false }) return reader;
        await reader.DisposeAsync();
        return null;
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

    private sealed record Reader(HubDbContext Db, ReadSnapshot Moment) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Moment.DisposeAsync();
            await Db.DisposeAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "New figures of {Module} could not be made; pages show the last ones.")]
    private partial void LogNotRenewed(Exception exception, ModuleVersion module);
}
