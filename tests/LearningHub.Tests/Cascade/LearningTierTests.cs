using LearningHub.Domain.Cascade.Metrics;

namespace LearningHub.Tests.Cascade;

public sealed class LearningTierTests
{
    [Fact]
    public void Every_definition_says_what_it_can_tell_and_attendance_never_poses_as_learning()
    {
        Assert.All(Definitions.All, definition => Assert.True(Enum.IsDefined(definition.TierOf())));
        Assert.All((Definition[])[Definitions.Reach, Definitions.Contacts, Definitions.Claimed, Definitions.SpotCheckShare], definition => Assert.Equal(LearningTier.Attendance, definition.TierOf()));
        Assert.Equal((LearningTier.Knowledge, LearningTier.Transfer), (Definitions.EffectiveCoverage.TierOf(), Definitions.Reproduction.TierOf()));
    }
}
