using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningHub.Tests.Cascade;

/// <summary>Books that are kept and brought up to date say the same as books made from nothing.</summary>
public abstract partial class CascadeDatabaseTests
{
    [Fact]
    public async Task Books_brought_up_to_date_after_each_event_say_what_books_made_from_nothing_say()
    {
        var (kept, institution) = (Hub.Of<CascadeBooks>(), new InstitutionId(Guid.NewGuid()));
        async Task Same(Func<Task> step)
        {
            Hub.Clock.Advance(TimeSpan.FromSeconds(1));
            await step();
            var (found, expected) = (await kept.OfModuleAsync(Hub.Module.Id), await NewBooks(Hub.Clock).OfModuleAsync(Hub.Module.Id));
            Assert.Equal(expected.Figures.AsEnumerable(), found.Figures.AsEnumerable());
            Assert.Equal(Lines(expected.Facts), Lines(found.Facts));
        }

        var trainer = await Hub.SeedAsync();
        var ministry = Hub.Grains.GetGrain<IInstitutionGrain>(institution.Value);
        await ministry.Register("Ministry of Examples", Sector.Government, trainer);
        await ministry.NameFocalPoint(trainer, trainer);
        var (session, _, coupons) = await Hub.SessionAsync(trainer, institution: institution);
        var (other, _, more) = await Hub.SessionAsync(trainer);
        var (colleague, late) = (default(LearnerId), await Hub.PersonAsync("Lea Late"));
        await Same(async () => colleague = await Hub.ConfirmAsync(session, coupons[0].Number));
        await Same(() => Hub.ConfirmAsync(session, coupons[1].Number, right: 1));
        await Same(() => other.Redeem(more[0].Number, late, "code"));
        await Same(() => other.CompleteCheck(more[0].Number, late, Hub.Answers(more[0].Number)));
        await Same(() => Hub.Grains.GetGrain<ILearnerGrain>(colleague.Value).Pledge(Guid.NewGuid(), Hub.Module.Id, 5, Hub.Today.AddDays(30), null));
        await Same(() => ministry.DeclareMembership(colleague, "Registry", Hub.Today));
        await Same(() => session.Contest(institution, ContestReason.NotHeld, trainer));
        await Same(() => session.Resolve(institution, true, trainer));
        await Same(() => session.RecordSpotCheck(colleague, SpotCheckOutcome.Confirmed, late));
        await Same(() => Hub.SeedAsync("Sara Second"));
    }

    [Fact]
    public async Task A_page_is_answered_with_the_last_book_while_one_that_takes_long_is_made()
    {
        var trainer = await Hub.SeedAsync();
        var (session, _, coupons) = await Hub.SessionAsync(trainer);
        var books = NewBooks(new SlowMachine(Hub.Clock));
        var last = await books.OfModuleAsync(Hub.Module.Id);
        await Hub.ConfirmAsync(session, coupons[0].Number);
        Assert.Same(last, await books.OfModuleAsync(Hub.Module.Id));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var book = last;
        for (; book == last; book = await books.OfModuleAsync(Hub.Module.Id))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        Assert.Equal((0, 1), (Quantity.Reach(last.Lineage), Quantity.Reach(book.Lineage)));
        Assert.True(book.AsOf > last.AsOf);
    }

    [Fact]
    public async Task A_page_of_a_large_cascade_hears_how_far_it_is_instead_of_waiting_and_finds_the_figures_a_little_later()
    {
        var trainer = await Hub.SeedAsync();
        var (session, _, coupons) = await Hub.SessionAsync(trainer);
        await Hub.ConfirmAsync(session, coupons[0].Number);
        var books = NewBooks(new HastyClock(Hub.Clock));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        CascadeBook? book;
        var before = new List<ComingBook>();
        while ((book = await books.SoonAsync(null, Hub.Module.Id)) is null)
        {
            patience.Token.ThrowIfCancellationRequested();
            before.Add(books.ComingOf(Hub.Module.Id));
            await Task.Yield();
        }

        Assert.All(before, coming => Assert.Equal(1, coming.Confirmations));
        Assert.Equal(before.Select(coming => coming.Read).Order(), before.Select(coming => coming.Read));
        Assert.Equal(1, Quantity.Reach(book.Lineage));
        await Hub.ConfirmAsync(session, coupons[1].Number);
        Assert.Equal(2, Quantity.Reach((await books.SoonAsync(null, Hub.Module.Id))!.Lineage));
        await NewBooks(Hub.Clock).WarmAsync(CancellationToken.None);
    }

    private CascadeBooks NewBooks(TimeProvider clock) => new(
        Hub.Of<IDbContextFactory<HubDbContext>>(), Hub.Of<CascadeFactsQuery>(), Hub.Of<ContentLibrary>(), clock, NullLogger<CascadeBooks>.Instance) { Large = 0 };

    /// <summary>The facts without their order, which means nothing.</summary>
    private static IEnumerable<string> Lines(CascadeFacts facts) =>
        facts.Exposures.Select(e => $"{e}").Concat(facts.Answers.Select(a => $"{a}")).Concat(facts.Posts.Select(p => $"{p}")).Concat(facts.Pledges.Select(p => $"{p}"))
            .Concat(facts.Qualifications.Select(q => $"{q}")).Concat(facts.Sessions.Select(s => $"{s.Session} {s.HeldAt} {s.Contested} {string.Join(',', s.Trainers)}")).Order(StringComparer.Ordinal);

    /// <summary>Whoever waits has waited long enough at once.</summary>
    private sealed class HastyClock(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    /// <summary>Whatever is measured took ten seconds.</summary>
    private sealed class SlowMachine(TimeProvider clock) : TimeProvider
    {
        private long asked;

        public override long TimestampFrequency => 1;
        public override long GetTimestamp() => Interlocked.Add(ref asked, 10);
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();
    }
}
