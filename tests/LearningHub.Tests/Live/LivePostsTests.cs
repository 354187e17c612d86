using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>The rules of walls.</summary>
public sealed class LivePostsTests
{
    private static readonly PlannedActivity Panel = new("panel-1", ActivityKind.Panel, "What do you want to ask the panel?", []);
    private static readonly PlannedActivity Ideas = new("ideas-1", ActivityKind.Ideas, "What should be done?", []) { Most = 3 };
    private static readonly Guid[] Id = [.. Enumerable.Range(1, 14).Select(i => Guid.Parse($"0195f000-0000-7000-8000-0000000001{i:x2}"))];
    private static readonly Guid Group = Guid.Parse("0195f000-0000-7000-8000-000000000201");
    private static readonly LiveEvent[] PanelOpen = [new SessionStarted(Labour, [Fees, Panel, Ideas], Host, "K7P2QM", Ten), AminaJoined, new ParticipantJoined(Binta, Ten), new ActivityOpened(Panel.Id, Ten)];
    private static readonly LiveEvent[] IdeasOpen = [.. PanelOpen[..3], new ActivityOpened(Ideas.Id, Ten)];

    private static Story<LiveState, LiveCommand, LiveEvent> Session => new(LiveSession.Rules);

    private static LiveCommand.Post Post(string text, string wall = "panel-1", int id = 0, string? name = null) => new(Amina, Id[id], wall, text, name, Ten);

    private static PostAdded Added(int id, string wall = "panel-1", PostState state = PostState.Shown, LearnerId? by = null, string text = "How long does it take?") =>
        new(by ?? Amina, Id[id], wall, text, null, false, state, Ten);

    private static LiveCommand.Support Vote(int id, string wall = "panel-1", bool on = true, LearnerId? by = null) => new(by ?? Binta, Id[id], wall, on, Ten);

    private static LiveState After(params LiveEvent[] events) => events.Aggregate(LiveState.Initial, LiveSession.Evolve);

    // -- writing

    [Fact]
    public void A_post_waits_for_the_host() => Session.Given(PanelOpen).When(Post("  How long\ndoes it  take? "))
        .Then(Added(0, state: PostState.Waiting));

    [Fact]
    public void The_writer_may_show_her_name() => Session.Given(PanelOpen).When(Post("How long does it take?", name: "Amina"))
        .Then(Added(0, state: PostState.Waiting) with { Name = "Amina", Named = true });

    [Fact]
    public void Where_posts_are_shown_at_once_none_waits() => Session.Given([.. PanelOpen, new PostsShownAtOnce(Panel.Id, true, Ten)])
        .When(Post("How long does it take?")).Then(Added(0));

    [Theory]
    [InlineData("Call +250 788 123 456 for help")]
    [InlineData("Write to amina@example.org")]
    [InlineData("My name is Amina and I was there")]
    public void What_may_name_somebody_is_held_even_where_posts_are_shown_at_once(string text) => Session.Given([.. PanelOpen, new PostsShownAtOnce(Panel.Id, true, Ten)])
        .When(Post(text)).Then(Added(0, state: PostState.Held, text: text));

    [Fact]
    public void The_same_post_again_adds_nothing() => Session.Given([.. PanelOpen, Added(0)]).When(Post("How long does it take?")).ThenNothing();

    [Fact]
    public void The_same_post_again_adds_nothing_after_the_wall_has_closed() =>
        Session.Given([.. PanelOpen, Added(0), new ActivityClosed(Panel.Id, Ten)]).When(Post("How long does it take?")).ThenNothing();

    [Fact]
    public void The_id_of_somebody_elses_post_opens_nothing() => Session.Given([.. PanelOpen, Added(0, by: Binta)]).When(Post("Mine now")).ThenRefused("live.post-id-taken");

    [Fact]
    public void A_post_after_the_close_is_refused_kindly() => Session.Given([.. PanelOpen, new ActivityClosed(Panel.Id, Ten)]).When(Post("Too late?")).ThenRefused("live.wall-closed");

    [Fact]
    public void A_post_has_1_to_200_characters()
    {
        Session.Given(PanelOpen).When(Post(" \n\u200b ")).ThenRefused("live.text-missing");
        Session.Given(PanelOpen).When(Post(new('x', 201))).ThenRefused("live.text-long");
        Session.Given(PanelOpen).When(Post(new('x', 200))).Then(Added(0, state: PostState.Waiting, text: new('x', 200)));
    }

