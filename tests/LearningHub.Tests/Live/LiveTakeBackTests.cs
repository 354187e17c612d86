using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>Who wrote on a wall may take it back: at once, later, and after the end. Then nobody has it any more.</summary>
public sealed class LiveTakeBackTests(LiveServer server) : IClassFixture<LiveServer>
{
    private static readonly PlannedActivity Ideas = LiveWallGrainTests.Ideas;
    private static readonly LiveEvent[] Written =
    [
        new SessionStarted(Labour, [Fees, Ideas], Host, "K7P2QM", Ten), AminaJoined, new ParticipantJoined(Binta, Ten), new ActivityOpened(Ideas.Id, Ten),
        new PostAdded(Amina, First, Ideas.Id, "Ask Mr Kamau", null, false, PostState.Held, Ten), new PostAdded(Binta, Second, Ideas.Id, "Train inspectors", null, false, PostState.Shown, Ten),
    ];

    private static Story<LiveState, LiveCommand, LiveEvent> Session => new(LiveSession.Rules);

    private static LiveCommand.TakeBack Back(LearnerId by, Guid? post = null) => new(by, post ?? First, Ideas.Id, Ten);

    [Fact]
    public void The_writer_takes_her_post_back() => Session.Given(Written).When(Back(Amina)).Then(new PostTakenBack(Ideas.Id, First, Ten));

    [Fact]
    public void Twice_is_once() => Session.Given([.. Written, new PostTakenBack(Ideas.Id, First, Ten)]).When(Back(Amina)).ThenNothing();

    [Fact]
    public void She_may_do_so_after_the_end() => Session.Given([.. Written, new ActivityClosed(Ideas.Id, Ten), new SessionEnded(Ten)]).When(Back(Amina)).Then(new PostTakenBack(Ideas.Id, First, Ten));

    [Fact]
    public void What_another_wrote_is_not_hers_to_take_back() => Session.Given(Written).When(Back(Amina, Second)).ThenRefused("live.no-such-post");

    [Fact]
    public void What_never_arrived_is_not_there() => Session.Given(Written).When(Back(Amina, Guid.Empty)).ThenRefused("live.no-such-post");

    [Fact]
    public void What_was_answered_goes_with_the_question()
    {
        LiveEvent[] answered = [.. Written, new PostMarked(Ideas.Id, First, PostState.Shown, Ten), new PostNoted(Ideas.Id, First, "He knows it.", Ten)];
        Session.Given(answered).When(Back(Amina)).Then(new PostNoted(Ideas.Id, First, "", Ten), new PostTakenBack(Ideas.Id, First, Ten));
        Session.Given(answered).When(new LiveCommand.Mark(Ideas.Id, First, PostState.Removed, Ten)).Then(new PostNoted(Ideas.Id, First, "", Ten), new PostMarked(Ideas.Id, First, PostState.Removed, Ten));
    }

    [Fact]
    public void It_still_is_one_of_her_ten() => Session
        .Given([.. Written, .. Enumerable.Range(10, 9).Select(i => new PostAdded(Amina, new(i, 0, 0, new byte[8]), Ideas.Id, "Train", null, false, PostState.Shown, Ten)), new PostTakenBack(Ideas.Id, First, Ten)])
        .When(new LiveCommand.Post(Amina, Guid.NewGuid(), Ideas.Id, "Once more", null, Ten)).ThenRefused("live.posts-enough");

    [Fact]
    public async Task Its_text_leaves_the_wall_the_vote_on_it_and_the_database()
    {
        var room = await server.StartSessionAsync(Ideas, LiveServer.Question(1));
        await using var host = await room.HostAsync();
        await host.InvokeAsync("Open", Ideas.Id);
        await host.InvokeAsync("ShowAtOnce", Ideas.Id, true);
        var (amina, claim) = await room.JoinAsync("Amina");
        var (binta, _) = await room.JoinAsync("Binta");
        await using var a = amina;
        await using var b = binta;
        foreach (var (id, text) in new[] { ("1", "Train inspectors"), ("2", "A SECRET of mine") }) await amina.InvokeAsync("Post", id, Ideas.Id, text, false);
        await binta.InvokeAsync("Support", Ideas.Id, "2", true);
        await host.InvokeAsync("VoteOnWall", Ideas.Id);
        await binta.HearAsync("postsChanged", body => body["posts"]!.AsArray().Any(post => post!["text"]!.GetValue<string>().Contains("SECRET", StringComparison.Ordinal)));

        Assert.Equal("refused", (await binta.InvokeAsync("TakeBack", Ideas.Id, "2"))!["status"]!.GetValue<string>());
        Assert.Equal(["accepted", "repeated"], [await BackAsync(), await BackAsync()]);
        await binta.HearAsync("postsChanged", body => body["posts"]!.AsArray().Any(post => post!["state"]!.GetValue<string>() == "removed"));
        var wall = (await (await server.ConnectAsync()).JoinAsync(room.Code, null, claim))["snapshot"]!["wall"]!;
        Assert.Equal((1, 1), (wall["mine"]!.AsArray().Count, wall["posts"]!.AsArray().Count));
        var vote = (await server.Grain(room.Session).Record()).Plan.Single(planned => planned.VoteOn == Ideas.Id);
        Assert.Equal([LiveTexts.Withdrawn, "Train inspectors"], vote.Options.Select(option => option.Text)); // in the room that is awake
        Assert.DoesNotContain(await server.QueryAsync(db => db.LiveTexts.AsNoTracking().Where(row => row.SessionId == room.Session.Value).Select(row => row.Lines).ToListAsync()), lines => lines.Contains("SECRET", StringComparison.Ordinal));

        async Task<string> BackAsync() => (await amina.InvokeAsync("TakeBack", Ideas.Id, "2"))!["status"]!.GetValue<string>();
    }
}
