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
/// <param name="Teaching">People of the branch who held a verified session themselves.</param>
/// <param name="Messages">What her people hold, by message.</param>
public sealed record TreeView(
    Module Module, Branch Branch, int Waiting, int Claimed, int Contested, IReadOnlySet<LearnerId> Teaching, ImmutableArray<HeldMessage> Messages, Recognition Recognition, DateTimeOffset AsOf)
{
    public static TreeView Of(Module module, Lineage lineage, LearnerId trainer, int waiting, int claimed, int contested)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(lineage);
        var branch = Branch.Of(lineage, trainer);
        var people = branch.Steps.SelectMany(step => step.Select(place => place.Person)).ToHashSet();
        var teaching = lineage.Sessions.Where(s => !s.Verified.IsEmpty).SelectMany(s => s.Fact.Trainers).Where(people.Contains).ToHashSet();
        return new(
            module, branch, waiting, claimed, contested, teaching, HeldMessage.Of(lineage, branch, module.Sensitive), Recognition.Of(lineage, branch, module.Sensitive), lineage.AsOf);
    }
}