    [Fact]
    public void One_person_writes_ten_times_on_a_wall() =>
        Session.Given([.. PanelOpen, .. Enumerable.Range(0, 10).Select(i => Added(i))]).When(Post("Once more", id: 11)).ThenRefused("live.posts-enough");

    [Fact]
    public void A_wall_that_was_not_opened_or_is_a_question_takes_no_post()
    {
        foreach (var wall in new[] { "ideas-1", "LM-L01", "nowhere" }) Session.Given(PanelOpen).When(Post("Here?", wall)).ThenRefused("live.no-such-wall");
    }

    [Fact]
    public void Who_has_not_joined_writes_and_votes_nowhere()
    {
        Session.Given([PanelOpen[0], PanelOpen[3]]).When(Post("Here?")).ThenRefused("live.not-joined");
        Session.Given([PanelOpen[0], PanelOpen[3], Added(0)]).When(Vote(0)).ThenRefused("live.not-joined");
    }

    // -- supporting

    [Fact]
    public void A_vote_counts_once_and_can_be_taken_back()
    {
        Session.Given([.. PanelOpen, Added(0)]).When(Vote(0)).Then(new PostSupported(Binta, Id[0], Panel.Id, true, Ten));
        Session.Given([.. PanelOpen, Added(0), new PostSupported(Binta, Id[0], Panel.Id, true, Ten)]).When(Vote(0)).ThenNothing();
        Session.Given([.. PanelOpen, Added(0), new PostSupported(Binta, Id[0], Panel.Id, true, Ten)]).When(Vote(0, on: false)).Then(new PostSupported(Binta, Id[0], Panel.Id, false, Ten));
        Assert.Equal(0, After([.. PanelOpen, Added(0), new PostSupported(Binta, Id[0], Panel.Id, true, Ten), new PostSupported(Binta, Id[0], Panel.Id, false, Ten)]).Wall(Panel.Id).Posts[Id[0]].Votes);
    }

    [Theory]
    [InlineData(PostState.Waiting)]
    [InlineData(PostState.Held)]
    public void What_the_room_does_not_see_takes_no_vote(PostState state) => Session.Given([.. PanelOpen, Added(0, state: state)]).When(Vote(0)).ThenRefused("live.no-such-post");

    [Fact]
    public void A_vote_names_a_post_of_its_own_wall() =>
        Session.Given([.. PanelOpen, Added(0), new ActivityOpened(Ideas.Id, Ten)]).When(Vote(0, Ideas.Id)).ThenRefused("live.no-such-post");

    [Fact]
    public void A_vote_after_the_close_does_not_count() => Session.Given([.. PanelOpen, Added(0), new ActivityClosed(Panel.Id, Ten)]).When(Vote(0)).ThenRefused("live.wall-closed");

    [Fact]
    public void On_a_wall_of_ideas_each_person_has_three_dots_and_a_removed_idea_gives_one_back()
    {
        LiveEvent[] dotted = [.. IdeasOpen, .. Enumerable.Range(0, 5).Select(i => Added(i, Ideas.Id)), .. Enumerable.Range(0, 3).Select(i => new PostSupported(Binta, Id[i], Ideas.Id, true, Ten))];
        Session.Given(dotted).When(Vote(3, Ideas.Id)).ThenRefused("live.no-dots-left");
        Session.Given(dotted).When(Vote(3, Ideas.Id, by: Amina)).Then(new PostSupported(Amina, Id[3], Ideas.Id, true, Ten));
        Session.Given([.. dotted, new PostMarked(Ideas.Id, Id[0], PostState.Removed, Ten)]).When(Vote(3, Ideas.Id)).Then(new PostSupported(Binta, Id[3], Ideas.Id, true, Ten));
    }

    [Fact]
    public void A_script_that_switches_a_vote_on_and_off_is_stopped()
    {
        var often = Enumerable.Range(0, LivePosts.MostChanges).Select(i => (LiveEvent)new PostSupported(Binta, Id[0], Panel.Id, i % 2 == 0, Ten));
        Session.Given([.. PanelOpen, Added(0), .. often]).When(Vote(0)).ThenRefused("live.votes-changed-often");
    }

    // -- leading

