using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Common;
using static LearningHub.Tests.Cascade.GoldenExample;

namespace LearningHub.Tests.Cascade;

/// <summary>A module may say for how long a qualification holds: coverage knows it, the tree does not.</summary>
public sealed class ExpiryTests
{
    private static readonly InstitutionId Ministry = new(new(1, 2, 3, [1, 2, 3, 4, 5, 6, 7, 8]));

    private static readonly CascadeFacts Facts = new(Module)
    {
        Qualifications = [new(P("A"), Day(0)), new(P("B"), Day(0)), new(P("B"), Day(50))],
        Posts = [new(P("A"), Ministry, "", DateOnly.FromDateTime(Day(0).UtcDateTime), null), new(P("B"), Ministry, "", DateOnly.FromDateTime(Day(0).UtcDateTime), null)],
        Staff = [new(Ministry, "", 4, DateOnly.FromDateTime(Day(0).UtcDateTime), "HR")],
    };

    [Theory]
    [InlineData(null, 100, 2)]
    [InlineData(60, 60, 2)] // the last day belongs to it
    [InlineData(60, 61, 1)] // who passed again is qualified anew
    [InlineData(60, 110, 1)]
    [InlineData(60, 111, 0)]
    public void A_qualification_counts_until_it_expires_and_anew_when_it_is_earned_again(int? valid, int day, int covered)
    {
        var lineage = Lineage.Of(Facts with { ValidDays = valid }, Day(day));
        Assert.Equal(covered, Coverage.Of(lineage, Ministry)!.Qualified);
        Assert.Equal(covered, InstitutionPeople.Of(lineage, Ministry).Qualified);
        Assert.Equal(covered, CoverageDay.Of(lineage, Ministry, 1)[^1].Qualified);
        Assert.Equal(0, InstitutionPeople.Of(lineage, Ministry).Gone);
        Assert.Equal(2, lineage.People.Count);
    }
}
