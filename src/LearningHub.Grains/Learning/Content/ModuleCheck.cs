using System.Text.RegularExpressions;
using LearningHub.Domain.Learning;

namespace LearningHub.Grains.Learning.Content;

/// <summary>The rules for a module as a whole: its names, its key messages, its marks.</summary>
internal sealed partial class ModuleCheck(CheckedModule at)
{
    private const int FewestMessages = 3, MostMessages = 5;

    private readonly Module module = at.Module;
    private readonly Findings findings = at.Findings;

    public void Run()
    {
        Marks();
        KeyMessages();
        Names();
        Covered();
        Lessons();
    }

    private void Marks()
    {
        if (module.ReviewNote.Length == 0)
            findings.Error("no-review", at.Top, "The module does not say whether an expert has reviewed it. Add 'review: { status: draft, note: { en: \"Draft. Not yet reviewed by a subject expert.\" } }'.");
        if (module.Sensitive && module.TriggerNote.Length == 0)
            findings.Error("no-trigger-note", at.Top, "The module is sensitive but does not say what to expect. Add 'triggerNote: { en: ... }'.");
    }

    private void KeyMessages()
    {
        if (module.KeyMessages.Length is < FewestMessages or > MostMessages)
            findings.Error("key-messages", at.Top, $"The module has {module.KeyMessages.Length} key messages; {FewestMessages} to {MostMessages} are wanted.");
        foreach (var message in module.KeyMessages.Where(message => !OneSentence().IsMatch(message.Text)))
            findings.Error("key-message-sentence", at.At(message.Id), $"{message.Id} must be one sentence that a colleague can repeat, with a full stop at its end.");
    }

    /// <summary>Every objective and key message that is named exists.</summary>
    private void Names()
    {
        var objectives = module.Objectives.Select(objective => objective.Id).ToHashSet();
        var messages = module.KeyMessages.Select(message => message.Id).ToHashSet();
        foreach (var lesson in module.Lessons)
        {
            Known(objectives, lesson.Objective, "objective", at.At(lesson.Id));
            foreach (var message in lesson.Messages) Known(messages, message, "message", at.At(lesson.Id));
            if (lesson.Messages.IsEmpty) findings.Error("no-message", at.At(lesson.Id), "The lesson passes no key message on. Add 'messages: [...]'.");
        }

        foreach (var item in module.Items)
        {
            Known(objectives, item.Objective, "objective", at.At(item.Id));
            if (item.Message is not null) Known(messages, item.Message, "message", at.At(item.Id));
            if (item is { Anchor: true, Message: null }) findings.Error("anchor-without-message", at.At(item.Id), $"{item.Id} is an anchor but measures no key message. Add 'message=...'.");
        }
    }

    /// <summary>Every key message is taught and measured.</summary>
    private void Covered()
    {
        foreach (var message in module.KeyMessages)
        {
            if (!module.Lessons.Any(lesson => lesson.Messages.Contains(message.Id)))
                findings.Error("message-without-lesson", at.At(message.Id), $"No lesson passes {message.Id} on. Add it to the 'messages' of one.");
            if (!at.Tests.Any(item => item.Anchor && item.Message == message.Id))
                findings.Error("message-without-anchor", at.At(message.Id), $"No anchor item measures {message.Id}, so nobody will know whether it arrives. Add 'anchor=true message={message.Id}' to a test item.");
        }
    }

    private void Lessons()
    {
        if (module.Lessons.IsEmpty) findings.Error("no-lesson", at.Top, $"The module has no lesson in '{module.Language}'. Add one.");
        foreach (var twice in module.Lessons.GroupBy(lesson => lesson.Slug).Where(same => same.Count() > 1))
            findings.Error("same-address", at.At(twice.Last().Id), $"Two lessons have the address '{twice.Key}'. Rename one file.");
    }

    private void Known(HashSet<string> known, string id, string what, Place place)
    {
        if (id.Length > 0 && !known.Contains(id)) findings.Error($"unknown-{what}", place, $"The {what} {id} is not in {at.Top.File}. Use one of: {string.Join(", ", known)}.");
    }

    [GeneratedRegex(@"^[^.!?]+(?:[.!?](?=\S)[^.!?]+)*[.!?]$", RegexOptions.CultureInvariant)]
    private static partial Regex OneSentence();
}
