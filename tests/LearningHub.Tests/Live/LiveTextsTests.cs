using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LearningHub.Domain.Live;
using LearningHub.Journal;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveKinds;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>What people typed never stands in the journal, and nothing of it is lost.</summary>
public sealed class LiveTextsTests
{
    public static TheoryData<string> Kinds => [.. All.Select(planned => planned.Id)];

    [Fact]
    public void An_answer_comes_back_as_it_was_typed() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), typed =>
    {
        var text = $"TYPED {typed.Get}";
        var answer = new AnswerRecorded(Amina, First, Opinion.Id, [], null, true, AnswerTiming.Late, Ten, Text: text, Mode: AnswerMode.Paper);
        var (kept, aside) = LiveTexts.Split(answer);
        Assert.DoesNotContain("TYPED", Stored(kept), StringComparison.Ordinal);
        Assert.Equal(Amina, aside!.Author);
        Assert.Equal(Stored(answer), Stored(LiveTexts.Join(Read(kept), id => id == aside.Id ? aside.Lines : null)));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_made_up_activity_comes_back_as_it_was_typed_and_the_journal_holds_no_word_of_it(string id)
    {
        var made = Typed(All.First(planned => planned.Id == id));
        var added = new ActivityAdded(made, OneRight.Id, Second, Ten);
        Assert.Contains("TYPED", Stored(added), StringComparison.Ordinal);
        var (kept, aside) = LiveTexts.Split(added);
        Assert.DoesNotContain("TYPED", Stored(kept), StringComparison.Ordinal);
        Assert.Equal((Second, null), (aside!.Id, aside.Author));
        Assert.Equal(Stored(added), Stored(LiveTexts.Join(Read(kept), _ => aside.Lines)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Where_a_writer_was_erased_the_room_still_opens(string id)
    {
        var made = Typed(All.First(planned => planned.Id == id)) with { SecondVoteOf = null };
        var added = (ActivityAdded)LiveTexts.Join(Read(LiveTexts.Split(new ActivityAdded(made, null, Second, Ten)).Kept), _ => null);
        Assert.Equal(LiveTexts.Withdrawn, added.Activity.Prompt);
        Assert.DoesNotContain("TYPED", Stored(added), StringComparison.Ordinal);
        Assert.Equal(made.Options.Select(option => (option.Id, option.Right, option.Match)), added.Activity.Options.Select(option => (option.Id, option.Right, option.Match)));
        After(StartedWith(OneRight), added).Do(new LiveCommand.Open(made.Id, Ten)).SnapshotForHost(Ten);
    }

    [Fact]
    public void An_answer_whose_writer_was_erased_still_counts()
    {
        foreach (var planned in new[] { Words, Opinion, LiveKinds.Text })
        {
            var kept = LiveTexts.Split(new AnswerRecorded(Amina, First, planned.Id, [], null, null, AnswerTiming.InTime, Ten, Text: "rights")).Kept;
            var state = After([.. Asking(planned), LiveTexts.Join(Read(kept), _ => null)]).Do(new LiveCommand.Reveal(Ten));
            Assert.Empty(state.Result(planned).Tally);
            Assert.Equal(1, state.Result(planned).Detail!.People);
            Assert.Empty(state.Texts());
        }
    }

    [Fact]
    public void Every_other_event_is_kept_as_it_is()
    {
        LiveEvent[] others =
        [
            Started, AminaJoined, FeesOpened, FeesClosed, FeesRevealed, Recorded(Amina, "a", true), new TalkStarted(Peer.Id, Ten), new SessionEnded(Ten), new TimerSet("x", null, Ten),
            new HandsCounted("x", ImmutableSortedDictionary<string, int>.Empty.Add("a", 3), Ten), new TeamsShown(true, Ten), new TextHidden("x", First, true, Ten),
        ];
        foreach (var other in others)
        {
            Assert.False(LiveTexts.HasText(other));
            Assert.Equal((other, null), LiveTexts.Split(other));
            Assert.Equal(Stored(other), Stored(LiveTexts.Join(Read(other), _ => null)));
        }

        // A new kind of event has to say here whether it holds text.
        var known = others.Select(other => other.GetType()).Append(typeof(ActivityAdded)).ToHashSet();
        Assert.Subset(known, typeof(LiveEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(LiveEvent)) && WrittenHere.Contains(type.Name)).ToHashSet());
    }

    /// <summary>Events of the walls have their own tests.</summary>
    private static readonly HashSet<string> WrittenHere =
    [
        nameof(SessionStarted), nameof(ParticipantJoined), nameof(ActivityOpened), nameof(ActivityClosed), nameof(TalkStarted), nameof(ResultsRevealed), nameof(AnswerRecorded),
        nameof(SessionEnded), nameof(ActivityAdded), nameof(TimerSet), nameof(HandsCounted), nameof(TeamsShown), nameof(TextHidden),
    ];

    [Theory]
    [InlineData("  a   b \u00A0 c ", "a b c")]
    [InlineData("a\u202Eb\u200Bc\u0007d", "abcd")]
    [InlineData("\n one \n\n two\n", "one\n\ntwo")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData(null, "")]
    public void Hidden_signs_and_spaces_are_taken_out(string? typed, string clean) => Assert.Equal(clean, LiveTexts.Clean(typed));

    [Fact]
    public void Half_a_character_pair_breaks_nothing() => Assert.Equal("half \uFFFD", LiveTexts.Clean("half " + (char)0xD83D));

    [Fact]
    public void Two_phones_that_made_the_same_answer_id_keep_two_texts()
    {
        Guid[] ids = [LiveTexts.IdOf(Amina, Words.Id), LiveTexts.IdOf(Amina, Opinion.Id), LiveTexts.IdOf(Binta, Words.Id), LiveTexts.IdOf(Binta, Opinion.Id)];
        Assert.Equal(4, ids.Distinct().Count());
        Assert.Equal(ids[0], LiveTexts.IdOf(Amina, Words.Id));
    }

    [Theory]
    [InlineData("Call me on 0788 123 456", true)]
    [InlineData("write to amina@example.org", true)]
    [InlineData("see https://example.org", true)]
    [InlineData("www.example.org", true)]
    [InlineData("It takes 180 days, or 12 months", false)]
    [InlineData("The employer pays", false)]
    public void A_text_that_may_reach_a_person_is_read_first(string text, bool risky) => Assert.Equal(risky, LiveTexts.MayNameSomebody(text));

    /// <summary>The activity with a typed word wherever a host may type one.</summary>
    private static PlannedActivity Typed(PlannedActivity planned) => planned with
    {
        Id = "made",
        Prompt = "TYPED prompt",
        Note = "TYPED note",
        Options = [.. planned.Options.Select(option => option with { Text = $"TYPED {option.Id}", Feedback = option.Feedback is null ? null : $"TYPED feedback {option.Id}" })],
        Choices = [.. planned.Choices.Select(choice => choice with { Text = $"TYPED {choice.Id}" })],
        Points = [.. planned.Points.Select(point => $"TYPED {point}")],
        Range = planned.Range is { } range ? range with { Low = "TYPED low", High = "TYPED high", Unit = "TYPED unit" } : null,
    };

    private static string Stored(LiveEvent @event) => JsonSerializer.Serialize(@event, JournalJson.Options);

    private static LiveEvent Read(LiveEvent kept) => JsonSerializer.Deserialize<LiveEvent>(Stored(kept), JournalJson.Options)!;
}
