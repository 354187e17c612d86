using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Domain.Outboxes;
using LearningHub.Grains.Outboxes;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Outboxes;

/// <summary>Takes what waited on phones: in order, each thing once, each for the person who did it.</summary>
public sealed partial class OutboxDesk(IEnumerable<IOutboxActions> features, IGrainFactory grains, Texts T, TimeProvider clock, ILogger<OutboxDesk> log)
{
    private const int LongestText = 120;

    private static readonly Refusal NotReadable = new("outbox.not-readable", "The hub can't read this any more. Do it again on its own page.");
    private static readonly Refusal NeedsPerson = new("outbox.nobody", "The hub can't tell whose this is. Sign in, and do it again on its own page.");

    private readonly Dictionary<string, OutboxAction> actions =
        features.SelectMany(feature => feature.Actions).ToDictionary(action => action.Kind, StringComparer.Ordinal);

    /// <summary>Takes what the phone of whoever is signed in sends.</summary>
    public async Task<OutboxReceipt> TakeAsync(ImmutableArray<OutboxItem> items, int waiting, HttpContext http)
    {
        var me = http.User.FindLearnerId();
        var verdicts = await DecideAsync(items, me, null, waiting, http);
        return new(clock.GetUtcNow(), me?.ToString(), verdicts);
    }

    /// <summary>Takes what a facilitator hands in for somebody. The caller vouches that she may.</summary>
    public Task<ImmutableArray<OutboxVerdict>> HandInAsync(ImmutableArray<OutboxItem> items, LearnerId? person, LearnerId facilitator, HttpContext http) =>
        DecideAsync(items, person, facilitator, 0, http);

    private async Task<ImmutableArray<OutboxVerdict>> DecideAsync(ImmutableArray<OutboxItem> items, LearnerId? person, LearnerId? typedBy, int waiting, HttpContext http)
    {
        var box = person is { } owner ? grains.GetGrain<IOutboxGrain>(owner.Value) : null;
        ImmutableArray<Guid> ids = [.. items.Select(IdOf).OfType<Guid>()];
        var turn = box is null ? null : await box.Begin(ids);
        var known = turn?.Known.ToDictionary(outcome => outcome.Item) ?? [];
        var verdicts = ImmutableArray.CreateBuilder<OutboxVerdict>(items.Length);
        var outcomes = ImmutableArray.CreateBuilder<OutboxOutcome>();
        var stopped = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var item in items)
            {
                var verdict = stopped.Contains(item.Stream ?? "") ? Waits(item) : await DecideAsync(item, person, typedBy, turn, known, outcomes, http);
                if (verdict.Status == OutboxStatus.Waits) stopped.Add(item.Stream ?? "");
                verdicts.Add(verdict);
            }
        }
        finally
        {
            if (box is not null && turn is { Turn: { } mine }) await box.End(mine, outcomes.ToImmutable(), waiting - items.Zip(verdicts).Count(it => it.Second.Status != OutboxStatus.Waits || IsOfAnother(it.First, person)), typedBy);
        }

        return verdicts.DrainToImmutable();
    }

    private async Task<OutboxVerdict> DecideAsync(
        OutboxItem item, LearnerId? person, LearnerId? typedBy, OutboxTurn? turn, Dictionary<Guid, OutboxOutcome> known, ImmutableArray<OutboxOutcome>.Builder outcomes, HttpContext http)
    {
        if (IdOf(item) is not { } id || item.Kind is null || !actions.TryGetValue(item.Kind, out var action)) return Refused(item, NotReadable);
        LearnerId? who = Guid.TryParse(item.Who, out var named) ? new(named) : null;
        if (who is null && !action.ProvesItself) return Refused(item, NeedsPerson);
        if (who is not null && who != person) return Waits(item, T["Somebody else did this on this phone. It goes out when that person signs in here again."]);
        if (who is not null && known.TryGetValue(id, out var earlier))
            return earlier.Refusal is { } no ? Refused(item, no) : new(item.Id!, OutboxStatus.Repeated);
        if (who is not null && turn?.Turn is null) return Waits(item);

        DateTimeOffset? at = DateTimeOffset.TryParse(item.At, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var said) ? said : null;
        var done = await DoAsync(action, new(who, typedBy, at, item.Body, http));
        if (done.Waits) return Waits(item, done.Message);
        if (who is not null)
        {
            outcomes.Add(new(id, action.Kind, done.Refusal, at));
            known[id] = outcomes[^1];
        }

        return done.Refusal is { } refusal ? Refused(item, refusal) : new(item.Id!, OutboxStatus.Kept, done.Message, done.Link);
    }

    /// <summary>One thing that breaks must not hold up what belongs to other streams.</summary>
    private async Task<OutboxDone> DoAsync(OutboxAction action, OutboxTask task)
    {
        try
        {
            return await action.Do(task);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Broke(log, e, action.Kind);
            return new(Waits: true);
        }
    }

    private static bool IsOfAnother(OutboxItem item, LearnerId? person) => Guid.TryParse(item.Who, out var who) && who != person?.Value;

    private static Guid? IdOf(OutboxItem item) => Guid.TryParse(item.Id, out var id) ? id : null;

    private OutboxVerdict Refused(OutboxItem item, Refusal refusal) => new(Short(item.Id), OutboxStatus.Refused, T.Say(refusal));

    private static OutboxVerdict Waits(OutboxItem item, string? message = null) => new(Short(item.Id), OutboxStatus.Waits, message);

    private static string Short(string? id) => id is null ? "" : id.Length <= LongestText ? id : id[..LongestText];

    [LoggerMessage(Level = LogLevel.Warning, Message = "A waiting '{Kind}' could not be carried out now; it stays on its phone.")]
    private static partial void Broke(ILogger logger, Exception exception, string kind);
}