    [Fact]
    public void The_host_lets_a_post_through_or_holds_it_back()
    {
        Session.Given([.. PanelOpen, Added(0, state: PostState.Waiting)]).When(new LiveCommand.Mark(Panel.Id, Id[0], PostState.Shown, Ten)).Then(new PostMarked(Panel.Id, Id[0], PostState.Shown, Ten));
        Session.Given([.. PanelOpen, Added(0)]).When(new LiveCommand.Mark(Panel.Id, Id[0], PostState.Shown, Ten)).ThenNothing();
        Session.Given([.. PanelOpen, Added(0)]).When(new LiveCommand.Mark(Panel.Id, Id[0], PostState.Held, Ten)).Then(new PostMarked(Panel.Id, Id[0], PostState.Held, Ten));
        Session.Given(PanelOpen).When(new LiveCommand.Mark(Panel.Id, Id[0], PostState.Shown, Ten)).ThenRefused("live.no-such-post");
        Session.Given([.. PanelOpen, Added(0)]).When(new LiveCommand.Mark(Panel.Id, Id[0], PostState.Waiting, Ten)).ThenRefused("live.no-such-mark");
    }

    [Fact]
    public void Taking_up_the_next_question_says_that_the_one_before_was_answered() =>
        Session.Given([.. PanelOpen, Added(0), Added(1), new PostMarked(Panel.Id, Id[0], PostState.Now, Ten)]).When(new LiveCommand.Mark(Panel.Id, Id[1], PostState.Now, Ten))
            .Then(new PostMarked(Panel.Id, Id[0], PostState.Answered, Ten), new PostMarked(Panel.Id, Id[1], PostState.Now, Ten));

    [Fact]
    public void An_answer_can_be_written_down_and_pinned_also_after_the_session()
    {
        LiveEvent[] over = [.. PanelOpen, Added(0), new ActivityClosed(Panel.Id, Ten), new SessionEnded(Ten)];
        Session.Given(over).When(new LiveCommand.Note(Panel.Id, Id[0], " Thirty days. ", Ten)).Then(new PostNoted(Panel.Id, Id[0], "Thirty days.", Ten), new PostMarked(Panel.Id, Id[0], PostState.Answered, Ten));
        Session.Given([.. over, new PostNoted(Panel.Id, Id[0], "Thirty days.", Ten)]).When(new LiveCommand.Note(Panel.Id, Id[0], "Thirty days.", Ten)).ThenNothing();
        Session.Given(over).When(new LiveCommand.Note(Panel.Id, Id[0], new('x', 601), Ten)).ThenRefused("live.text-long");
        Session.Given(over).When(new LiveCommand.Pin(Panel.Id, Id[0], true, Ten)).Then(new PostPinned(Panel.Id, Id[0], true, Ten));
        Session.Given([.. over, new PostPinned(Panel.Id, Id[0], true, Ten)]).When(new LiveCommand.Pin(Panel.Id, Id[0], true, Ten)).ThenNothing();
        Session.Given([.. IdeasOpen, Added(0, Ideas.Id)]).When(new LiveCommand.Note(Ideas.Id, Id[0], "No", Ten)).ThenRefused("live.no-answer-here");
    }

    [Fact]
    public void What_was_removed_stays_removed_and_forgets_its_text()
    {
        LiveEvent[] removed = [.. PanelOpen, Added(0) with { Name = "Amina" }, new PostMarked(Panel.Id, Id[0], PostState.Removed, Ten)];
        Session.Given(removed).When(new LiveCommand.Mark(Panel.Id, Id[0], PostState.Shown, Ten)).ThenRefused("live.no-such-post");
        Session.Given(removed).When(new LiveCommand.Mark(Panel.Id, Id[0], PostState.Removed, Ten)).ThenNothing();
        var post = After(removed).Wall(Panel.Id).Posts[Id[0]];
        Assert.Equal((LiveTexts.Withdrawn, null), (post.Text, post.Name));
    }

    [Fact]
    public void Switching_to_at_once_lets_through_what_waits_and_not_what_is_held()
    {
        LiveEvent[] waiting = [.. PanelOpen, Added(0, state: PostState.Waiting), Added(1, state: PostState.Held)];
        Session.Given(waiting).When(new LiveCommand.ShowAtOnce(Panel.Id, true, Ten)).Then(new PostsShownAtOnce(Panel.Id, true, Ten));
        Session.Given(waiting).When(new LiveCommand.ShowAtOnce(Panel.Id, false, Ten)).ThenNothing();
        var wall = After([.. waiting, new PostsShownAtOnce(Panel.Id, true, Ten)]).Wall(Panel.Id);
        Assert.Equal((PostState.Shown, PostState.Held), (wall.Posts[Id[0]].State, wall.Posts[Id[1]].State));
    }

    // -- groups and the vote made of them

