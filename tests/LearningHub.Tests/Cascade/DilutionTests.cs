using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Tests.Cascade;

/// <summary>Twelve seeds, six rooms of twelve below them, six more below those; one room teaches a wrong answer, and three rooms below it repeat it.</summary>
public sealed class DilutionTests
{
    private const string Message = "M1", Other = "M2";
    private static readonly DateTimeOffset AsOf = GoldenExample.Day(180);
    private static readonly List<LearnerId> Seeds = [.. Enumerable.Range(0, 12).Select(i => Person(0, i))];

    [Fact]
    public void The_heat_map_alarms_where_a_message_lost_more_than_fifteen_points_in_one_step()
    {
        var map = HeatMap.Of(Lineage.Of(Cascade(mutating: 2), AsOf), sensitive: false);
        Assert.Equal([Message, Other], map.Messages.AsEnumerable());
        Assert.Equal((12, 1.0, false), (map.At(Message, 0)!.People, map.At(Message, 0)!.Share!.Value, map.At(Message, 0)!.Alarm));
        Assert.Equal((72, 60 / 72.0, true), (map.At(Message, 1)!.People, map.At(Message, 1)!.Share!.Value, map.At(Message, 1)!.Alarm));
        Assert.Equal(100 * (1 - 60 / 72.0), map.At(Message, 1)!.Drop!.Value, 9);
        Assert.Equal((36 / 72.0, true), (map.At(Message, 2)!.Share!.Value, map.At(Message, 2)!.Alarm));
        Assert.Equal(("Q1", "b"), (map.At(Message, 1)!.Mutation!.Item, map.At(Message, 1)!.Mutation!.Option));
        Assert.All([0, 1, 2], g => Assert.False(map.At(Other, g)!.Alarm));
        Assert.True(map.At(Message, 1)!.Share!.Low < 60 / 72.0 && map.At(Message, 1)!.Share!.High > 60 / 72.0);
    }

