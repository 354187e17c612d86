using System.Reflection;
using System.Text.Json.Serialization;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Journal;

/// <summary>What is stored stays readable: every record has a name of its own, and the program knows them all.</summary>
public sealed class EventFamilyTests
{
    [JsonDerivedType(typeof(Rose), "sun.rose.v1")]
    private abstract record Sun
    {
        public sealed record Rose : Sun;

        public sealed record Set : Sun;
    }

    [JsonDerivedType(typeof(Rose), "moon.rose.v1")]
    [JsonDerivedType(typeof(Set), "moon.rose.v1")]
    private abstract record Moon
    {
        public sealed record Rose : Moon;

        public sealed record Set : Moon;
    }

    [JsonDerivedType(typeof(Fell), "StarFell")]
    private abstract record Star
    {
        public sealed record Fell : Star;
    }

    [Theory]
    [InlineData(typeof(Sun), "Set has no stored name")]
    [InlineData(typeof(Moon), "stands for both Rose and Set")]
    [InlineData(typeof(Star), "feature.what-happened.v1")]
    [InlineData(typeof(string), "no [JsonDerivedType]")]
    public void A_family_that_can_not_be_stored_is_refused(Type family, string because) =>
        Assert.Contains(because, Assert.Throws<InvalidOperationException>(() => EventFamily.NamesOf(family)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_program_keeps_every_family_of_the_rules_under_names_of_their_own()
    {
        using var hub = new Hub();
        var known = hub.Services.GetRequiredService<JournalRebuild<HubDbContext>>().StoredNames; // throws for a name that two families use
        var families = typeof(Refusal).Assembly.GetTypes().Where(type =>
            type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Any(derived => derived.TypeDiscriminator is string name && name.EndsWith(".v1", StringComparison.Ordinal)));
        Assert.NotEmpty(families);
        Assert.All(families, family => Assert.All(EventFamily.NamesOf(family).Keys, name =>
            Assert.True(known.TryGetValue(name, out var owner) && owner == family.Name, $"{family.Name} is not kept: add AddJournal<HubDbContext>().Family<{family.Name}>().")));
    }
}
