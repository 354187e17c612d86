using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;
using static LearningHub.Domain.Identity.ConsentCommand;
using static LearningHub.Domain.Identity.ConsentEvent;

namespace LearningHub.Domain.Identity;

/// <summary>What a person can allow. Nothing is allowed until she says so.</summary>
public enum ConsentPurpose
{
    /// <summary>Her institution may see that she passed.</summary>
    InstitutionSeesPass,
}

/// <summary>Everything that may be asked of one person's consents.</summary>
public abstract record ConsentCommand
{
    private ConsentCommand() { }

    /// <param name="Wording">The number of the text she agreed to, counted from 1.</param>
    public sealed record GiveConsent(ConsentPurpose Purpose, int Wording, DateTimeOffset At) : ConsentCommand;

    public sealed record WithdrawConsent(ConsentPurpose Purpose, DateTimeOffset At) : ConsentCommand;
}

/// <summary>Everything that can have happened to one person's consents.</summary>
/// <remarks>The quoted names are what the journal stores. Rename a record freely, its quoted name never.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(ConsentGiven), "consent.given.v1")]
[JsonDerivedType(typeof(ConsentWithdrawn), "consent.withdrawn.v1")]
public abstract record ConsentEvent
{
    private ConsentEvent() { }

    public sealed record ConsentGiven(ConsentPurpose Purpose, int Wording, DateTimeOffset At) : ConsentEvent;

    public sealed record ConsentWithdrawn(ConsentPurpose Purpose, DateTimeOffset At) : ConsentEvent;
}

/// <summary>What stands now.</summary>
public sealed record ConsentState(ImmutableHashSet<ConsentPurpose> Given)
{
    public static readonly ConsentState Initial = new([]);
}

/// <summary>The rules of consent: off until given, taken back at any time, and both are kept with their day.</summary>
public static class Consent
{
    /// <summary>The text that is shown now. A changed text gets the next number, and is asked anew.</summary>
    public const int Wording = 1;

    /// <summary>The text beside "I can teach this", after a check that was passed.</summary>
    public const int WordingAfterCheck = 2;

    public static readonly Decider<ConsentState, ConsentCommand, ConsentEvent> Rules = new(ConsentState.Initial, Decide, Evolve);

    public static Decision<ConsentEvent> Decide(ConsentCommand command, ConsentState state) => command switch
    {
        GiveConsent c when !Enum.IsDefined(c.Purpose) => new Refusal("consent.no-such-purpose", "Choose what you allow from the page."),
        GiveConsent c => state.Given.Contains(c.Purpose) ? Decision<ConsentEvent>.Nothing : new ConsentGiven(c.Purpose, c.Wording, c.At),
        WithdrawConsent c => state.Given.Contains(c.Purpose) ? new ConsentWithdrawn(c.Purpose, c.At) : Decision<ConsentEvent>.Nothing,
        _ => throw new UnreachableException($"Consent.Decide has no case for {command.GetType().Name}; add one."),
    };

    public static ConsentState Evolve(ConsentState state, ConsentEvent @event) => @event switch
    {
        ConsentGiven e => new(state.Given.Add(e.Purpose)),
        ConsentWithdrawn e => new(state.Given.Remove(e.Purpose)),
        _ => throw new UnreachableException($"Consent.Evolve has no case for {@event.GetType().Name}; add one."),
    };
}
