using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;

namespace LearningHub.Web.Cascade;

/// <summary>What a trainer has passed on in one module version.</summary>
/// <param name="Waiting">Coupons of her own sessions that can still be used.</param>
/// <param name="Claimed">Heads claimed for her own sessions.</param>
public sealed record TreeView(ModuleVersion Module, Branch Branch, int Waiting, int Claimed, DateTimeOffset AsOf);
