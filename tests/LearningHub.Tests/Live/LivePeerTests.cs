using FsCheck;
using FsCheck.Fluent;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveKinds;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>Peer instruction: a hidden vote, talk with somebody who voted otherwise, a second vote, and what the talk changed.</summary>
public sealed class LivePeerTests
{
    private static readonly LiveEvent[] FirstVote = [StartedWith(Peer, PeerAgain, Poll), AminaJoined, new ParticipantJoined(Binta, Ten), new ActivityOpened(Peer.Id, Ten)];

    [Fact]
    public void Talking_closes_the_first_vote_and_shows_nothing_of_it()
    {
        Session.Given(FirstVote).When(new LiveCommand.Talk(Ten)).Then(new ActivityClosed(Peer.Id, Ten), new TalkStarted(Peer.Id, Ten));
        Session.Given([.. FirstVote, new ActivityClosed(Peer.Id, Ten)]).When(new LiveCommand.Talk(Ten)).Then(new TalkStarted(Peer.Id, Ten));
        Session.Given([.. FirstVote, new ActivityClosed(Peer.Id, Ten), new TalkStarted(Peer.Id, Ten)]).When(new LiveCommand.Talk(Ten)).ThenNothing();
        var talking = After(FirstVote).Do(Answer(Amina, Peer, Right(Peer)), new LiveCommand.Talk(Ten));
        Assert.Null(talking.SnapshotFor(Amina, Ten).Result);
        Assert.Throws<InvalidOperationException>(() => talking.Result(Peer));
    }

    [Fact]
    public void Talking_belongs_between_two_votes()
    {
        Session.Given(Asking(OneRight)).When(new LiveCommand.Talk(Ten)).ThenRefused("live.no-second-vote");
        Session.Given([StartedWith(Peer, PeerAgain)]).When(new LiveCommand.Talk(Ten)).ThenRefused("live.no-second-vote");
        var second = After(FirstVote).Do(new LiveCommand.Talk(Ten), new LiveCommand.Open(PeerAgain.Id, Ten));
        Assert.Equal("live.no-second-vote", LiveSession.Decide(new LiveCommand.Talk(Ten), second).Refusal?.Code);
        var skipped = After(FirstVote).Do(new LiveCommand.Reveal(Ten));
        Assert.Equal("live.no-second-vote", LiveSession.Decide(new LiveCommand.Talk(Ten), skipped).Refusal?.Code);
    }

    [Fact]
    public void The_second_vote_needs_the_first_and_ends_it()
    {
        Session.Given(StartedWith(Peer, PeerAgain)).When(new LiveCommand.Open(PeerAgain.Id, Ten)).ThenRefused("live.first-vote-missing");
        Session.Given([.. FirstVote, new ActivityClosed(Peer.Id, Ten), new TalkStarted(Peer.Id, Ten), new ActivityOpened(PeerAgain.Id, Ten)])
            .When(new LiveCommand.Open(Peer.Id, Ten)).ThenRefused("live.second-vote-begun");
    }

    [Fact]
    public void The_second_reveal_shows_both_votes()
    {
        var state = BothVotes("a b", "a a");
        Assert.Superset(new HashSet<string> { Peer.Id, PeerAgain.Id }, state.Revealed.ToHashSet());
        Assert.Equal((1, 2), (state.Result(Peer).Tally["a"], state.Result(PeerAgain).Tally["a"]));
        Assert.Null(state.Result(Peer).Detail!.Shift);
        Assert.Equal("a:1 b:1 c:0 d:0", string.Join(' ', state.Result(PeerAgain).Detail!.Shift!.First.Select(pair => $"{pair.Key}:{pair.Value}")));
        foreach (var id in new[] { Peer.Id, PeerAgain.Id })
            Assert.Equal("live.already-revealed", LiveSession.Decide(new LiveCommand.Open(id, Ten), state).Refusal?.Code);
    }

    [Fact]
    public void A_host_who_shows_the_first_vote_has_skipped_the_second()
    {
        var state = After(FirstVote).Do(new LiveCommand.Reveal(Ten));
        Assert.Equal("live.already-revealed", LiveSession.Decide(new LiveCommand.Open(PeerAgain.Id, Ten), state).Refusal?.Code);
        Assert.Equal(Poll.Id, state.NextInPlan!.Id);
        var whileTalking = After(FirstVote).Do(new LiveCommand.Talk(Ten), new LiveCommand.Reveal(Ten));
        Assert.Equal((LivePhase.Revealed, Poll.Id), (whileTalking.Phase, whileTalking.NextInPlan!.Id));
    }

