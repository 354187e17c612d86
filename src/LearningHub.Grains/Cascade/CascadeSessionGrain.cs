using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Grains.Messages;
using LearningHub.Journal;

namespace LearningHub.Grains.Cascade;

/// <summary>The caretaker of one cascade session.</summary>
/// <remarks>A confirmation, its check and the qualification that follows are events of this stream alone: there is no second grain that
/// could miss them. Who is qualified is read from the tables that these events fill.</remarks>
public sealed class CascadeSessionGrain(
    Journal<HubDbContext, CascadeEvent> journal, ContentLibrary library, QualificationQuery qualifications, CouponPhones phones, TimeProvider clock)
    : DecidingGrain<CascadeState, CascadeCommand, CascadeEvent>(journal, CascadeSession.Rules), ICascadeSessionGrain
{
    public const string StreamPrefix = "cascade-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    public async Task<Reply> Record(SessionDetails details, LearnerId by, DateOnly today)
    {
        if (library.Find(details.Module) is null) return new(Version, new("cascade.no-such-module", "This module does not exist here. Choose one from the list."));
        var (now, trainers) = (clock.GetUtcNow(), details.Trainers.IsDefault ? [] : details.Trainers);
        var qualified = await qualifications.AmongAsync(details.Module, [.. trainers.Where(trainer => trainer == by)], now);
        return await HandleAsync(new CascadeCommand.RecordSession(details, by, qualified, today, now), adds: [.. trainers.Where(trainer => trainer != by).Distinct().Select(trainer => Ask(trainer, now))]);
    }

    public Task<Reply> AnswerCoTraining(LearnerId by, bool taught) => HandleAsync(new CascadeCommand.AnswerCoTraining(by, taught, clock.GetUtcNow()));

    /// <summary>"Did you teach this with X?", in the transaction of the session itself.</summary>
    private MessageRow Ask(LearnerId trainer, DateTimeOffset now)
    {
        var session = this.GetPrimaryKey();
        return new MessageRow { Id = Outbox.IdOf(MessageKind.CoTrainerAsked, session, 0, $"{trainer}"), Kind = MessageKind.CoTrainerAsked, PersonId = trainer.Value, About = session, MadeAt = now, DueAt = now };
    }

    public async Task<Reply> IssueCoupons(Guid batch, int count, LearnerId by)
    {
        // What the rules refuse or know already must not use up join codes, so they are asked first, with coupons that nobody will see.
        var trial = Coupons(Enumerable.Repeat("", Math.Clamp(count, 0, CascadeSession.MostCoupons(CascadeSession.MostHeads) + 1)));
        var now = clock.GetUtcNow();
        if (CascadeSession.Rules.Decide(new CascadeCommand.IssueCoupons(batch, trial, by, now), State) is not { Events.IsEmpty: false })
            return await HandleAsync(new CascadeCommand.IssueCoupons(batch, trial, by, now));

        var until = CascadeSession.ExpiryOf(State.Details!.HeldOn);
        var session = new CascadeSessionId(this.GetPrimaryKey());
        var codes = await Task.WhenAll(trial.Select(coupon => GrainFactory.ClaimCodeAsync(new JoinCodeTarget.Coupon(session, coupon.Number), until)));
        var coupons = trial.Zip(codes, (coupon, code) => coupon with { Code = code }).ToImmutableArray();
        return await HandleAsync(new CascadeCommand.IssueCoupons(batch, coupons, by, clock.GetUtcNow()));
    }

    public Task<Reply> ListPeople(int listed, LearnerId by) => HandleAsync(new CascadeCommand.ListPeople(listed, by, clock.GetUtcNow()));

    public Task<Reply> Redeem(Guid coupon, LearnerId learner, string mode, string? phone, DateTimeOffset? happenedAt) =>
        HandleAsync(new CascadeCommand.RedeemCoupon(coupon, learner, mode, clock.GetUtcNow(), phones.Of(State.RecordedBy, phone)), happenedAt: happenedAt);

    public Task<Reply> CompleteCheck(Guid coupon, LearnerId learner, ImmutableArray<GivenAnswer> answers, DateTimeOffset? happenedAt)
    {
        var (asked, passMark) = CheckOf(coupon);
        return HandleAsync(new CascadeCommand.CompleteCheck(coupon, learner, asked, answers, passMark, clock.GetUtcNow()), happenedAt: happenedAt);
    }

    public Task<Reply> TypePaper(Guid coupon, LearnerId learner, string? letters, LearnerId by)
    {
        var (asked, passMark) = CheckOf(coupon);
        var sheet = SheetAnswers.Read(asked, coupon, letters);
        return sheet.Refusal is { } refusal
            ? Task.FromResult(new Reply(Version, refusal))
            : HandleAsync(new CascadeCommand.TypePaper(coupon, learner, asked, sheet.Answers, passMark, by, clock.GetUtcNow()));
    }

    public Task<Reply> SeePaper(Guid coupon, LearnerId by)
    {
        if (!State.Papers.TryGetValue(coupon, out var listed))
            return Task.FromResult(new Reply(Version, new("cascade.sheet-unknown", "This sheet does not wait any more. Load the page again.")));
        if (State.IsTrainerOrAsked(by)) return Task.FromResult(new Reply(Version, new("cascade.not-independent", "A trainer of the session can't confirm his own list. Ask your focal point.")));
        var (asked, passMark) = CheckOf(coupon);
        var answers = listed.Answers.Select(answer => new GivenAnswer(answer.Item, answer.Option)).ToImmutableArray();
        return HandleAsync(new CascadeCommand.TypePaper(coupon, listed.Learner, asked, answers, passMark, by, clock.GetUtcNow()));
    }

    public Task<Reply> Contest(InstitutionId? institution, ContestReason reason, LearnerId by) =>
        HandleAsync(new CascadeCommand.ContestSession(institution, reason, by, clock.GetUtcNow()));

    public Task<Reply> Resolve(InstitutionId? institution, bool counts, LearnerId by) =>
        HandleAsync(new CascadeCommand.ResolveContest(institution, counts, by, clock.GetUtcNow()));

    public Task<Reply> RecordSpotCheck(LearnerId person, SpotCheckOutcome outcome, LearnerId by) =>
        HandleAsync(new CascadeCommand.RecordSpotCheck(person, outcome, by, clock.GetUtcNow()));

    private (ImmutableArray<Item> Asked, double PassMark) CheckOf(Guid coupon) =>
        State.Details is { } details && library.Find(details.Module) is { } module ? (CouponCheck.Draw(module, coupon), module.PassMark) : ([], 1);

    private static ImmutableArray<NewCoupon> Coupons(IEnumerable<string> codes) => [.. codes.Select(code => new NewCoupon(Guid.NewGuid(), code))];
}
