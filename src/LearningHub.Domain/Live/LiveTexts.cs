using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Live;

/// <summary>What somebody typed, and where it belongs. It may name a person, so it never stands in the journal.</summary>
/// <param name="Id">From <see cref="LiveTexts.IdOf"/> for an answer; made from what it belongs to on a wall, or the id its event gave it.</param>
/// <param name="Author">Who typed it; erased with the person. Null for what the host wrote.</param>
/// <param name="Lines">Empty when the text is to be deleted.</param>
/// <param name="Replaces">It may stand there already, and what stood there is forgotten.</param>
public sealed record LiveText(Guid Id, LearnerId? Author, ImmutableArray<string> Lines, bool Replaces = false);

/// <summary>Takes typed text out of events before they are stored, and puts it back when they are read.</summary>
public static partial class LiveTexts
{
    /// <summary>What stands where the writer was erased.</summary>
    public const string Withdrawn = "(withdrawn)";

    /// <summary>Under which id the text of this person's answer is kept. Not the answer's own id: a client makes that one, and may make it twice.</summary>
    public static Guid IdOf(LearnerId learner, string activity) =>
        new(SHA256.HashData([.. learner.Value.ToByteArray(), .. Encoding.UTF8.GetBytes(activity)]).AsSpan(0, 16));

    /// <summary>Whether the event holds typed text.</summary>
    public static bool HasText(LiveEvent @event) => @event is LiveEvent.AnswerRecorded { Text: not null } or LiveEvent.ActivityAdded
        or LiveEvent.PostAdded or LiveEvent.PostNoted or LiveEvent.GroupNamed or LiveEvent.ActionPlanned or LiveEvent.PostMarked { State: PostState.Removed } or LiveEvent.PostTakenBack;

    /// <summary>The event as the journal keeps it, and what it must not hold.</summary>
    public static (LiveEvent Kept, LiveText? Text) Split(LiveEvent @event) => @event switch
    {
        LiveEvent.AnswerRecorded { Text: { } text } e => (e with { Text = null }, new(IdOf(e.Learner, e.Activity), e.Learner, [text])),
        LiveEvent.ActivityAdded e => Split(e),
        LiveEvent.PostAdded e => (e with { Text = null, Name = null }, new(PostKey(e.Activity, e.Post), e.Learner, e.Name is null ? [e.Text!] : [e.Text!, e.Name])),
        LiveEvent.PostMarked { State: PostState.Removed } e => (e, new(PostKey(e.Activity, e.Post), null, [], Replaces: true)),
        LiveEvent.PostTakenBack e => (e, new(PostKey(e.Activity, e.Post), null, [], Replaces: true)),
        LiveEvent.PostNoted e => (e with { Text = null }, new(NoteKey(e.Activity, e.Post), null, string.IsNullOrEmpty(e.Text) ? [] : [e.Text], Replaces: true)),
        LiveEvent.GroupNamed e => (e with { Name = null }, new(Key("group", e.Activity, e.Group), null, [e.Name!], Replaces: true)),
        LiveEvent.ActionPlanned e => (e with { Owner = null }, new(ActionKey(e), null, string.IsNullOrEmpty(e.Owner) ? [] : [e.Owner], Replaces: true)),
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
                return find(IdOf(e.Learner, e.Activity)) is [var text, ..] ? e with { Text = text } : e;
            case LiveEvent.ActivityAdded e:
                var lines = new Queue<string>(find(e.TextId) ?? []);
                return e with { Activity = EachText(e.Activity, _ => lines.TryDequeue(out var line) ? line : Withdrawn) };
            case LiveEvent.PostAdded e:
                var written = find(PostKey(e.Activity, e.Post));
                return e with { Text = written?.FirstOrDefault(), Name = e.Named ? written?.ElementAtOrDefault(1) : null };
            case LiveEvent.PostNoted e:
                return e with { Text = find(NoteKey(e.Activity, e.Post))?.FirstOrDefault() };
            case LiveEvent.GroupNamed e:
                return e with { Name = find(Key("group", e.Activity, e.Group))?.FirstOrDefault() };
            case LiveEvent.ActionPlanned e:
                return e with { Owner = find(ActionKey(e))?.FirstOrDefault() };
            default:
                return @event;
        }
    }

    /// <summary>Without hidden characters, spaces at the ends and more than one space in a row. Lines stay.</summary>
    public static string Clean(string? text)
    {
        if (text is null) return "";
        var seen = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // half a character pair becomes a mark; normalising it would throw
        {
            if (rune.Value == '\n') seen.Append('\n');
            else if (Rune.IsWhiteSpace(rune)) seen.Append(' ');
            else if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format) seen.Append(rune);
        }

        return string.Join('\n', seen.ToString().Normalize(NormalizationForm.FormC).Split('\n').Select(line => Spaces().Replace(line, " ").Trim())).Trim('\n');
    }

    /// <summary>It looks as if it names or reaches a person: a long number, the number of a document, an address, a link, a title or "my name is" before a name. Held for the host to read first.</summary>
    /// <remarks>The browser warns by the same rule while somebody types (client/src/live/naming.ts); one list of examples holds the two together.</remarks>
    public static bool MayNameSomebody(string text)
    {
        var clean = Clean(text);
        return Reaching().IsMatch(clean) || Naming().IsMatch(clean);
    }

    private static Guid PostKey(string activity, Guid post) => Key("post", activity, post);

    private static Guid NoteKey(string activity, Guid post) => Key("note", activity, post);

    private static Guid ActionKey(LiveEvent.ActionPlanned e) => Key($"action {e.Option} of", e.Activity);

    /// <summary>Ids that clients make may meet; what they belong to tells them apart.</summary>
    private static Guid Key(string what, string activity, params ReadOnlySpan<Guid> ids) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{what} {activity} {string.Join(' ', ids.ToArray())}")).AsSpan(0, 16));

    private static (LiveEvent Kept, LiveText Text) Split(LiveEvent.ActivityAdded added)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var bare = EachText(added.Activity, line =>
        {
            lines.Add(line);
            return "";
        });
        return (added with { Activity = bare }, new(added.TextId, null, lines.ToImmutable()));
    }

    /// <summary>The activity with every text that a person may have typed replaced, always in the same order.</summary>
    private static PlannedActivity EachText(PlannedActivity planned, Func<string, string> each)
    {
        string? Some(string? text) => text is null ? null : each(text);
        return planned with
        {
            Prompt = each(planned.Prompt),
            Options = [.. planned.Options.Select(option => option.Post is null ? option with { Text = each(option.Text), Feedback = Some(option.Feedback) } : option with { Text = "" })],
            Choices = [.. planned.Choices.Select(choice => choice with { Text = each(choice.Text) })],
            Points = [.. planned.Points.Select(each)],
            Range = planned.Range is { } range ? range with { Low = Some(range.Low), High = Some(range.High), Unit = Some(range.Unit) } : null,
            Note = Some(planned.Note),
        };
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex Spaces();

    // Only what JavaScript's regular expressions, of browsers from 2020 on, read in the same way: no \d, \w, \s, \b and no look-behind.
    [GeneratedRegex(@"(\p{Nd}[ \-./()]?){6,}|@[\p{L}\p{Nd}_]|https?:|www\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reaching();

    [GeneratedRegex(@"(^|[^\p{L}])([A-Z]{1,3}\p{Nd}{5,}|(Mr|Mrs|Ms|Miss|Dr|Mme|Mlle|Monsieur|Madame|Sr|Sra|[Mm]y name is|[Nn]amed|[Cc]alled)\.? \p{Lu})")]
    private static partial Regex Naming();
}
