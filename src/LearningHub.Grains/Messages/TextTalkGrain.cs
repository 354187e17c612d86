using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;

namespace LearningHub.Grains.Messages;

/// <summary>The talk by text messages with one phone. The key is the id of the learner behind its number. Every call may be sent again.</summary>
public interface ITextTalkGrain : IGrainWithGuidKey
{
    /// <summary>Confirms a coupon (T2); its questions come next.</summary>
    /// <param name="learner">Whose coupon it is: the phone's owner, or a colleague.</param>
    /// <param name="mode">One of <see cref="ConfirmModes"/>.</param>
    /// <param name="message">Names the text message: the same twice is once.</param>
    Task<TextTalkNow> Confirm(CascadeSessionId session, ModuleVersion module, Guid coupon, LearnerId learner, string mode, Guid message);

    /// <summary>Takes a letter as the answer to the open question; with the last one the check is complete (T3).</summary>
    /// <param name="option">Counted from 0 for a.</param>
    Task<TextTalkNow> Answer(int option, Guid message);

    Task<TextTalkNow> Look();
}

public sealed class TextTalkGrain(Journal<HubDbContext, TextTalkEvent> journal, ContentLibrary library, TimeProvider clock)
    : DecidingGrain<TextTalkState, TextTalkCommand, TextTalkEvent>(journal, TextTalk.Rules), ITextTalkGrain
{
    public const string StreamPrefix = "text-talk-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    private ImmutableArray<Item> Asked => State.Check is { } check && library.Find(check.Module) is { } module ? CouponCheck.Draw(module, check.Coupon) : [];

    public async Task<TextTalkNow> Confirm(CascadeSessionId session, ModuleVersion module, Guid coupon, LearnerId learner, string mode, Guid message)
    {
        var redeemed = await GrainFactory.GetGrain<ICascadeSessionGrain>(session.Value).Redeem(coupon, learner, mode, this.GetPrimaryKey().ToString());
        if (redeemed.Refusal is { } refusal) return await NowAsync(refusal);
        await HandleAsync(new TextTalkCommand.BeginCheck(session, module, coupon, learner, message, clock.GetUtcNow()));
        return await NowAsync(null);
    }

    public async Task<TextTalkNow> Answer(int option, Guid message) =>
        await NowAsync((await HandleAsync(new TextTalkCommand.GiveLetter(option, Asked, message, clock.GetUtcNow()))).Refusal);

    public Task<TextTalkNow> Look() => NowAsync(null);

    /// <summary>Says where the talk stands. A check whose last answer was kept and then lost on the way to its session is handed over again.</summary>
    private async Task<TextTalkNow> NowAsync(Refusal? refusal)
    {
        if (State.Check is not { } check) return new(refusal);
        var (asked, given) = (Asked, State.Given);
        if (asked.IsEmpty || given.Length < asked.Length) return new(refusal, check.Session, check.Module, check.Coupon, given.Length, asked.Length);
        var done = await GrainFactory.GetGrain<ICascadeSessionGrain>(check.Session.Value).CompleteCheck(check.Coupon, check.Learner, given);
        var right = given.Count(answer => asked.Any(item => item.Id == answer.Item && item.RightOption == answer.Option));
        return new(refusal ?? done.Refusal, check.Session, check.Module, check.Coupon, given.Length, asked.Length, right, Learner.Passes(right, asked.Length, library.Find(check.Module)!.PassMark));
    }
}
