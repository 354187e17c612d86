using LearningHub.Domain.Live;

namespace LearningHub.Tests.Live;

/// <summary>One activity of each kind, as a host types it. Nothing is mixed, so that a test knows what is right.</summary>
internal static class MadeKinds
{
    public static PlannedActivity Made(ActivityKind kind) => kind switch
    {
        ActivityKind.MultipleChoice => Of(kind, "* The employer\n* The agency's client\nThe worker"),
        ActivityKind.TrueFalse => Of(kind, "* True\nFalse"),
        ActivityKind.Scale => Of(kind, null, low: "not at all", high: "fully", from: 1, to: 5),
        ActivityKind.Numeric => Of(kind, null, from: 0, to: 90, answer: 28, within: 2),
        ActivityKind.ShortText => Of(kind, "* The employer"),
        ActivityKind.WordCloud => Of(kind, null),
        ActivityKind.Matching => Of(kind, "Contract => Read before signing\nVisa => Issued by the state\nTicket => Paid by the employer"),
        ActivityKind.Talk => Of(kind, null),
        _ => Of(kind, "* The contract\nThe visa\nThe ticket"),
    };

    private static PlannedActivity Of(
        ActivityKind kind, string? options, string? low = null, string? high = null, decimal? from = null, decimal? to = null, decimal? answer = null, decimal? within = null)
    {
        // Below "the last place" nothing moves: a mix that mixes nothing.
        var (activity, refusal) = new MadeActivity(kind, $"Prompt of {kind.Wire()}?", options, null, from, to, low, high, answer, within).Plan($"own-{kind.Wire()}", count => count - 1);
        Assert.Null(refusal);
        return activity!;
    }
}
