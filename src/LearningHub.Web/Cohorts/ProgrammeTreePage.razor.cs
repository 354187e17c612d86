using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Common;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cohorts;

public sealed partial class ProgrammeTreePage
{
    private const int BranchesAPage = 20;

    private ProgrammeTree? tree;
    private ImmutableArray<Knot> branches = [];
    private ImmutableArray<Knot> way = [];
    private HashSet<CascadeSessionId>? kept;
    private Func<Knot, bool>? filter;

    [SupplyParameterFromQuery] public string? District { get; set; }

    /// <summary>The deepest generation shown.</summary>
    [SupplyParameterFromQuery(Name = "generation")] public int? UpTo { get; set; }

    /// <summary>The session whose branch alone is shown.</summary>
    [SupplyParameterFromQuery(Name = "branch")] public Guid? Root { get; set; }

    /// <summary>Counted from 1.</summary>
    [SupplyParameterFromQuery(Name = "page")] public int? Number { get; set; }

    private ImmutableArray<Knot> shown => [.. branches.Skip((At - 1) * BranchesAPage).Take(BranchesAPage)];
    private int Pages => (branches.Length + BranchesAPage - 1) / BranchesAPage;
    private int At => Math.Clamp(Number ?? 1, 1, Math.Max(1, Pages));

    private string Sentence
    {
        get
        {
            if (Lineage is null) return "";
            var (reach, generations) = (FigureText.Of(T, Find(Definitions.Reach)), Quantity.Generations(Lineage).Length - 1);
            if (Module!.Sensitive) return T["{0} people were reached, over {1} generations.", reach, generations];
            return Quantity.Reach(Lineage) == 0 ? T["Nobody is reached yet."] : T["{0} people were reached in {1} sessions, over {2} generations.", reach, Lineage.Sessions.Length, generations];
        }
    }

    protected override Task LoadAsync()
    {
        if (Lineage is null || Module!.Sensitive) return Task.CompletedTask;
        tree = ProgrammeTree.Of(Lineage);
        if (!tree.Districts.Contains(District ?? "")) District = null;
        if (District is not null || UpTo is not null)
        {
            filter = knot => (District is null || knot.Fact.District == District) && (UpTo is null || knot.Generation <= UpTo);
            kept = tree.Keeping(filter);
        }

        if (Root is { } root) way = tree.Way(new(root));
        branches = way.Length > 0 ? [way[^1]] : kept is null ? tree.Roots : [.. tree.Roots.Where(k => kept.Contains(k.Fact.Session))];
        return Task.CompletedTask;
    }

    /// <summary>The address of one branch, with the filter that is on.</summary>
    public string Branch(Knot knot)
    {
        ArgumentNullException.ThrowIfNull(knot);
        return Address($"branch={knot.Fact.Session}");
    }

    /// <summary>This page with the filter that is on.</summary>
    public string Address(params string[] more) => To("tree",
    [
        .. District is null ? [] : (string[])[$"district={Uri.EscapeDataString(District)}"],
        .. UpTo is null ? [] : (string[])[string.Create(CultureInfo.InvariantCulture, $"generation={UpTo}")], .. more,
    ]);
}
