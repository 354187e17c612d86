using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Learning;

namespace LearningHub.Web.Cohorts;

/// <summary>What the figures of a programme say in words.</summary>
public static class CascadeWording
{
    /// <summary>The sentence of the first screen: what was lost most, and where the cascade stopped.</summary>
    public static string Say(Lineage lineage, Module module)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        ArgumentNullException.ThrowIfNull(module);
        if (Quantity.ClaimedHeads(lineage) == 0) return "Nobody has passed this module on yet. The first session of a step-down trainer will show here.";
        return Say(Bottleneck.Of(lineage, module.Sensitive), message => module.KeyMessages.FirstOrDefault(m => m.Id == message)?.Text.TrimEnd('.') ?? message, module.Sensitive);
    }

    /// <param name="text">A key message's words.</param>
    /// <param name="sensitive">Protection content: people are counted in steps.</param>
    public static string Say(Bottleneck found, Func<string, string> text, bool sensitive = false)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(text);
        var when = found.ThisQuarter ? "This quarter" : "So far";
        var lost = found.Lost is { } l
            ? $"lost most on “{text(l.Message)}” ({FigureText.Percent(l.Before)} right before, {FigureText.Percent(l.After)} at generation {l.Generation}, {People(l.People, sensitive)})"
            : null;
        var stopped = found.Stopped is { } s ? $"stopped at {Name(s.Step)} ({Symbol(s.Step)} = {FigureText.Number(s.Share.Value)}, {People(s.Share.Of, sensitive)})" : null;
        return (lost, stopped) switch
        {
            (null, null) => $"{when} too few people stand at every step to say where the cascade loses most.",
            (null, _) => $"{when} no message lost anything that enough people were asked about. The cascade {stopped}.",
            (_, null) => $"{when} the cascade {lost}. Too few people stand at every step to say where it stopped.",
            _ => $"{when} the cascade {lost} and {stopped}.",
        };
    }

    private static string People(int n, bool sensitive) => sensitive ? $"n at least {Suppression.Floor(n, SmallCells.LeastPeople(true))}" : $"n = {n}";

    private static string Name(CascadeStep step) => step switch
    {
        CascadeStep.PledgeToSession => "pledge → session",
        CascadeStep.SessionToConfirmation => "session → confirmation",
        CascadeStep.ConfirmationToTest => "confirmation → passed check",
        _ => "colleague → next trainer",
    };

    private static string Symbol(CascadeStep step) => step switch
    {
        CascadeStep.SessionToConfirmation => "V",
        CascadeStep.ConfirmationToTest => "q",
        _ => "π",
    };
}
