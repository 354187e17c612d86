using LearningHub.Domain.Cascade.Help;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Cascade.Help.HelpCommand;
using static LearningHub.Domain.Cascade.Help.HelpEvent;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Messages;

public sealed class HelpTests
{
    private static readonly Guid Text = Guid.NewGuid(), Reply = Guid.NewGuid();
    private static readonly Ask Question = new(HelpKind.CoTeach, Cascade.GoldenExample.Module, P("A"), P("B"), Text, 20, Day(1));
    private static readonly Asked Kept = new(HelpKind.CoTeach, Cascade.GoldenExample.Module, P("A"), P("B"), Text, Day(1));

    private static Story<HelpState, HelpCommand, HelpEvent> Request => new(Help.Rules);

    [Fact]
    public void Somebody_asks_once()
    {
        Request.When(Question).Then(Kept);
        Request.Given(Kept).When(Question).ThenNothing();
        Request.Given(Kept).When(Question with { By = P("C") }).ThenRefused("help.not-yours");
    }

    [Fact]
    public void What_cannot_be_asked_is_refused()
    {
        Request.When(Question with { To = P("A") }).ThenRefused("help.to-yourself");
        Request.When(Question with { Length = 0 }).ThenRefused("help.text");
        Request.When(Question with { Length = 501 }).ThenRefused("help.text");
        Request.When(Question with { Kind = (HelpKind)9 }).ThenRefused("help.no-such-kind");
        Request.When(new Close(P("A"), Day(2))).ThenRefused("help.unknown");
    }

    [Fact]
    public void The_two_write_to_each_other_until_who_asked_closes_it()
    {
        Request.Given(Kept).When(new Answer(P("B"), Reply, 5, Day(2))).Then(new Answered(P("B"), Reply, Day(2)));
        Request.Given(Kept, new Answered(P("B"), Reply, Day(2))).When(new Answer(P("B"), Reply, 5, Day(2))).ThenNothing();
        Request.Given(Kept).When(new Answer(P("C"), Reply, 5, Day(2))).ThenRefused("help.not-yours");
        Request.Given(Kept).When(new Close(P("B"), Day(2))).ThenRefused("help.not-yours");
        Request.Given(Kept).When(new Close(P("A"), Day(2))).Then(new Closed(P("A"), Day(2)));
        Request.Given(Kept, new Closed(P("A"), Day(2))).When(new Close(P("A"), Day(2))).ThenNothing();
        Request.Given(Kept, new Closed(P("A"), Day(2))).When(new Answer(P("B"), Reply, 5, Day(2))).ThenRefused("help.closed");
    }
}