    [Fact]
    public void The_matrix_counts_people_who_voted_twice()
    {
        //                       right-right  wrong-right  right-wrong  wrong-wrong   first only, second only
        var state = BothVotes("a b c a d b a -", "a a a b d c - a");
        var shift = state.Result(PeerAgain).Detail!.Shift!;
        Assert.Equal((1, 2, 1, 2), (shift.StayedRight, shift.WrongToRight, shift.RightToWrong, shift.StayedWrong));
    }

    [Fact]
    public void The_gain_is_a_share_of_what_could_be_gained()
    {
        Assert.Equal(0.5m, BothVotes("a b b b b", "a a a b b").Result(PeerAgain).Detail!.Shift!.Gain); // 20 % to 60 %: half of the 80 % that were missing
        Assert.Equal(-1m, BothVotes("a b", "b b").Result(PeerAgain).Detail!.Shift!.Gain);
        Assert.Null(BothVotes("a a", "a b").Result(PeerAgain).Detail!.Shift!.Gain); // nothing was missing
        Assert.Null(BothVotes("- -", "a a").Result(PeerAgain).Detail!.Shift!.Gain);
        Assert.Null(BothVotes("a b", "- -").Result(PeerAgain).Detail!.Shift!.Gain);
    }

    /// <summary>The same gain, counted by hand from the list of votes.</summary>
    [Fact]
    public void The_gain_agrees_with_a_count_by_hand() => Prop.ForAll(Votes(), votes =>
    {
        var shift = BothVotes(Spelled(votes.Select(vote => vote.First)), Spelled(votes.Select(vote => vote.Second))).Result(PeerAgain).Detail!.Shift!;
        var before = votes.Select(vote => vote.First).Where(option => option != '-').ToList();
        var after = votes.Select(vote => vote.Second).Where(option => option != '-').ToList();
        var (one, two) = (Share(before), Share(after));
        var expected = one is not { } b || two is not { } a || b == 1 ? (double?)null : (a - b) / (1 - b);
        Assert.Equal(expected is null, shift.Gain is null);
        if (expected is { } gain) Assert.Equal(gain, (double)shift.Gain!.Value, 0.0051);
        var both = votes.Where(vote => vote.First != '-' && vote.Second != '-').ToList();
        Assert.Equal(both.Count, shift.StayedRight + shift.WrongToRight + shift.RightToWrong + shift.StayedWrong);
        Assert.Equal(both.Count(vote => vote.First != 'a' && vote.Second == 'a'), shift.WrongToRight);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void People_who_voted_differently_meet_and_nobody_is_in_two_pairs() => Prop.ForAll(Votes(), votes =>
    {
        var state = After(FirstVote).Do(Vote(Peer, Spelled(votes.Select(vote => vote.First)))).Do(new LiveCommand.Talk(Ten));
        var pairs = LivePairs.Of(state, Peer.Id);
        var voted = state.AnswersTo(Peer.Id);
        foreach (var pair in pairs.GroupBy(pair => pair.Value))
        {
            var met = pair.Select(one => string.Concat(voted[one.Key].Options)).ToList();
            Assert.Equal(2, met.Count);
            Assert.NotEqual(met[0], met[1]);
        }

        // As few as possible are left over: those left all voted alike, and no more than the largest group must leave.
        var left = voted.Keys.Except(pairs.Keys).ToList();
        Assert.True(left.Select(one => string.Concat(voted[one].Options)).Distinct().Count() <= 1);
        var largest = voted.Values.GroupBy(answer => string.Concat(answer.Options)).Select(group => group.Count()).DefaultIfEmpty().Max();
        Assert.Equal(Math.Max(voted.Count % 2, largest - (voted.Count - largest)), left.Count);
        Assert.Equal(Enumerable.Range(1, pairs.Count / 2), pairs.Values.Distinct().Order());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Both_partners_read_the_same_number_and_only_while_they_talk()
    {
        var talking = After(FirstVote).Do(Answer(Amina, Peer, Right(Peer)), Answer(Binta, Peer, Other(Peer)), new LiveCommand.Talk(Ten));
        Assert.Equal((1, 1), (talking.SnapshotFor(Amina, Ten).Pair, talking.SnapshotFor(Binta, Ten).Pair));
        Assert.Null(talking.SnapshotFor(null, Ten).Pair);
        Assert.Null(talking.SnapshotFor(Person(9), Ten).Pair);
        Assert.Null(talking.Do(new LiveCommand.Open(PeerAgain.Id, Ten)).SnapshotFor(Amina, Ten).Pair);
    }

    [Fact]
    public void Who_votes_after_the_talk_began_is_late_and_paired_with_nobody()
    {
        var talking = After(FirstVote).Do(Answer(Amina, Peer, Right(Peer)), new LiveCommand.Talk(Ten), Answer(Binta, Peer, Other(Peer)));
        Assert.Equal(AnswerTiming.Late, talking.AnswersTo(Peer.Id)[Binta].Timing);
        Assert.Empty(LivePairs.Of(talking, Peer.Id));
    }

    [Fact]
    public void Numbers_and_texts_differ_too()
    {
        foreach (var planned in new[] { LiveKinds.Number, LiveKinds.Text })
        {
            var state = After(StartedWith(planned, planned with { Id = "again", SecondVoteOf = planned.Id }), AminaJoined, new ParticipantJoined(Binta, Ten), new ActivityOpened(planned.Id, Ten))
                .Do(Answer(Amina, planned, Right(planned)), Answer(Binta, planned, Other(planned)), new LiveCommand.Talk(Ten));
            Assert.Equal(2, LivePairs.Of(state, planned.Id).Count);
        }
    }

    [Fact]
    public void Two_votes_say_on_the_phone_which_one_is_asked()
    {
        var first = After(FirstVote);
        Assert.Equal(1, first.SnapshotFor(null, Ten).Activity!.Vote);
        Assert.Equal(2, first.Do(new LiveCommand.Talk(Ten), new LiveCommand.Open(PeerAgain.Id, Ten)).SnapshotFor(null, Ten).Activity!.Vote);
        Assert.Null(first.Do(new LiveCommand.Open(Poll.Id, Ten)).SnapshotFor(null, Ten).Activity!.Vote);
    }

    [Fact]
    public void A_first_vote_is_not_missed_once_the_second_was_asked()
    {
        var talking = After(FirstVote).Do(new LiveCommand.Talk(Ten));
        Assert.Equal([Peer.Id], talking.MissedBy(Amina).Select(missed => missed.ActivityId));
        var over = talking.Do(new LiveCommand.Open(PeerAgain.Id, Ten), new LiveCommand.Close(Ten));
        Assert.Equal([PeerAgain.Id], over.MissedBy(Amina).Select(missed => missed.ActivityId));
        Assert.Equal(AnswerTiming.Late, over.Do(Answer(Amina, PeerAgain, Right(Peer))).AnswersTo(PeerAgain.Id)[Amina].Timing);
    }

    [Fact]
    public void An_answer_to_the_first_vote_that_comes_after_both_were_shown_says_nothing_about_the_talk()
    {
        var state = BothVotes("a b", "a a").Do(new LiveCommand.Join(Person(90), Ten), Answer(Person(90), Peer, Right(Peer)));
        Assert.Equal(AnswerTiming.AfterReveal, state.AnswersTo(Peer.Id)[Person(90)].Timing);
        Assert.Equal(1, state.Result(Peer).Tally["a"]);
    }

    /// <summary>Each letter is one person's vote, a dash none; <c>a</c> is right.</summary>
    private static LiveState BothVotes(string first, string second) => After(FirstVote).Do(Vote(Peer, first))
        .Do(new LiveCommand.Talk(Ten), new LiveCommand.Open(PeerAgain.Id, Ten)).Do(Vote(PeerAgain, second)).Do(new LiveCommand.Reveal(Ten));

    private static LiveCommand[] Vote(PlannedActivity planned, string votes) =>
        [.. votes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index().Where(vote => vote.Item != "-").SelectMany(vote => new LiveCommand[]
        {
            new LiveCommand.Join(Person(10 + vote.Index), Ten), Answer(Person(10 + vote.Index), planned, new([vote.Item])),
        })];

    private static string Spelled(IEnumerable<char> votes) => string.Join(' ', votes);

    private static double? Share(List<char> votes) => votes.Count == 0 ? null : (double)votes.Count(vote => vote == 'a') / votes.Count;

    private static Arbitrary<(char First, char Second)[]> Votes()
    {
        var vote = Gen.Elements('a', 'a', 'b', 'c', 'd', '-');
        return (from first in vote from second in vote select (first, second)).ArrayOf().ToArbitrary();
    }
}