    [Fact]
    public void A_new_name_makes_a_group_and_the_same_name_again_finds_it()
    {
        LiveEvent[] two = [.. IdeasOpen, Added(0, Ideas.Id), Added(1, Ideas.Id)];
        Session.Given(two).When(new LiveCommand.Place(Ideas.Id, Id[0], null, "Training", Group, Ten)).Then(new GroupNamed(Ideas.Id, Group, "Training", Ten), new PostPlaced(Ideas.Id, Id[0], Group, Ten));
        LiveEvent[] grouped = [.. two, new GroupNamed(Ideas.Id, Group, "Training", Ten), new PostPlaced(Ideas.Id, Id[0], Group, Ten)];
        Session.Given(grouped).When(new LiveCommand.Place(Ideas.Id, Id[1], null, " training ", Id[9], Ten)).Then(new PostPlaced(Ideas.Id, Id[1], Group, Ten));
        Session.Given(grouped).When(new LiveCommand.Place(Ideas.Id, Id[0], null, "Training", Id[9], Ten)).ThenNothing();
        Session.Given(grouped).When(new LiveCommand.Place(Ideas.Id, Id[1], Id[9], null, Id[8], Ten)).ThenRefused("live.no-such-group");
        Session.Given(grouped).When(new LiveCommand.NameGroup(Ideas.Id, Group, "Skills", Ten)).Then(new GroupNamed(Ideas.Id, Group, "Skills", Ten));
        Assert.Empty(After([.. grouped, new PostPlaced(Ideas.Id, Id[0], null, Ten)]).Wall(Ideas.Id).Groups); // whose last idea has left is gone
    }

    [Fact]
    public void A_wall_has_at_most_twelve_groups()
    {
        var twelve = Enumerable.Range(0, 12).SelectMany(i => new LiveEvent[] { Added(i, Ideas.Id), new GroupNamed(Ideas.Id, Id[i], $"Group {i}", Ten), new PostPlaced(Ideas.Id, Id[i], Id[i], Ten) });
        Session.Given([.. IdeasOpen, .. twelve, Added(12, Ideas.Id)]).When(new LiveCommand.Place(Ideas.Id, Id[12], null, "One more", Id[13], Ten)).ThenRefused("live.groups-enough");
    }

    [Fact]
    public void Groups_become_the_options_of_a_vote_those_with_most_dots_first()
    {
        var other = Id[13];
        LiveEvent[] grouped =
        [
            .. IdeasOpen, Added(0, Ideas.Id), Added(1, Ideas.Id), Added(2, Ideas.Id),
            new GroupNamed(Ideas.Id, Group, "Training", Ten), new PostPlaced(Ideas.Id, Id[0], Group, Ten), new GroupNamed(Ideas.Id, other, "Inspection", Ten), new PostPlaced(Ideas.Id, Id[1], other, Ten),
            new PostSupported(Binta, Id[1], Ideas.Id, true, Ten),
        ];
        var vote = Assert.IsType<ActivityAdded>(Assert.Single(LiveSession.Decide(new LiveCommand.VoteOnWall(Ideas.Id, First, Ten), After(grouped)).Events));
        Assert.Equal((ActivityKind.Priorities, Ideas.Id, Ideas.Id), (vote.Activity.Kind, vote.Activity.VoteOn, vote.After));
        Assert.Equal(["Inspection", "Training"], vote.Activity.Options.Select(option => option.Text));
        Session.Given([.. grouped, vote]).When(new LiveCommand.VoteOnWall(Ideas.Id, Second, Ten)).ThenNothing(); // it waits in the plan
        Session.Given([.. grouped, vote, new ActivityOpened(vote.Activity.Id, Ten)]).When(new LiveCommand.Answer(Amina, First, vote.Activity.Id, new(["a"]), Ten))
            .Then(new AnswerRecorded(Amina, First, vote.Activity.Id, ["a"], null, null, AnswerTiming.InTime, Ten));
    }

    [Fact]
    public void Without_groups_the_first_ideas_are_put_to_the_vote_and_their_texts_stay_the_writers()
    {
        LiveEvent[] ideas = [.. IdeasOpen, Added(0, Ideas.Id, text: "Train inspectors"), Added(1, Ideas.Id, text: "One form for all"), Added(2, Ideas.Id, PostState.Waiting), new PostSupported(Binta, Id[1], Ideas.Id, true, Ten)];
        var vote = Assert.IsType<ActivityAdded>(Assert.Single(LiveSession.Decide(new LiveCommand.VoteOnWall(Ideas.Id, First, Ten), After(ideas)).Events));
        Assert.Equal(["One form for all", "Train inspectors"], vote.Activity.Options.Select(option => option.Text));
        var (kept, text) = LiveTexts.Split(vote);
        Assert.DoesNotContain(text!.Lines, line => line.Contains("inspectors", StringComparison.Ordinal));
        var again = After([.. ideas, LiveTexts.Join(kept, _ => text.Lines)]).Planned(vote.Activity.Id)!;
        Assert.Equal(["One form for all", "Train inspectors"], again.Options.Select(option => option.Text));
    }

