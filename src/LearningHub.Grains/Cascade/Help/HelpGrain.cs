using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Help;
using LearningHub.Domain.Common;
using LearningHub.Domain.Messages;
using LearningHub.Grains.Common;
using LearningHub.Grains.Messages;
using LearningHub.Journal;

namespace LearningHub.Grains.Cascade.Help;

/// <summary>One request for help. The key is its id, made by whoever asks. Every call may be sent again.</summary>
public interface IHelpGrain : IGrainWithGuidKey
{
    /// <param name="to">The caller vouches that both belong to one workshop, or that <paramref name="to"/> may be asked to teach.</param>
    /// <param name="text">As typed; kept outside the journal.</param>
    /// <param name="institution">With <see cref="HelpKind.TeachUnit"/> alone: whom the asker speaks for, as the caller vouches.</param>
    Task<Reply> Ask(HelpKind kind, ModuleVersion module, LearnerId by, LearnerId to, string text, InstitutionId? institution = null);

    /// <param name="id">Made by the form: the same answer sent twice is one.</param>
    Task<Reply> Answer(Guid id, LearnerId by, string text);

    Task<Reply> Close(LearnerId by);
}

public sealed class HelpGrain(Journal<HubDbContext, HelpEvent> journal, TimeProvider clock)
    : DecidingGrain<HelpState, HelpCommand, HelpEvent>(journal, Domain.Cascade.Help.Help.Rules), IHelpGrain
{
    public const string StreamPrefix = "help-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    private DateTimeOffset Now => clock.GetUtcNow();

    public Task<Reply> Ask(HelpKind kind, ModuleVersion module, LearnerId by, LearnerId to, string text, InstitutionId? institution)
    {
        var id = this.GetPrimaryKey();
        return HandleAsync(new HelpCommand.Ask(kind, module, by, to, id, Tidy(text).Length, Now, institution), adds: Beside(id, MessageKind.HelpAsked, by, to, text));
    }

    public Task<Reply> Answer(Guid id, LearnerId by, string text) =>
        HandleAsync(new HelpCommand.Answer(by, id, Tidy(text).Length, Now), adds: State.Asked is { } asked ? Beside(id, MessageKind.HelpAnswered, by, by == asked.To ? asked.By : asked.To, text) : []);

    public Task<Reply> Close(LearnerId by) => HandleAsync(new HelpCommand.Close(by, Now));

    /// <summary>What was typed, and the message that says so, in the transaction of the event.</summary>
    private ImmutableArray<object> Beside(Guid text, MessageKind kind, LearnerId by, LearnerId to, string typed) =>
    [
        new HelpText { Id = text, HelpId = this.GetPrimaryKey(), AuthorId = by.Value, Text = Tidy(typed), At = Now },
        new MessageRow { Id = Outbox.IdOf(kind, text, 0, $"{to}"), Kind = kind, PersonId = to.Value, About = this.GetPrimaryKey(), MadeAt = Now, DueAt = Now },
    ];

    private static string Tidy(string text) => Domain.Live.LiveTexts.Clean(text);
}