    [Fact]
    public void A_heat_map_of_few_people_shows_their_number_alone()
    {
        var lineage = Lineage.Of(Cascade(mutating: 2), AsOf);
        var some = Seeds.Take(9).ToHashSet();
        var cell = Assert.Single(HeatMap.Of(lineage, sensitive: false, some.Contains).Cells, cell => cell.Message == Message);
        Assert.Equal((9, null, null, false), (cell.People, cell.Share, cell.Mutation, cell.Alarm));
        Assert.NotNull(HeatMap.Of(lineage, sensitive: false, Seeds.Take(10).Contains).At(Message, 0)!.Share);
        Assert.Null(HeatMap.Of(lineage, sensitive: true, Seeds.Take(10).Contains).At(Message, 0)!.Share); // protection content needs 11
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_wrong_answer_that_grows_is_traced_to_the_session_where_it_began_and_not_to_those_that_repeat_it(int room)
    {
        var lineage = Lineage.Of(Cascade(mutating: room), AsOf);
        var trace = Assert.Single(MutationTrace.Of(lineage, sensitive: false));
        Assert.Equal((Message, "Q1", "b", 0.25), (trace.Message, trace.Item, trace.Option, trace.Chance));
        Assert.Equal([0, 12, 36], trace.Steps.Select(step => step.Share.Count));
        Assert.True(trace.Trend > 1.96);
        Assert.Equal((Session(1, room), 48, 48, 0.0), (trace.Began!.Session, trace.Began.People, trace.Began.Chosen, trace.Began.Rest));
        Assert.Equal([Seeds[room]], trace.Began.Trainers.AsEnumerable());
        Assert.Equal(48 / 58.0, trace.Began.Pooled, 9); // ten people of the rest pull it down
        Assert.Equal(BranchNames.Of(lineage)[Session(1, room)], trace.Began.Name);
    }

    [Fact]
    public void A_wrong_answer_that_everybody_holds_alike_grows_nowhere_and_a_tiny_room_is_not_named()
    {
        var alike = Cascade(mutating: -1, wrong: person => person.Value.GetHashCode() % 3 == 0);
        Assert.Empty(MutationTrace.Of(Lineage.Of(alike, AsOf), sensitive: false));
        // three people all wrong, in a cascade where half of a large room is
        var mixed = Cascade(mutating: 1, tiny: true);
        Assert.Equal(Session(1, 1), Assert.Single(MutationTrace.Of(Lineage.Of(mixed, AsOf), sensitive: false)).Began!.Session);
    }

    [Fact]
    public void The_mutation_index_is_the_share_above_guessing_by_generation()
    {
        var index = MutationIndex.Of(Lineage.Of(Cascade(mutating: 2), AsOf)).Where(m => m.Message == Message).ToList();
        Assert.Equal([-0.25, 12 / 72.0 - 0.25, 36 / 72.0 - 0.25], index.Select(m => m.Value));
    }

    [Fact]
    public void Branch_names_are_short_differ_and_do_not_depend_on_order()
    {
        var facts = Cascade(mutating: 2);
        var names = BranchNames.Of(Lineage.Of(facts, AsOf));
        Assert.Equal(12, names.Values.Distinct().Count());
        Assert.All(names.Values, name => Assert.Matches("^[A-HJ-NP-Z][0-9]{1,6}$", name));
        Assert.Equal(names.OrderBy(n => n.Key.Value), BranchNames.Of(Lineage.Of(facts with { Sessions = [.. facts.Sessions.Reverse()] }, AsOf)).OrderBy(n => n.Key.Value));
    }

    [Fact]
    public void Re_seeding_invites_the_best_of_a_busy_branch_that_holds_little_and_of_no_other()
    {
        // the room of seed 4 knows a quarter, all but one of its people: she is the one to invite
        var knows = Person(1, 4 * 12 + 7);
        var facts = Cascade(mutating: -1, wrong: p => InRoom(4, p) && p != knows, everything: true);
        var suggestion = Assert.Single(Reseeding.Of(Lineage.Of(facts, GoldenExample.Day(100))));
        Assert.Equal((Seeds[4], 12, knows, 100.0), (suggestion.Trainer, suggestion.People, suggestion.Invite, suggestion.InviteScore));
        Assert.InRange(suggestion.Left, 0.3, 0.75);
        Assert.Empty(Reseeding.Of(Lineage.Of(facts, AsOf))); // half a year later the trainer is no longer active
    }

    private static bool InRoom(int room, LearnerId person) => Enumerable.Range(room * 12, 12).Any(i => Person(1, i) == person);

    /// <param name="mutating">The first room whose people, and everybody below them, choose b in Q1; −1 for none.</param>
    /// <param name="wrong">Who else answers wrongly.</param>
    /// <param name="everything">Those answer every item wrongly.</param>
    /// <param name="tiny">A session of three, all of them wrong.</param>
    private static CascadeFacts Cascade(int mutating, Func<LearnerId, bool>? wrong = null, bool everything = false, bool tiny = false)
    {
        List<SessionFact> sessions = [];
        List<ExposureFact> exposures = [];
        List<AnswerFact> answers = [];
        void Answer(LearnerId person, bool mutated, int day)
        {
            var off = mutated || wrong?.Invoke(person) == true;
            foreach (var (item, message) in ((string, string)[])[("Q1", Message), ("Q2", Other), ("Q3", Other)])
                answers.Add(new(person, AnswerOccasion.Post, item, message, true, off && (everything || item == "Q1") ? "b" : "a", !(off && (everything || item == "Q1")), null, "link", "en", GoldenExample.Day(day)));
        }

        void Hold(CascadeSessionId session, LearnerId trainer, int day, IEnumerable<LearnerId> people, bool mutated)
        {
            sessions.Add(new(session, GoldenExample.Day(day), [trainer], 45, 12));
            foreach (var person in people)
            {
                exposures.Add(new(session, person, EvidenceTier.Checked, GoldenExample.Day(day), true));
                Answer(person, mutated, day);
            }
        }

        foreach (var seed in Seeds) Answer(seed, false, 0);
        for (var room = 0; room < 6; room++)
        {
            Hold(Session(1, room), Seeds[room], 20 + room, Enumerable.Range(room * 12, 12).Select(i => Person(1, i)), room == mutating);
        }

        for (var room = 0; room < 6; room++)
        {
            var repeats = mutating >= 0 && (room - mutating + 6) % 6 < 3;
            Hold(Session(2, room), Person(1, 12 * (repeats ? mutating : room) + room), 60 + room, Enumerable.Range(room * 12, 12).Select(i => Person(2, i)), repeats);
        }

        if (tiny) Hold(Session(1, 9), Seeds[9], 19, Enumerable.Range(90, 3).Select(i => Person(1, i)), true);
        return new(GoldenExample.Module)
        {
            Seeds = [.. Seeds.Select(seed => new SeedFact(seed, GoldenExample.Day(0)))], Sessions = [.. sessions], Exposures = [.. exposures], Answers = [.. answers],
            Items = [.. ((string[])["Q1", "Q2", "Q3"]).Select(item => new ItemFact(item, 4))],
        };
    }

    private static LearnerId Person(int generation, int number) => new(new Guid(generation, (short)number, 1, [1, 2, 3, 4, 5, 6, 7, 8]));

    private static CascadeSessionId Session(int generation, int room) => new(new Guid(generation, (short)room, 2, [1, 2, 3, 4, 5, 6, 7, 8]));
}
