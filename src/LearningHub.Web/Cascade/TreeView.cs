using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cascade.Views;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Web.Cascade;

/// <summary>What a trainer has passed on in one module version.</summary>
/// <param name="Waiting">Coupons of her own sessions that can still be used.</param>
/// <param name="Claimed">Heads claimed for her own sessions.</param>
/// <param name="Contested">Heads claimed in sessions of hers that an institution contests or rejected; in no total.</param>
/// <param name="Messages">What her people hold, by message.</param>
public sealed record TreeView(
    Module Module, Lineage Lineage, Branch Branch, int Waiting, int Claimed, int Contested, ImmutableArray<HeldMessage> Messages, Recognition Recognition)
{
    /// <summary>The moment that it is as of.</summary>
    public DateTimeOffset AsOf => Lineage.AsOf;

    public static TreeView Of(Module module, Lineage lineage, LearnerId trainer, int waiting, int claimed, int contested)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(lineage);
        var branch = Branch.Of(lineage, trainer);
        return new(module, lineage, branch, waiting, claimed, contested, HeldMessage.Of(lineage, branch, module.Sensitive), Recognition.Of(lineage, branch, module.Sensitive));
    }

    /// <summary>People of one step who passed their check and can teach, as a colleague may know it: a multiple of the step, 0 reads "fewer than" it.</summary>
    public int CanTeach(ImmutableArray<Place> step) => AtLeast(step, place => place.QualifiedAt is not null);

    /// <summary>People of one step who held a verified session themselves, counted in the same way: who teaches has passed.</summary>
    public int Taught(ImmutableArray<Place> step) => AtLeast(step, place => Lineage.HasTaught(place.Person));

    /// <summary>The step is shown exactly, so neither those who did it nor those who did not may be worked out from it.</summary>
    private int AtLeast(ImmutableArray<Place> step, Func<Place, bool> did) =>
        Suppression.BesideTotal(step.Select(place => (did(place) ? "did" : "did not", place.ReachedAt!.Value)), SmallCells.LeastPeople(Module.Sensitive)).Of("did");
}