    [Fact]
    public void One_idea_is_no_choice() => Session.Given([.. IdeasOpen, Added(0, Ideas.Id)]).When(new LiveCommand.VoteOnWall(Ideas.Id, First, Ten)).ThenRefused("live.too-few-ideas");

    // -- what stands where

    [Fact]
    public void No_text_stands_in_the_journal()
    {
        foreach (LiveEvent typed in new LiveEvent[] { Added(0) with { Text = "Secret", Name = "Secret", Named = true }, new PostNoted(Panel.Id, Id[0], "Secret", Ten), new GroupNamed(Ideas.Id, Group, "Secret", Ten) })
        {
            Assert.True(LiveTexts.HasText(typed));
            var (kept, text) = LiveTexts.Split(typed);
            Assert.DoesNotContain("Secret", System.Text.Json.JsonSerializer.Serialize(kept), StringComparison.Ordinal);
            Assert.Equal(typed, LiveTexts.Join(kept, id => id == text!.Id ? text.Lines : null));
        }
    }

    [Fact]
    public void Texts_of_one_id_on_two_walls_and_of_two_people_do_not_meet()
    {
        var ids = new[]
        {
            LiveTexts.Split(Added(0)), LiveTexts.Split(Added(0, Ideas.Id)), LiveTexts.Split(new PostNoted(Panel.Id, Id[0], "x", Ten)), LiveTexts.Split(new GroupNamed(Panel.Id, Id[0], "x", Ten)),
            LiveTexts.Split(new AnswerRecorded(Amina, Id[0], Fees.Id, [], null, null, AnswerTiming.InTime, Ten, Text: "x")), LiveTexts.Split(new AnswerRecorded(Binta, Id[0], Fees.Id, [], null, null, AnswerTiming.InTime, Ten, Text: "x")),
        }.Select(part => part.Text!.Id);
        Assert.Equal(6, ids.Distinct().Count());
    }

    [Fact]
    public void What_waits_is_seen_by_its_writer_and_the_host_alone()
    {
        var state = After([.. PanelOpen, Added(0), Added(1, state: PostState.Waiting, text: "Waiting"), Added(2, state: PostState.Held, text: "Held")]);
        Assert.Equal([Id[0]], state.WallFor(Panel, Binta).Posts.Select(post => post.Id));
        Assert.Equal([(Id[0], PostState.Shown), (Id[1], PostState.Waiting), (Id[2], PostState.Held)], state.WallFor(Panel, Amina).Mine!.Value.Select(post => (post.Id, post.State)));
        Assert.Empty(state.WallFor(Panel, Binta).Mine!.Value);
        Assert.Equal(3, state.WallForHost(Panel).Posts.Length);
        var told = state.PostsMessage(9, Panel.Id, Id[..3], false, WallReader.Phone);
        Assert.Equal(["", "How long does it take?"], told.Posts.Select(post => post.Text).Order());
        Assert.True(state.PostsMessage(9, Panel.Id, [Id[1]], false, WallReader.Phone).IsEmpty);
        Assert.Equal((1, 1), (state.SnapshotForHost(Ten).Wall!.Waiting, state.SnapshotForHost(Ten).Wall!.Held));
        Assert.Null(state.SnapshotFor(Binta, Ten).Wall!.Waiting);
    }

    [Fact]
    public void A_picture_holds_at_most_200_posts_the_most_wanted_and_the_newest()
    {
        var posts = Enumerable.Range(0, 300).Select(i => new LivePost(Guid.CreateVersion7(), Amina, $"{i}", null, PostState.Shown, Ten.AddSeconds(i)) { Votes = i < 10 ? 100 - i : 0 }).ToList();
        var state = After(PanelOpen) with { Walls = ImmutableDictionary<string, LiveWall>.Empty.Add(Panel.Id, LiveWall.Empty with { Posts = posts.ToImmutableDictionary(post => post.Id) }) };
        var wall = state.WallFor(Panel, null);
        Assert.Equal((200, 100, "0"), (wall.Posts.Length, wall.More, wall.Posts[0].Text));
        Assert.Contains(wall.Posts, post => post.Text == "299");
    }
}
