using System.Collections.Immutable;
using System.Reflection;
using LearningHub.EmbeddedOrleans;

namespace LearningHub.Tests.Engine;

/// <summary>What the embedded engine offers under Orleans' names must be what Orleans 10.4.2 offers: code that compiles here compiles there.</summary>
/// <remarks>The engine may offer less than Orleans, never something else.</remarks>
public sealed class ParityTests
{
    private static readonly ImmutableSortedDictionary<string, SurfaceType> Ours = PublicSurface.Of(typeof(IReminderStore).Assembly.Location);
    private static readonly ImmutableSortedDictionary<string, SurfaceType> Real = PublicSurface.Of(PathOfRealAssembly());

    public static TheoryData<string> TypesUnderOrleansNames() =>
        [.. Ours.Keys.Where(it => !it.StartsWith("LearningHub.", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(TypesUnderOrleansNames))]
    public void The_embedded_engine_offers_nothing_else_than_Orleans(string type)
    {
        var real = Real.GetValueOrDefault(type) ?? UnservedApi.Types.GetValueOrDefault(type);
        Assert.True(real is not null, $"Orleans has no type {type}, or it stands in an assembly that is not served: read it in Orleans' source and add it to UnservedApi.");
        Assert.Empty(Differences(Ours[type], real));
    }

    [Fact]
    public void What_is_listed_by_hand_is_not_in_the_real_assembly() =>
        Assert.DoesNotContain(UnservedApi.Types.Keys, Real.ContainsKey);

    [Fact]
    public void Each_kind_of_difference_is_found()
    {
        var real = new SurfaceType("Orleans.Thing", "sealed class", ["Orleans.IThing"], ["public System.Void Do(System.String what)", "public System.Void .ctor()"]);
        Assert.Empty(Differences(real with { Members = ["public System.Void .ctor()"] }, real));
        Assert.Single(Differences(real with { Kind = "class" }, real));
        Assert.Single(Differences(real with { Bases = ["Orleans.IThing", "System.IDisposable"] }, real));
        Assert.Single(Differences(real with { Members = ["public System.Void Do(System.String that)"] }, real));
        Assert.Single(Differences(real with { Members = ["protected System.Void Do(System.String what)"] }, real));
    }

    private static IEnumerable<string> Differences(SurfaceType ours, SurfaceType real)
    {
        if (ours.Kind != real.Kind) yield return $"is '{ours.Kind}', not '{real.Kind}'";
        foreach (var it in ours.Bases.Except(real.Bases)) yield return $"has the base {it}";
        foreach (var it in ours.Members.Except(real.Members))
            yield return $"has '{it}'; alike there: {string.Join(" | ", real.Members.Where(other => NameOf(other) == NameOf(it)))}";
    }

    private static string NameOf(string member) => member.Split('(', 2)[0].Split(' ')[^1].Split('<', 2)[0];

    private static string PathOfRealAssembly() => typeof(ParityTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(it => it.Key == "OrleansCoreAbstractions").Value!;
}
