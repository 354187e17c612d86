using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using LearningHub.Tests.Common;
using LearningHub.Web.Live;
using MiniExcelLibs;
using static LearningHub.Domain.Live.LiveEvent;
using static LearningHub.Tests.Live.LiveStories;

namespace LearningHub.Tests.Live;

/// <summary>What stays when a session is over: figures for the module, answers for each learner, messages for the workshop, tables to take along.</summary>
public sealed class LiveAfterTests
{
    private static readonly PlannedActivity Asked = Fees with { Item = Fees.Id, Message = "LM-M2" };

    private static readonly PlannedActivity Messages = new("takeaways-9", ActivityKind.Takeaways, "Which messages?",
        [new("a", "LM-M1", "One", false, null), new("b", "LM-M2", "Two", false, null), new("c", "LM-M3", "Three", false, null)]) { Most = 2 };

    private static LiveState Played(params LiveEvent[] more) => new LiveEvent[]
    {
        new SessionStarted(Labour, [Asked, Messages], Host, "K7P2QM", Ten), AminaJoined, new ParticipantJoined(Binta, Ten), FeesOpened,
        new AnswerRecorded(Amina, Guid.NewGuid(), Asked.Id, ["a"], true, true, AnswerTiming.InTime, Ten),
        new AnswerRecorded(Binta, Guid.NewGuid(), Asked.Id, ["b"], false, true, AnswerTiming.InTime, Ten), FeesClosed, FeesRevealed,
    }.Concat(more).Aggregate(LiveState.Initial, LiveSession.Evolve);

    [Fact]
    public void The_module_is_told_how_its_questions_did_by_the_bank_s_own_options()
    {
        var item = Assert.Single(Played().AskedItems());
        Assert.Equal((Asked.Id, 1, 2, 1, 1), (item.Item, item.Vote, item.Answers, item.Right!.Value, item.SureAndWrong));
        Assert.Equal(1, item.Options["c"]); // shown as a
        Assert.Equal(1, item.Options["a"]); // shown as b
    }

    [Fact]
    public void Each_learner_is_told_of_her_own_answers_alone()
    {
        Assert.Equal([new LiveTaken(Asked.Id, 1, true, true, true)], Played().TakenBy(Amina).ToArray());
        Assert.Equal([new LiveTaken(Asked.Id, 1, false, true, true)], Played().TakenBy(Binta).ToArray());
        Assert.Empty(Played().TakenBy(Host));
    }

    [Fact]
    public void The_vote_on_messages_chooses_as_many_as_one_person_could_name()
    {
        var opened = new ActivityOpened(Messages.Id, Ten);
        var voted = new LiveEvent[] { opened, Vote(Amina, "b", "c"), Vote(Binta, "b") };
        var decision = LiveSession.Decide(new LiveCommand.Reveal(Ten), Played(voted));
        Assert.Equal([new TakeawayVotes("LM-M2", 2), new TakeawayVotes("LM-M3", 1)], Assert.Single(decision.Events.OfType<TakeawaysChosen>()).Messages.ToArray());

        var late = LiveSession.Decide(new LiveCommand.End(Ten), Played([.. voted, .. decision.Events]));
        Assert.Empty(late.Events.OfType<TakeawaysChosen>()); // nothing new since
    }

    [Fact]
    public void What_was_passed_on_once_is_passed_on_again_only_with_more_answers()
    {
        var ended = Played(new SessionEnded(Ten));
        Assert.Equal(new ResultsPassedOn(2, Ten), Assert.Single(LiveSession.Decide(new LiveCommand.PassedOn(2, Ten), ended).Events));
        Assert.Empty(LiveSession.Decide(new LiveCommand.PassedOn(2, Ten), LiveSession.Evolve(ended, new ResultsPassedOn(2, Ten))).Events);
        Assert.Empty(LiveSession.Decide(new LiveCommand.PassedOn(2, Ten), Played()).Events); // still running

        var counted = new ModuleCommand.CountLive(new(Guid.NewGuid()), Played().AskedItems(), Ten);
        var first = Assert.Single(ModuleUse.Decide(counted, ModuleState.Initial).Events);
        Assert.Empty(ModuleUse.Decide(counted, ModuleUse.Evolve(ModuleState.Initial, first)).Events);
    }

    [Fact]
    public void The_heads_of_a_table_are_in_the_readers_language()
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
        try
        {
            Assert.Contains("participant,activité,type,vote,question,réponse,juste", System.Text.Encoding.UTF8.GetString(LiveExport.AnswersCsv(EnglishTexts.Of(), Played().Record())), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void Tables_name_nobody_and_run_no_formula()
    {
        var cloud = new PlannedActivity("own-1", ActivityKind.WordCloud, "=HYPERLINK(\"x\")", []) { Most = 3 };
        var record = Played(new ActivityAdded(cloud, Asked.Id, Guid.NewGuid(), Ten), new ActivityOpened(cloud.Id, Ten),
            new AnswerRecorded(Amina, Guid.NewGuid(), cloud.Id, [], null, null, AnswerTiming.InTime, Ten, Text: "=1+1\ncontract")).Record();
        var csv = System.Text.Encoding.UTF8.GetString(LiveExport.AnswersCsv(EnglishTexts.Of(), record));
        Assert.Contains("P001,LM-L01,single,,Who pays the agency's service fee?,The employer.,yes,yes,InTime,OwnPhone", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(Amina.ToString(), csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("\"=", csv, StringComparison.Ordinal);

        using var workbook = new MemoryStream(LiveExport.Workbook(EnglishTexts.Of(), record));
        var rows = workbook.Query(useHeaderRow: true, sheetName: "Answers").Cast<IDictionary<string, object>>().ToList();
        Assert.Equal(3, rows.Count);
        Assert.Equal("=1+1, contract", rows[^1]["answer"]);
        Assert.Equal(2, workbook.Query(useHeaderRow: true, sheetName: "Results").Cast<IDictionary<string, object>>().Count());
    }

    private static AnswerRecorded Vote(LearnerId learner, params string[] options) =>
        new(learner, Guid.NewGuid(), Messages.Id, [.. options], null, null, AnswerTiming.InTime, Ten);
}
