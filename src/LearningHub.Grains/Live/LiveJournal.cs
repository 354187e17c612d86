using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Journal;

namespace LearningHub.Grains.Live;

/// <summary>What the live room and its join codes keep in the journal.</summary>
public static class LiveJournal
{
    public static JournalBuilder<HubDbContext> AddLive(this JournalBuilder<HubDbContext> journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return journal.Family<JoinCodeEvent>().Project<LiveSessionsProjection, LiveEvent>();
    }
}
