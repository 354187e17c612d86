using System.Collections.Immutable;
using System.Text.Json;
using LearningHub.Domain.Common;
using LearningHub.Web.Live;

namespace LearningHub.Web.Outboxes;

/// <summary>One thing that a person did while her phone may have had no link.</summary>
/// <param name="Id">A UUID made by the phone: the idempotency key.</param>
/// <param name="Kind">Which action it is; see <c>docs/outbox.md</c>.</param>
/// <param name="Stream">Things of one stream keep their order: when one waits, those after it wait too.</param>
/// <param name="Who">Who was signed in when it was made; empty for what proves itself (a live answer, a coupon).</param>
/// <param name="At">The phone's clock: a hint.</param>
/// <param name="Body">The fields of the form that it stands for.</param>
public sealed record OutboxItem(string? Id, string? Kind, string? Stream, string? Who, string? At, JsonElement Body);

/// <summary>Body of <c>POST /outbox</c>.</summary>
/// <param name="Waiting">How many things wait on the phone for this person, these included.</param>
public sealed record OutboxBatch(ImmutableArray<OutboxItem>? Items, int? Waiting);

/// <summary>What became of one item.</summary>
public enum OutboxStatus
{
    /// <summary>The hub has it.</summary>
    Kept,

    /// <summary>The hub had it already; nothing was added.</summary>
    Repeated,

    /// <summary>It can't be taken, now or later: <see cref="OutboxVerdict.Message"/> says why.</summary>
    Refused,

    /// <summary>Not decided: send it again later.</summary>
    Waits,
}

/// <param name="Message">For a person: why not, or what was recorded; null when there is nothing to say.</param>
/// <param name="Link">A page that shows what came of it, or null.</param>
public sealed record OutboxVerdict(string Id, OutboxStatus Status, string? Message = null, string? Link = null);

/// <summary>Answer to <c>POST /outbox</c>.</summary>
/// <param name="At">The hub's clock: when it received what it kept.</param>
/// <param name="Who">Who is signed in, as the hub sees it; null for nobody.</param>
public sealed record OutboxReceipt(DateTimeOffset At, string? Who, ImmutableArray<OutboxVerdict> Outcomes);

/// <summary>What an action made of an item.</summary>
/// <param name="Refusal">Why not, for good; null when it is kept or waits.</param>
/// <param name="Waits">It could not be decided now.</param>
public sealed record OutboxDone(Refusal? Refusal = null, bool Waits = false, string? Message = null, string? Link = null)
{
    public static OutboxDone Of(Reply reply, string? link = null) => new(reply.Refusal, Link: link);

    public static implicit operator OutboxDone(Refusal refusal) => new(refusal);
}

/// <summary>One item for its action.</summary>
/// <param name="Who">Who did it; null for what proves itself.</param>
/// <param name="TypedBy">The facilitator who hands it in for her, or null.</param>
/// <param name="At">The phone's clock, or null when it said nothing readable.</param>
public sealed record OutboxTask(LearnerId? Who, LearnerId? TypedBy, DateTimeOffset? At, JsonElement Body, HttpContext Http)
{
    /// <summary>A field of the body as text, or null.</summary>
    public string? this[string field] => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(field, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Null => null, _ => value.GetRawText() }
        : null;

    public Guid? Id(string field) => Guid.TryParse(this[field], out var id) ? id : null;

    /// <summary>The body as a record of the wire, or null when it is not one.</summary>
    public T? As<T>() where T : class
    {
        if (Body.ValueKind != JsonValueKind.Object) return null;
        try
        {
            return Body.Deserialize<T>(LiveWire.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Who did it, of an action that nobody does unnamed.</summary>
    public LearnerId Person => Who ?? throw new InvalidOperationException("This action needs a person; say so in its list.");
}

/// <summary>Actions of one feature that phones may keep and send later. Each calls what the page of the same action calls.</summary>
public interface IOutboxActions
{
    IEnumerable<OutboxAction> Actions { get; }
}

/// <param name="ProvesItself">Carries a secret that says who does it, so that nobody needs to be signed in.</param>
public sealed record OutboxAction(string Kind, Func<OutboxTask, Task<OutboxDone>> Do, bool ProvesItself = false);
