using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Learning;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cohorts;

/// <summary>What the figures of a programme say in words.</summary>
public static class CascadeWording
{
    /// <summary>The sentence of the first screen: what was lost most, and where the cascade stopped.</summary>
    public static string Say(Texts texts, Lineage lineage, Module module)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(lineage);
        ArgumentNullException.ThrowIfNull(module);
        if (Quantity.ClaimedHeads(lineage) == 0) return texts["Nobody has passed this module on yet. The first session of a step-down trainer will show here."];
        return Say(texts, Bottleneck.Of(lineage, module.Sensitive), message => module.KeyMessages.FirstOrDefault(m => m.Id == message)?.Text.TrimEnd('.') ?? message, module.Sensitive);
    }

    /// <param name="text">A key message's words.</param>
    /// <param name="sensitive">Protection content: people are counted in steps.</param>
    public static string Say(Texts texts, Bottleneck found, Func<string, string> text, bool sensitive = false)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(text);
        string[] lost = found.Lost is { } l
            ? [text(l.Message), FigureText.Percent(texts, l.Before), FigureText.Percent(texts, l.After), FigureText.Number(l.Generation), People(texts, l.People, sensitive)]
            : [];
        string[] stopped = found.Stopped is { } s ? [Name(texts, s.Step), Symbol(s.Step), FigureText.Number(s.Share.Value), People(texts, s.Share.Of, sensitive)] : [];
        var sentence = (found.ThisQuarter, lost.Length > 0, stopped.Length > 0) switch
        {
            (true, false, false) => Texts.Mark("This quarter too few people stand at every step to say where the cascade loses most."),
            (_, false, false) => Texts.Mark("So far too few people stand at every step to say where the cascade loses most."),
            (true, false, _) => Texts.Mark("This quarter no message lost anything that enough people were asked about. The cascade stopped at {0} ({1} = {2}, {3})."),
            (_, false, _) => Texts.Mark("So far no message lost anything that enough people were asked about. The cascade stopped at {0} ({1} = {2}, {3})."),
            (true, _, false) => Texts.Mark("This quarter the cascade lost most on “{0}” ({1} right before, {2} at generation {3}, {4}). Too few people stand at every step to say where it stopped."),
            (_, _, false) => Texts.Mark("So far the cascade lost most on “{0}” ({1} right before, {2} at generation {3}, {4}). Too few people stand at every step to say where it stopped."),
            (true, _, _) => Texts.Mark("This quarter the cascade lost most on “{0}” ({1} right before, {2} at generation {3}, {4}) and stopped at {5} ({6} = {7}, {8})."),
            _ => Texts.Mark("So far the cascade lost most on “{0}” ({1} right before, {2} at generation {3}, {4}) and stopped at {5} ({6} = {7}, {8})."),
        };
        return texts[sentence, [.. lost, .. stopped]];
    }

    private static string People(Texts texts, int n, bool sensitive) => sensitive ? texts["n at least {0}", Suppression.Floor(n, SmallCells.LeastPeople(true))] : texts["n = {0}", n];

    private static string Name(Texts texts, CascadeStep step) => step switch
    {
        CascadeStep.PledgeToSession => texts["pledge → session"],
        CascadeStep.SessionToConfirmation => texts["session → confirmation"],
        CascadeStep.ConfirmationToTest => texts["confirmation → passed check"],
        _ => texts["colleague → next trainer"],
    };

    private static string Symbol(CascadeStep step) => step switch
    {
        CascadeStep.SessionToConfirmation => "V",
        CascadeStep.ConfirmationToTest => "q",
        _ => "π",
    };
}
