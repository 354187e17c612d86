using LearningHub.Domain.Live;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using Microsoft.Extensions.Logging.Abstractions;
using static LearningHub.Tests.Live.LiveKinds;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>The host's one button.</summary>
public sealed class LiveStepsTests
{
    [Fact]
    public void The_button_says_what_comes_next_in_every_state()
    {
        var state = After(StartedWith(Card, OneRight, Peer, PeerAgain, Questions));
        Assert.Equal(new LiveStep("open", Card.Id), state.NextStep());
        state = Press(state);
        Assert.Equal(new LiveStep("open", OneRight.Id), state.NextStep()); // a card is not closed, one goes on
        state = Press(state);
        Assert.Equal(new LiveStep("close", OneRight.Id), state.NextStep());
        state = Press(state);
        Assert.Equal(new LiveStep("reveal", OneRight.Id), state.NextStep());
        state = Press(state);
        Assert.Equal(new LiveStep("open", Peer.Id), state.NextStep());
        state = Press(Press(state));
        Assert.Equal(new LiveStep("talk", Peer.Id), state.NextStep());
        state = Press(state);
        Assert.Equal((LivePhase.Talking, new LiveStep("open", PeerAgain.Id)), (state.Phase, state.NextStep()!));
        state = Press(Press(state));
        Assert.Equal(new LiveStep("reveal", PeerAgain.Id), state.NextStep());
        state = Press(state);
        Assert.Equal(new LiveStep("open", Questions.Id), state.NextStep());
        state = Press(state);
        Assert.Equal(new LiveStep("close", Questions.Id), state.NextStep());
        state = Press(state);
        Assert.Equal(new LiveStep("end"), state.NextStep()); // a wall has no result to show
        state = Press(state);
        Assert.Equal((LivePhase.Ended, null), (state.Phase, state.NextStep()));
    }

    [Fact]
    public void A_card_and_a_wall_have_no_result()
    {
        foreach (var planned in new[] { Card, Points, Case, Questions })
            Session.Given(Asking(planned)).When(new LiveCommand.Reveal(Ten)).ThenRefused("live.no-result");
    }

    [Fact]
    public void The_button_passes_by_what_was_asked_already_and_comes_back_for_what_was_not()
    {
        var state = After(StartedWith(OneRight, Multiple, Truth)).Do(new LiveCommand.Open(Truth.Id, Ten), new LiveCommand.Reveal(Ten));
        Assert.Equal(new LiveStep("open", OneRight.Id), state.NextStep());
        state = state.Do(new LiveCommand.Open(Multiple.Id, Ten), new LiveCommand.Reveal(Ten));
        Assert.Equal(new LiveStep("open", OneRight.Id), state.NextStep());
    }

    /// <summary>Every run of show that the curriculum has, from the lobby to the end with nothing but the one button.</summary>
    [Fact]
    public void Every_run_of_show_is_led_to_its_end_with_one_button()
    {
        var runs = ContentLibrary.Load(Path.Combine(Repository.Folder, "content"), strict: false, NullLogger.Instance).Modules.SelectMany(module => module.Runs.Select(run => (module, run))).ToList();
        Assert.NotEmpty(runs);
        foreach (var (module, run) in runs)
        {
            var plan = LivePlan.Of(module, run, below => below - 1);
            Assert.Equal(plan.Length, plan.Select(planned => planned.Id).Distinct().Count());
            var state = After(StartedWith([.. plan]), LiveStories.AminaJoined);
            for (var presses = 0; state.NextStep() is not null; presses++)
            {
                Assert.True(presses <= 4 * plan.Length, $"{module.Id} {run.Title} does not end.");
                state = Press(state);
                if (state is { Phase: LivePhase.Open, CurrentActivity: { } open } && open.Kind.TakesAnswers() && open.Kind.TakesOptions()) state = state.Do(Answer(Amina, open, new(["a"])));
            }

            Assert.Equal(plan.Select(planned => planned.Id).Order(), state.Asked.Order());
            Assert.Equal(plan.Where(planned => planned.Kind.TakesAnswers()).Select(planned => planned.Id).Order(), state.Revealed.Order());
            Assert.All(plan, planned => Assert.True(planned.SecondVoteOf is null || plan.Any(first => first.Id == planned.SecondVoteOf)));
        }
    }

    private static LiveState Press(LiveState state) => state.NextStep() switch
    {
        { Step: "open", Activity: { } id } => state.Do(new LiveCommand.Open(id, Ten)),
        { Step: "close" } => state.Do(new LiveCommand.Close(Ten)),
        { Step: "talk" } => state.Do(new LiveCommand.Talk(Ten)),
        { Step: "reveal" } => state.Do(new LiveCommand.Reveal(Ten)),
        { Step: "end" } => state.Do(new LiveCommand.End(Ten)),
        var step => throw new InvalidOperationException($"The button says {step}."),
    };
}
