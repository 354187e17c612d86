using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace LearningHub.Web.Messages;

/// <summary>One line on a simulated phone.</summary>
/// <param name="FromPhone">Typed on the phone; otherwise the hub's.</param>
public sealed record PhoneLine(bool FromPhone, string Text, DateTimeOffset At);

/// <summary>Phones that exist in the demonstration alone: what is sent to them is shown on the page <c>/demo/phone</c>.</summary>
public sealed class SimulatedPhones(TimeProvider clock) : ITextMessages
{
    private const int MostPhones = 50, MostLines = 60;

    private readonly ConcurrentDictionary<string, ImmutableList<PhoneLine>> phones = new(StringComparer.Ordinal);

    public Task SendAsync(TextMessage message, CancellationToken ct)
    {
        foreach (var part in message.Parts) Add(message.To, false, part);
        return Task.CompletedTask;
    }

    /// <summary>Puts a line on a phone. The oldest lines go; when too many phones are in use, all of them begin anew.</summary>
    public void Add(string number, bool fromPhone, string text)
    {
        if (phones.Count >= MostPhones && !phones.ContainsKey(number)) phones.Clear();
        var line = new PhoneLine(fromPhone, text, clock.GetUtcNow());
        phones.AddOrUpdate(number, _ => [line], (_, lines) => lines.Count >= MostLines ? lines.RemoveAt(0).Add(line) : lines.Add(line));
    }

    public ImmutableList<PhoneLine> Of(string number) => phones.GetValueOrDefault(number) ?? [];
}
