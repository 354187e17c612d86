using System.Collections.Immutable;
using System.Diagnostics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using static LearningHub.Domain.Cascade.CascadeCommand;
using static LearningHub.Domain.Cascade.CascadeEvent;

namespace LearningHub.Domain.Cascade;

/// <summary>The rules of a cascade session: recorded once by its trainer, confirmed once by each colleague, never by the trainer himself.</summary>
public static partial class CascadeSession
{
    public const int MostHeads = 500;
    public const int MostTrainers = 5;
    public const int LongestPlace = 60;

    /// <summary>Days after the session until which its coupons can be redeemed.</summary>
    public const int CouponDays = 60;

    public static readonly Decider<CascadeState, CascadeCommand, CascadeEvent> Rules = new(CascadeState.Initial, Decide, Evolve);

    public static Decision<CascadeEvent> Decide(CascadeCommand command, CascadeState state) => command switch
    {
        RecordSession c => Decide(c, state),
        _ when state.Details is null => new Refusal("cascade.no-such-session", "There is no such session. Open it from your list of sessions."),
        AnswerCoTraining c => Decide(c, state),
        IssueCoupons c => Decide(c, state),
        ListPeople c => Decide(c, state),
        RedeemCoupon c => Decide(c, state),
        CompleteCheck c => Decide(c, state),
        TypePaper c => Decide(c, state),
        ContestSession c => Decide(c, state),
        ResolveContest c => Decide(c, state),
        RecordSpotCheck c => Decide(c, state),
        _ => throw new UnreachableException($"CascadeSession.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static CascadeState Evolve(CascadeState state, CascadeEvent @event) => @event switch
    {
        SessionRecorded e => state with { Details = e.Details, RecordedBy = e.By },
        CoTrainerNamed e => state with { Named = state.Named.SetItem(e.Trainer, null) },
        CoTrainerAnswered e => Evolve(state, e),
        CouponsIssued e => state with
        {
            Batches = state.Batches.Add(e.Batch),
            Coupons = state.Coupons.AddRange(e.Coupons.Select(c => KeyValuePair.Create(c.Number, new Coupon(c.Number, c.Code, e.ExpiresAt, null)))),
        },
        PeopleListed e => state with { Listed = e.Listed },
        CouponRedeemed e => Evolve(state, e),
        PaperListed e => state with { Papers = state.Papers.SetItem(e.Coupon, new(e.Learner, e.Answers)) },
        CheckCompleted e => state with { Confirmed = state.Confirmed.SetItem(e.Learner, e.Answers) },
        SessionContested e => state with { Standing = SessionStanding.Contested, ContestedBy = e.Institution },
        ContestResolved e => state with { Standing = e.Counts ? SessionStanding.Undisputed : SessionStanding.Rejected, Witnesses = state.Witnesses.Add(e.By) },
        SpotChecked e => state with { SpotChecks = state.SpotChecks.SetItem(e.Person, e.Outcome), Witnesses = state.Witnesses.Add(e.By) },
        _ => throw new UnreachableException($"CascadeSession.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    /// <summary>Coupons a session may have: one for each head, and some for those who lose theirs.</summary>
    public static int MostCoupons(int claimedHeads) => claimedHeads + Math.Max(5, claimedHeads / 5);

    /// <summary>Whether a trimmed text can be a district: letters, in 1 to <see cref="LongestPlace"/> characters, and nobody's name.</summary>
    public static bool IsDistrict(string text) =>
        text is { Length: > 0 and <= LongestPlace } && text.All(sign => char.IsLetter(sign) || sign is ' ' or '-' or '\'' or '’' or '.') && !LiveTexts.MayNameSomebody(text);

    /// <summary>Until when coupons of a session held on that day can be redeemed: the end of the day, UTC.</summary>
    public static DateTimeOffset ExpiryOf(DateOnly heldOn) => EndOf(heldOn.AddDays(CouponDays));

    /// <summary>Said to anybody but the one who used the coupon.</summary>
    public static Refusal CouponUsed => new("cascade.coupon-used", "Somebody else has used this coupon. Each coupon is for one person: ask your trainer for another.");

    public static Refusal CouponExpired(DateTimeOffset at) =>
        new("cascade.coupon-expired", $"This coupon ended on {DateOnly.FromDateTime(at.UtcDateTime)}. Ask your trainer to hold a short repeat.");

    private static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero);

    private static Decision<CascadeEvent> Decide(RecordSession command, CascadeState state)
    {
        if (state.Details is not null)
            return state.RecordedBy == command.By ? Decision<CascadeEvent>.Nothing : new Refusal("cascade.already-recorded", "This session is recorded already.");
        var details = Tidy(command.Details);
        if (Wrong(details, command) is { } refusal) return refusal;
        var heldAt = EndOf(details.HeldOn) < command.At ? EndOf(details.HeldOn) : command.At;
        CascadeEvent recorded = new SessionRecorded(details.Trainers.Length == 1 ? details : details with { Trainers = [command.By] }, heldAt, command.Qualified.Contains(command.By) ? [] : [command.By], command.By, command.At);
        var others = details.Trainers.Where(trainer => trainer != command.By).Select(trainer => new CoTrainerNamed(trainer, command.By, command.At));
        return (Decision<CascadeEvent>)(ImmutableArray<CascadeEvent>)[recorded, .. others];
    }

    private static SessionDetails Tidy(SessionDetails details) => details with
    {
        District = details.District?.Trim() ?? "",
        Venue = details.Venue?.Trim() ?? "",
        Trainers = details.Trainers.IsDefault ? [] : details.Trainers.Distinct().Count() == details.Trainers.Length ? details.Trainers : [.. details.Trainers.Distinct()],
    };

    private static Refusal? Wrong(SessionDetails details, RecordSession command)
    {
        if (details.HeldOn > command.Today) return new("cascade.date-in-future", "This date has not come yet. Record the session once it has been held.");
        if (details.HeldOn < command.Today.AddDays(-CouponDays))
            return new("cascade.date-too-old", $"This was more than {CouponDays} days ago, so nobody could confirm it in time. Hold a short repeat and record that.");
        if (details.ClaimedHeads is < 1 or > MostHeads) return new("cascade.heads", $"Write how many colleagues were there: a number from 1 to {MostHeads}.");
        if (details.Minutes is < 5 or > 600) return new("cascade.minutes", "Write how many minutes you taught: a number from 5 to 600.");
        if (details.District.Length is 0 or > LongestPlace || details.Venue.Length is 0 or > LongestPlace)
            return new("cascade.place", $"Name the district and the venue in 1 to {LongestPlace} characters each. Write no person's name.");
        if (!IsDistrict(details.District)) return new("cascade.district", "Name the district in letters, and nothing finer: no person, no number, no address.");
        if (LiveTexts.MayNameSomebody(details.Venue))
            return new("cascade.venue", "The venue looks as if it names or reaches a person. Write a room or a building: no name, no phone number, no e-mail address, no link.");
        if (!details.Trainers.Contains(command.By)) return new("cascade.not-trainer", "Only somebody who taught the session can record it.");
        return details.Trainers.Length > MostTrainers ? new("cascade.trainers", $"Name at most {MostTrainers} trainers.") : null;
    }

    private static Decision<CascadeEvent> Decide(IssueCoupons command, CascadeState state)
    {
        if (!state.IsTrainer(command.By)) return new Refusal("cascade.not-trainer", "Only a trainer of this session can print its coupons.");
        if (state.Batches.Contains(command.Batch)) return Decision<CascadeEvent>.Nothing;
        var most = MostCoupons(state.Details!.ClaimedHeads);
        if (command.Coupons.IsDefaultOrEmpty || state.Coupons.Count + command.Coupons.Length > most)
            return new Refusal("cascade.coupons-too-many", $"This session can have {most} coupons and has {state.Coupons.Count}. Ask for 1 to {most - state.Coupons.Count} more.");
        var expires = ExpiryOf(state.Details.HeldOn);
        return expires <= command.At
            ? new Refusal("cascade.coupons-too-late", $"Coupons end {CouponDays} days after the session, and that has passed.")
            : new CouponsIssued(command.Batch, command.Coupons, expires, command.By, command.At);
    }

    private static Decision<CascadeEvent> Decide(ListPeople command, CascadeState state)
    {
        if (!state.IsTrainer(command.By)) return new Refusal("cascade.not-trainer", "Only a trainer of this session can say how many are on the list.");
        if (command.Listed is < 0 or > MostHeads) return new Refusal("cascade.heads", $"Write how many names are on your list: a number from 0 to {MostHeads}.");
        return command.Listed == state.Listed ? Decision<CascadeEvent>.Nothing : new PeopleListed(command.Listed, command.By, command.At);
    }

    private static Decision<CascadeEvent> Decide(RedeemCoupon command, CascadeState state)
    {
        if (!ConfirmModes.All.Contains(command.Mode)) return new Refusal("cascade.mode-unknown", "This way of confirming is not known here. Use the link, the square or the code of your coupon.");
        if (!state.Coupons.TryGetValue(command.Coupon, out var coupon)) return NoSuchCoupon;
        if (state.IsTrainer(command.Learner)) return OwnCoupon;
        if (state.IsAsked(command.Learner)) return NamedAsTrainer;
        if (coupon.RedeemedBy == command.Learner) return Decision<CascadeEvent>.Nothing;
        if (coupon.RedeemedBy is not null) return CouponUsed;
        if (state.Confirmed.ContainsKey(command.Learner)) return AlreadyConfirmed;
        return command.At > coupon.ExpiresAt
            ? CouponExpired(coupon.ExpiresAt)
            : new CouponRedeemed(command.Coupon, command.Learner, command.Mode, command.At, command.Device);
    }

    private static Decision<CascadeEvent> Decide(CompleteCheck command, CascadeState state)
    {
        if (!state.Coupons.TryGetValue(command.Coupon, out var coupon)) return NoSuchCoupon;
        if (coupon.RedeemedBy != command.Learner) return new Refusal("cascade.not-confirmed", "Say first who taught you. Then come the questions.");
        var answers = command.Answers.IsDefault ? [] : command.Answers;
        if (Wrong(command.Asked, answers) is { } refusal) return refusal;
        var judged = Judge(command.Asked, answers);
        if (judged.Length < command.Asked.Length)
            return new Refusal("cascade.questions-open", $"{command.Asked.Length - judged.Length} of {command.Asked.Length} questions have no answer yet. Choose what seems best.");
        if (state.Confirmed[command.Learner] is { } earlier)
            return earlier.SequenceEqual(judged)
                ? Decision<CascadeEvent>.Nothing
                : new Refusal("cascade.check-done", "You have answered this check already; your first answers count. To qualify, take the test of the module.");
        return Checked(command.Coupon, command.Learner, judged, command.PassMark, command.At);
    }

    private static Refusal? Wrong(ImmutableArray<Item> asked, ImmutableArray<GivenAnswer> answers)
    {
        foreach (var answer in answers)
        {
            if (asked.FirstOrDefault(item => item.Id == answer.Item) is not { } item)
                return new("cascade.not-asked", "One of these questions is not in your check. Open the check again from your coupon.");
            if (item.Options.All(option => option.Id != answer.Option)) return new("cascade.no-such-option", "Choose one of the options shown.");
        }

        return null;
    }

    private static CheckCompleted Checked(Guid coupon, LearnerId learner, ImmutableArray<JudgedAnswer> judged, double passMark, DateTimeOffset at)
    {
        var right = judged.Count(answer => answer.Right);
        return new(coupon, learner, judged, right, Learner.Passes(right, judged.Length, passMark), at);
    }

    private static ImmutableArray<JudgedAnswer> Judge(ImmutableArray<Item> asked, ImmutableArray<GivenAnswer> answers) =>
        [.. from item in asked
            let answer = answers.LastOrDefault(a => a.Item == item.Id)
            where answer is not null
            select new JudgedAnswer(item.Id, item.Message, answer.Option, item.RightOption == answer.Option)];

    private static Decision<CascadeEvent> Decide(ContestSession command, CascadeState state)
    {
        if (command.Institution is not null && state.Details!.Institution != command.Institution) return OtherInstitution;
        return state.Standing switch
        {
            SessionStanding.Contested => Decision<CascadeEvent>.Nothing,
            SessionStanding.Rejected => new Refusal("cascade.contest-closed", "This session was rejected before. It is in no total."),
            _ => new SessionContested(command.Institution, command.Reason, command.By, command.At),
        };
    }

    private static Decision<CascadeEvent> Decide(ResolveContest command, CascadeState state)
    {
        if (command.Institution is not null && state.Details!.Institution != command.Institution) return OtherInstitution;
        if (command.Counts && state.IsTrainerOrAsked(command.By)) return NotIndependent;
        var wanted = command.Counts ? SessionStanding.Undisputed : SessionStanding.Rejected;
        if (state.Standing == wanted) return Decision<CascadeEvent>.Nothing;
        if (state.Standing == SessionStanding.Contested && state.ContestedBy != command.Institution)
            return new Refusal("cascade.contest-of-others", "Who contested this session settles it: its institution, or the programme.");
        return state.Standing == SessionStanding.Contested
            ? new ContestResolved(command.Institution, command.Counts, command.By, command.At)
            : new Refusal("cascade.not-contested", "This session is not contested. Contest it first.");
    }

    private static Decision<CascadeEvent> Decide(RecordSpotCheck command, CascadeState state)
    {
        if (!state.Confirmed.ContainsKey(command.Person)) return new Refusal("cascade.not-confirmed", "This person has not confirmed this session.");
        if (state.IsTrainerOrAsked(command.By)) return NotIndependent;
        return state.SpotChecks.TryGetValue(command.Person, out var earlier) && earlier == command.Outcome
            ? Decision<CascadeEvent>.Nothing
            : new SpotChecked(command.Person, command.Outcome, command.By, command.At);
    }

    private static Refusal NoSuchCoupon => new("cascade.coupon-unknown", "This coupon is not known. Check the code, or scan the square on your coupon again.");

    private static Refusal OwnCoupon => new("cascade.own-coupon", "You taught this session, so you can't confirm it. Give the coupon to a colleague who was there.");

    private static Refusal AlreadyConfirmed =>
        new("cascade.already-confirmed", "You have confirmed this session already, and you count once. Give this coupon to a colleague who was there.");

    private static Refusal NotIndependent => new("cascade.not-independent", "A trainer can't judge his own session. Ask somebody independent.");

    private static Refusal OtherInstitution => new("cascade.other-institution", "This session was not held for your institution.");
}
