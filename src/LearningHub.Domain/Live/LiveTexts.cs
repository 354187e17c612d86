using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace LearningHub.Domain.Live;

/// <summary>What somebody typed, and where it belongs. It may name a person, so it never stands in the journal.</summary>
/// <param name="Id">The answer's id, or the id its event gave it.</param>
/// <param name="Author">Who typed it; erased with the person. Null for the host's own activities.</param>
public sealed record LiveText(Guid Id, Common.LearnerId? Author, ImmutableArray<string> Lines);

/// <summary>Takes typed text out of events before they are stored, and puts it back when they are read.</summary>
public static partial class LiveTexts
{
    /// <summary>What stands where the writer was erased.</summary>
    public const string Withdrawn = "(withdrawn)";

    /// <summary>Whether the event holds typed text.</summary>
    public static bool HasText(LiveEvent @event) => @event is LiveEvent.AnswerRecorded { Text: not null } or LiveEvent.ActivityAdded;

    /// <summary>The event as the journal keeps it, and what it must not hold.</summary>
    public static (LiveEvent Kept, LiveText? Text) Split(LiveEvent @event) => @event switch
    {
        LiveEvent.AnswerRecorded { Text: { } text } e => (e with { Text = null }, new(e.AnswerId, e.Learner, [text])),
        LiveEvent.ActivityAdded e => (
            e with { Activity = e.Activity with { Prompt = "", Options = [.. e.Activity.Options.Select(option => option with { Text = "", Feedback = null })], Choices = [.. e.Activity.Choices.Select(choice => choice with { Text = "" })] } },
            new(e.TextId, null, [e.Activity.Prompt, .. e.Activity.Options.Select(option => option.Text), .. e.Activity.Choices.Select(choice => choice.Text)])),
        _ => (@event, null),
    };

    /// <summary>The event made whole again.</summary>
    /// <param name="find">The text with this id, or null when its writer was erased.</param>
    public static LiveEvent Join(LiveEvent @event, Func<Guid, ImmutableArray<string>?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        switch (@event)
        {
            case LiveEvent.AnswerRecorded e:
                return find(e.AnswerId) is [var text, ..] ? e with { Text = text } : e;
            case LiveEvent.ActivityAdded e:
                var lines = find(e.TextId) ?? [];
                var (options, choices) = (e.Activity.Options, e.Activity.Choices);
                return e with
                {
                    Activity = e.Activity with
                    {
                        Prompt = lines.FirstOrDefault(Withdrawn),
                        Options = [.. options.Select((option, i) => option with { Text = lines.ElementAtOrDefault(1 + i) ?? Withdrawn })],
                        Choices = [.. choices.Select((choice, i) => choice with { Text = lines.ElementAtOrDefault(1 + options.Length + i) ?? Withdrawn })],
                    },
                };
            default:
                return @event;
        }
    }

    /// <summary>Without hidden characters, spaces at the ends and more than one space in a row. Lines stay.</summary>
    public static string Clean(string? text)
    {
        if (text is null) return "";
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (rune.Value == '\n') seen.Append('\n');
            else if (Rune.IsWhiteSpace(rune)) seen.Append(' ');
            else if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format) seen.Append(rune);
        }

        return string.Join('\n', seen.ToString().Split('\n').Select(line => Spaces().Replace(line, " ").Trim())).Trim('\n');
    }

    /// <summary>It looks like a way to reach or name a person: a number of six digits or more, an address, a link. Held for the host to read first.</summary>
    public static bool MayNameSomebody(string text) => Risky().IsMatch(text ?? "");

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"(\d[\s\-./()]?){6,}|@\w|https?:|www\.", RegexOptions.IgnoreCase)]
    private static partial Regex Risky();
}
