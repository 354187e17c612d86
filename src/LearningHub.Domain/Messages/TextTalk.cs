using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Messages;

/// <summary>Everything that can have happened in a talk by text messages with one phone.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never. No number and no text stands here.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(CheckBegun), "text-talk.check-begun.v1")]
[JsonDerivedType(typeof(LetterGiven), "text-talk.letter-given.v1")]
public abstract record TextTalkEvent
{
    private TextTalkEvent() { }

    /// <summary>A coupon was confirmed from this phone; its questions come next.</summary>
    /// <param name="Learner">Whose coupon it is: the phone's owner, or a colleague.</param>
    /// <param name="Message">Names the text message it came by.</param>
    public sealed record CheckBegun(CascadeSessionId Session, ModuleVersion Module, Guid Coupon, LearnerId Learner, Guid Message, DateTimeOffset At) : TextTalkEvent;

    public sealed record LetterGiven(string Item, string Option, Guid Message, DateTimeOffset At) : TextTalkEvent;
}

/// <summary>What may be asked of such a talk.</summary>
public abstract record TextTalkCommand
{
    private TextTalkCommand() { }

    public sealed record BeginCheck(CascadeSessionId Session, ModuleVersion Module, Guid Coupon, LearnerId Learner, Guid Message, DateTimeOffset At) : TextTalkCommand;

    /// <param name="Option">The letter, counted from 0.</param>
    /// <param name="Asked">The items of the coupon's check, in the order asked.</param>
    public sealed record GiveLetter(int Option, ImmutableArray<Item> Asked, Guid Message, DateTimeOffset At) : TextTalkCommand;
}

/// <summary>What the rules of a talk ask about.</summary>
/// <param name="Check">The coupon whose questions are asked, or null.</param>
/// <param name="Answers">Answers so far by coupon, in the order asked: a colleague's coupon in between ends no check.</param>
/// <param name="Seen">Messages taken in: a network that delivers twice changes nothing.</param>
public sealed record TextTalkState(TextTalkEvent.CheckBegun? Check, ImmutableDictionary<Guid, ImmutableArray<GivenAnswer>> Answers, ImmutableHashSet<Guid> Seen)
{
    public static readonly TextTalkState Initial = new(null, ImmutableDictionary<Guid, ImmutableArray<GivenAnswer>>.Empty, []);

    /// <summary>Answers to the check that is asked now.</summary>
    public ImmutableArray<GivenAnswer> Given => Check is { } check && Answers.TryGetValue(check.Coupon, out var given) ? given : [];
}

/// <summary>Where the talk stands now: what the next message says.</summary>
/// <param name="Refusal">Why the last message changed nothing, or null.</param>
/// <param name="Answered">Questions answered, 0 to <paramref name="Asked"/>.</param>
/// <param name="Right">Of them, rightly; only when all are answered.</param>
public sealed record TextTalkNow(Refusal? Refusal, CascadeSessionId? Session = null, ModuleVersion? Module = null, Guid Coupon = default, int Answered = 0, int Asked = 0, int Right = 0, bool Passed = false)
{
    [JsonIgnore]
    public bool IsDone => Asked > 0 && Answered == Asked;
}

/// <summary>The rules of a talk by text messages: one coupon at a time, its questions one by one, the first answer to each counts.</summary>
public static class TextTalk
{
    public static readonly Decider<TextTalkState, TextTalkCommand, TextTalkEvent> Rules = new(TextTalkState.Initial, Decide, Evolve);

    public static Decision<TextTalkEvent> Decide(TextTalkCommand command, TextTalkState state) => command switch
    {
        TextTalkCommand.BeginCheck c => state.Seen.Contains(c.Message) || state.Check?.Coupon == c.Coupon
            ? Decision<TextTalkEvent>.Nothing
            : new TextTalkEvent.CheckBegun(c.Session, c.Module, c.Coupon, c.Learner, c.Message, c.At),
        TextTalkCommand.GiveLetter c => Decide(c, state),
        _ => throw new UnreachableException($"TextTalk.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static TextTalkState Evolve(TextTalkState state, TextTalkEvent @event) => @event switch
    {
        TextTalkEvent.CheckBegun e => state with { Check = e, Seen = state.Seen.Add(e.Message) },
        TextTalkEvent.LetterGiven e => state with { Answers = state.Answers.SetItem(state.Check!.Coupon, state.Given.Add(new(e.Item, e.Option))), Seen = state.Seen.Add(e.Message) },
        _ => throw new UnreachableException($"TextTalk.Evolve has no case for {@event.GetType().Name}; add one."),
    };

    private static Decision<TextTalkEvent> Decide(TextTalkCommand.GiveLetter command, TextTalkState state)
    {
        if (state.Seen.Contains(command.Message)) return Decision<TextTalkEvent>.Nothing;
        if (state.Check is not { } check || state.Given.Length >= command.Asked.Length)
            return new Refusal("text.nothing-asked", "No question is open. Send the code of your coupon first.");
        var item = command.Asked[state.Given.Length];
        var options = CouponCheck.Options(item, check.Coupon);
        return command.Option >= 0 && command.Option < options.Length
            ? new TextTalkEvent.LetterGiven(item.Id, options[command.Option].Id, command.Message, command.At)
            : new Refusal("text.no-such-letter", $"Answer with one letter from a to {(char)('a' + options.Length - 1)}.");
    }
}
