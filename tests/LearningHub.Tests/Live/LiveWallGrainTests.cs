using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Live;
using LearningHub.Tests.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Live;

public sealed class LiveWallOnSqliteTests() : LiveWallGrainTests(new SqliteFixture());

public sealed class LiveWallOnPostgresTests() : LiveWallGrainTests(new PostgresFixture());

/// <summary>Walls on a real silo and on either database.</summary>
public abstract class LiveWallGrainTests(TestDatabase database) : IAsyncLifetime
{
    internal static readonly PlannedActivity Panel = new("panel-1", ActivityKind.Panel, "What do you want to ask the panel?", []);
    internal static readonly PlannedActivity Ideas = new("ideas-1", ActivityKind.Ideas, "What should be done?", []) { Most = 3 };
    private static readonly LearnerId Amina = new(Guid.CreateVersion7());
    private static readonly LearnerId Binta = new(Guid.CreateVersion7());

    private LiveServer server = null!;

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await server.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_wall_wakes_up_with_its_texts_names_groups_answers_and_votes()
    {
        var (session, grain) = await OpenAsync(Panel);
        var (first, second, third) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        Assert.Equal((LiveAnswerStatus.Accepted, PostState.Waiting), Of(await grain.Post(Amina, first, Panel.Id, "How long does a permit take?", named: true)));
        Assert.Equal((LiveAnswerStatus.Repeated, PostState.Waiting), Of(await grain.Post(Amina, first, Panel.Id, "How long does a permit take?", named: true)));
        Assert.Equal((LiveAnswerStatus.Accepted, PostState.Held), Of(await grain.Post(Binta, second, Panel.Id, "Who helps? Call 0788 123 456", named: false)));
        await grain.Post(Binta, third, Panel.Id, "Something rude", named: false);
        await grain.Mark(Panel.Id, first, PostState.Shown);
        await grain.Mark(Panel.Id, third, PostState.Removed);
        Assert.Equal(LiveAnswerStatus.Accepted, (await grain.Support(Binta, first, Panel.Id, true)).Status);
        await grain.Note(Panel.Id, first, "Sixty days.");
        await grain.Note(Panel.Id, first, "Thirty days.");
        await grain.Pin(Panel.Id, first, true);
        await grain.Place(Panel.Id, first, null, "Permits");
        var before = (await grain.Wall(Panel.Id, Binta, asHost: false)).Wall!;

        await RestartAsync();
        grain = server.Grain(session);
        var wall = (await grain.Wall(Panel.Id, Binta, asHost: false)).Wall!;
        Assert.Equal(new ShownPost(first, "How long does a permit take?", 1, PostState.Answered, wall.Groups[0].Id, "Amina", "Thirty days.", true), Assert.Single(wall.Posts));
        Assert.Equal((before.Posts[0], before.Groups[0].Name), (wall.Posts[0], "Permits"));
        Assert.Equal(first, Assert.Single(wall.Votes!.Value));
        Assert.Equal([(second, PostState.Held), (third, PostState.Removed)], wall.Mine!.Value.Select(post => (post.Id, post.State)));
        var texts = await server.QueryAsync(db => db.LiveTexts.AsNoTracking().Where(row => row.SessionId == session.Value).Select(row => row.Lines).ToListAsync());
        Assert.DoesNotContain(texts, text => text.Contains("rude", StringComparison.Ordinal) || text.Contains("Sixty", StringComparison.Ordinal));
        Assert.DoesNotContain(await server.HistoryAsync(session), e => e is LiveEvent.PostAdded { Text: not null } or LiveEvent.PostAdded { Name: not null } or LiveEvent.PostNoted { Text: not null } or LiveEvent.GroupNamed { Name: not null });
    }

    [Fact]
    public async Task Erasing_a_person_removes_her_texts_and_leaves_every_count()
    {
        var (session, grain) = await OpenAsync(Ideas);
        var (hers, other) = (Guid.NewGuid(), Guid.NewGuid());
        await grain.ShowAtOnce(Ideas.Id, true);
        await grain.Post(Amina, hers, Ideas.Id, "Train inspectors", named: true);
        await grain.Post(Binta, other, Ideas.Id, "One form for all", named: false);
        await grain.Support(Amina, other, Ideas.Id, true);
        await grain.Support(Binta, hers, Ideas.Id, true);
        Assert.Null((await grain.VoteOnWall(Ideas.Id)).Refusal);

        await server.Services.GetRequiredService<LiveTypedTexts>().EraseAsync(Amina.Value); // the room is awake
        var wall = (await grain.Wall(Ideas.Id, null, asHost: true)).Wall!;
        Assert.Equal([(other, 1, "One form for all"), (hers, 1, LiveTexts.Withdrawn)], wall.Posts.Select(post => (post.Id, post.Votes, post.Text)).OrderByDescending(post => post.Text));
        Assert.All(wall.Posts, post => Assert.Null(post.Name));
        var vote = (await grain.Record()).Plan.Single(planned => planned.VoteOn == Ideas.Id);
        Assert.Equal(["One form for all", LiveTexts.Withdrawn], vote.Options.Select(option => option.Text).OrderDescending());
    }

    [Fact]
    public async Task Two_people_whose_phones_made_the_same_id_lose_nothing()
    {
        var text = new PlannedActivity("text-1", ActivityKind.ShortText, "In one word?", []);
        var (session, grain) = await OpenAsync(text);
        var id = Guid.NewGuid();
        Assert.Equal(LiveAnswerStatus.Accepted, (await grain.Answer(Amina, id, text.Id, new(Text: "Fees"), mode: null)).Status);
        Assert.Equal(LiveAnswerStatus.Accepted, (await grain.Answer(Binta, id, text.Id, new(Text: "Papers"), mode: null)).Status);
        await RestartAsync();
        Assert.Equal(["Fees", "Papers"], (await server.Grain(session).Record()).Answers.Select(answer => answer.Answer.Text).Order());
    }

    private static (LiveAnswerStatus, PostState?) Of(LivePostReply reply) => (reply.Status, reply.State);

    private async Task<(LiveSessionId Session, ILiveSessionGrain Grain)> OpenAsync(PlannedActivity activity)
    {
        var room = await server.StartSessionAsync(activity, LiveServer.Question(1));
        var grain = server.Grain(room.Session);
        await grain.Join(Amina, "Amina", 1);
        await grain.Join(Binta, "Binta", 1);
        await grain.Open(activity.Id, Guid.NewGuid());
        return (room.Session, grain);
    }

    private async Task StartAsync()
    {
        server = new() { Database = database };
        await server.InitializeAsync();
    }

    private async Task RestartAsync()
    {
        await server.DisposeAsync();
        await StartAsync();
    }
}
