using LearningHub.Grains;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Journal;

/// <summary>One program with a journal of rooms: its own writer on a database that others may share.</summary>
public sealed class RoomJournal : IAsyncDisposable
{
    private readonly ServiceProvider services;

    public RoomJournal(StorageProvider provider, string connectionString, TimeProvider? clock = null, IInterceptor? interceptor = null)
    {
        var collection = new ServiceCollection();
        if (clock is not null) collection.AddSingleton(clock);
        collection.AddPooledDbContextFactory<RoomContext>(options =>
        {
            _ = provider == StorageProvider.Sqlite ? options.UseDurableSqlite(connectionString) : options.UseDurablePostgreSql(connectionString);
            if (interceptor is not null) options.AddInterceptors(interceptor);
        });
        collection.AddJournal<RoomContext>(journal => journal.Project<TallyProjection, RoomEvent>().Project<AnswerProjection, RoomEvent>());
        services = collection.BuildServiceProvider();
    }

    public RoomJournal(TestDatabase database, TimeProvider? clock = null, IInterceptor? interceptor = null)
        : this(database.Provider, database.ConnectionString, clock, interceptor) { }

    public Journal<RoomContext, RoomEvent> Journal => services.GetRequiredService<Journal<RoomContext, RoomEvent>>();

    public JournalRebuild<RoomContext> Rebuild => services.GetRequiredService<JournalRebuild<RoomContext>>();

    public JournalSealer<RoomContext> Sealer => services.GetRequiredService<JournalSealer<RoomContext>>();

    public JournalCheck<RoomContext> Check => services.GetRequiredService<JournalCheck<RoomContext>>();

    public RoomContext Open() => services.GetRequiredService<IDbContextFactory<RoomContext>>().CreateDbContext();

    public Task<Receipt> Append(string room, long expected, params RoomEvent[] events) => Journal.AppendAsync(new(room, expected, [.. events]));

    public async Task<List<Recorded<RoomEvent>>> Read(string room, long after = 0)
    {
        var all = new List<Recorded<RoomEvent>>();
        await foreach (var recorded in Journal.ReadAsync(room, after)) all.Add(recorded);
        return all;
    }

    /// <summary>Every line of every stream, by position.</summary>
    public async Task<List<JournalRow>> Lines()
    {
        await using var db = Open();
        return await db.Journal.AsNoTracking().OrderBy(row => row.Position).ToListAsync();
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
