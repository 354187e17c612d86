using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Help;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Messages;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Help;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Messages;
using LearningHub.Journal;
using LearningHub.Tests.Cascade;
using LearningHub.Tests.Common;
using LearningHub.Web.Cascade;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Tests.Messages;

public sealed class MessagesOnPostgresTests() : MessageDatabaseTests(new PostgresFixture());

public sealed class MessagesOnSqliteTests() : MessageDatabaseTests(new SqliteFixture());

/// <summary>The outbox, reminders, talks by text and requests for help, on either database.</summary>
public abstract class MessageDatabaseTests(TestDatabase database) : IAsyncLifetime
{
    private static readonly QuietHours Never = new(0, 0);
    private CascadeHub hub = null!;

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        hub = await CascadeHub.StartAsync(database);
    }

    public async Task DisposeAsync()
    {
        await hub.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_correction_is_sent_once_to_each_trainer_and_says_what_is_right()
    {
        var (trainer, _) = await PledgeAsync();
        var (_, session, _) = await hub.SessionAsync(trainer);
        var item = hub.Module.Items.First(it => it.Options.Any(option => !option.Right));
        var wrong = item.Options.First(option => !option.Right);
        var trace = new MutationTrace(item.Message ?? "", item.Id, wrong.Id, 0.25, [], 2.5, new("K7", session, [trainer], hub.Clock.GetUtcNow(), 10, 8, 0.7, 0.1));
        var notes = new CorrectionNotes(hub.Of<Outbox>(), hub.Of<MessageQuery>(), EnglishTexts.Of(), hub.Clock);
        Assert.Null(await notes.SentAtAsync(hub.Module, trace));
        Assert.Equal(1, await notes.SendAsync(hub.Module, trace));
        Assert.Equal(0, await notes.SendAsync(hub.Module, trace));
        Assert.NotNull(await notes.SentAtAsync(hub.Module, trace));
        Assert.Contains(wrong.Text.Text.TrimEnd('.'), Assert.Single(await notes.OfAsync(hub.Module, session, trainer)), StringComparison.Ordinal);
        Assert.Empty(await notes.OfAsync(hub.Module, session, new(Guid.NewGuid())));
        Assert.Equal(0, await notes.SendAsync(hub.Module with { Sensitive = true }, trace));
        Assert.Equal(MessageKind.Correction, Assert.Single(await hub.Of<Outbox>().TakeDueAsync(10)).Kind);
    }

    [Fact]
    public async Task A_trainer_and_the_supervisor_who_agreed_are_reminded_once_and_not_after_the_session()
    {
        var (trainer, pledge) = await PledgeAsync();
        await hub.Grains.GetGrain<IPledgeGrain>(pledge).CoSign(true, new("Claudine Director", "claudine@example.org"), null);
        Assert.Equal(0, await FillAsync());
        hub.Clock.Advance(TimeSpan.FromDays(7));
        var both = await Task.WhenAll(FillAsync(), FillAsync()); // two nodes at the same moment
        Assert.Equal(2, both.Sum());
        await hub.RestartAsync();
        Assert.Equal(0, await FillAsync());
        var due = await hub.Of<Outbox>().TakeDueAsync(10);
        Assert.Equal([MessageKind.PledgeNudge, MessageKind.SupervisorNudge], due.Select(message => message.Kind).Order());
        Assert.Equal(trainer.Value, due.Single(message => message.PersonId is not null).PersonId);

        hub.Clock.Advance(TimeSpan.FromDays(14));
        var (_, held, _) = await hub.SessionAsync(trainer);
        await hub.Grains.GetGrain<IPledgeGrain>(pledge).LinkSession(trainer, held);
        Assert.Equal(1, await FillAsync()); // its row says that there is nothing to say
        await hub.Of<NudgeQueue>().ForgetContactsAsync();
        await using var db = await ContextAsync();
        Assert.Equal(MessageState.Dropped, (await db.Messages.SingleAsync(row => row.Day == 21)).State);
        Assert.Null((await db.PledgeSupervisors.SingleAsync()).Contact);
        await hub.Of<Outbox>().ForgetAsync(trainer);
        Assert.False(await db.Messages.AnyAsync() || await db.PledgeSupervisors.AnyAsync());
    }

    [Fact]
    public async Task A_trainer_is_reminded_although_the_supervisors_message_stands_alone_and_old_contacts_end_however_many_there_are()
    {
        var (trainer, pledge) = await PledgeAsync();
        hub.Clock.Advance(TimeSpan.FromDays(7));
        await using var db = await ContextAsync();
        var now = hub.Clock.GetUtcNow();
        db.Messages.Add(new()
        {
            Id = Outbox.IdOf(MessageKind.SupervisorNudge, pledge, 7, ""), Kind = MessageKind.SupervisorNudge, About = pledge, Day = 7, MadeAt = now, DueAt = now, State = MessageState.Sent,
        });
        var over = Guid.NewGuid();
        db.PledgeSupervisors.AddRange(Enumerable.Range(0, 501).Select(i => Agreed(new(i + 1, 0, 0, new byte[8]), pledge, now)));
        db.PledgeSupervisors.Add(Agreed(new("ffffffff-ffff-ffff-ffff-ffffffffffff"), over, now));
        await db.SaveChangesAsync();
        Assert.Equal(1, await FillAsync());
        await hub.Grains.GetGrain<ILearnerGrain>(trainer.Value).Pledge(over, hub.Module.Id, 8, hub.Today.AddDays(40), new CohortId(Guid.NewGuid()));
        Assert.Null((await hub.Grains.GetGrain<IPledgeGrain>(over).Withdraw(trainer)).Refusal);
        await hub.Of<NudgeQueue>().ForgetContactsAsync();
        Assert.Equal((501, false), (await db.PledgeSupervisors.CountAsync(row => row.Contact != null), await db.PledgeSupervisors.AnyAsync(row => row.PledgeId == over && row.Contact != null)));

        PledgeSupervisor Agreed(Guid id, Guid about, DateTimeOffset at) => new() { Id = id, PledgeId = about, TrainerId = trainer.Value, Name = "A director", Contact = "sealed", At = at };
    }

    [Fact]
    public async Task A_message_has_one_sender_at_a_time_and_is_given_up_in_the_end()
    {
        await PledgeAsync();
        hub.Clock.Advance(TimeSpan.FromDays(7));
        await FillAsync();
        var outbox = hub.Of<Outbox>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => outbox.TakeDueAsync(10)));
        var message = Assert.Single(taken.SelectMany(it => it));
        hub.Clock.Advance(TimeSpan.FromMinutes(3)); // the node that had it is gone
        message = Assert.Single(await outbox.TakeDueAsync(10));
        for (var attempts = 1; attempts <= 7; attempts++)
        {
            await outbox.FailedAsync(message, MessageChannel.Email, "The mail server can't be reached.");
            Assert.Empty(await outbox.TakeDueAsync(10)); // it waits first
            if (Backoff.After(attempts) is not { } wait) break;
            hub.Clock.Advance(wait);
            message = Assert.Single(await outbox.TakeDueAsync(10));
            Assert.Equal(attempts, message.Attempts);
        }

        var failure = Assert.Single(await hub.Of<MessageQuery>().FailuresAsync());
        Assert.Equal((7, MessageState.GaveUp), (failure.Attempts, failure.State));
        Assert.Equal(new MessageCount(MessageKind.PledgeNudge, MessageState.GaveUp, 1), Assert.Single(await hub.Of<MessageQuery>().CountsAsync()));
    }

    [Fact]
    public async Task A_talk_by_text_survives_a_stop_and_hands_the_check_over_once()
    {
        var trainer = await hub.SeedAsync();
        var (_, session, coupons) = await hub.SessionAsync(trainer);
        var (owner, coupon) = (await hub.PersonAsync("Colleague by text"), coupons[0].Number);
        var talk = hub.Grains.GetGrain<ITextTalkGrain>(owner.Value);
        Assert.Equal("cascade.own-coupon", (await hub.Grains.GetGrain<ITextTalkGrain>(trainer.Value).Confirm(session, hub.Module.Id, coupon, trainer, ConfirmModes.Text, Guid.NewGuid())).Refusal!.Code);
        var now = await talk.Confirm(session, hub.Module.Id, coupon, owner, ConfirmModes.Text, Guid.NewGuid());
        Assert.Equal((null, 0, 5), (now.Refusal, now.Answered, now.Asked));
        var message = Guid.NewGuid();
        foreach (var (number, right) in hub.Answers(coupon).Index())
        {
            var item = hub.Module.Item(right.Item)!;
            var letter = CouponCheck.Options(item, coupon).Select(option => option.Id).ToList().IndexOf(right.Option);
            now = await talk.Answer(letter, message = Guid.NewGuid());
            Assert.Equal(number + 1, now.Answered);
            if (number == 2) await hub.RestartAsync();
            talk = hub.Grains.GetGrain<ITextTalkGrain>(owner.Value);
            Assert.Equal(number + 1, (await talk.Answer(letter, message)).Answered); // the network delivers it twice
        }

        Assert.True(now is { IsDone: true, Right: 5, Passed: true });
        var line = Assert.Single((await hub.Of<CascadeSessionQuery>().FindAsync(session))!.Confirmed);
        Assert.Equal((EvidenceTier.Checked, true), (line.Tier, line.Passed));
        Assert.Equal("text.nothing-asked", (await talk.Answer(0, Guid.NewGuid())).Refusal!.Code);
    }

    [Fact]
    public async Task A_request_for_help_reaches_the_outbox_in_its_own_transaction_and_its_words_stand_in_no_event()
    {
        var (asker, buddy) = (await hub.PersonAsync("Amina"), await hub.PersonAsync("Beata"));
        var id = Guid.NewGuid();
        var grain = hub.Grains.GetGrain<IHelpGrain>(id);
        Assert.Null((await grain.Ask(HelpKind.Question, hub.Module.Id, asker, buddy, "How do I open the talk?")).Refusal);
        Assert.True((await grain.Ask(HelpKind.Question, hub.Module.Id, asker, buddy, "How do I open the talk?")).Repeated);
        Assert.Null((await grain.Answer(Guid.NewGuid(), buddy, "Begin with a story of yours.")).Refusal);
        Assert.Equal([MessageKind.HelpAnswered], (await hub.Of<MessageQuery>().OfPersonAsync(asker)).Select(message => message.Kind));
        Assert.Equal([MessageKind.HelpAsked], (await hub.Of<MessageQuery>().OfPersonAsync(buddy)).Select(message => message.Kind));
        Assert.Equal(2, (await hub.Of<HelpQuery>().FindAsync(id, buddy))!.Value.Said.Length);
        Assert.Null(await hub.Of<HelpQuery>().FindAsync(id, await hub.PersonAsync("Celia")));
        await using var db = await ContextAsync();
        Assert.DoesNotContain(await db.Set<JournalRow>().Select(row => row.Data).ToListAsync(), data => data.Contains("story", StringComparison.Ordinal) || data.Contains("open the talk", StringComparison.Ordinal));
        Assert.Null((await grain.Close(asker)).Refusal);
        Assert.True((await hub.Of<HelpQuery>().OfPersonAsync(asker))[0].Closed);
    }

    private async Task<(LearnerId Trainer, Guid Pledge)> PledgeAsync()
    {
        var (trainer, pledge) = (await hub.SeedAsync(), Guid.NewGuid());
        await hub.Grains.GetGrain<ILearnerGrain>(trainer.Value).Pledge(pledge, hub.Module.Id, 8, hub.Today.AddDays(40), new CohortId(Guid.NewGuid()));
        return (trainer, pledge);
    }

    private Task<int> FillAsync() => hub.Of<NudgeQueue>().FillAsync(Never);

    private Task<HubDbContext> ContextAsync() => hub.Of<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
}
