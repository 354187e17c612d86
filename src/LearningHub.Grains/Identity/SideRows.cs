using LearningHub.Domain.Common;
using LearningHub.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace LearningHub.Grains.Identity;

/// <summary>Deletes every row outside the read tables that is a person's own: what was typed beside the journal, by whichever feature.</summary>
/// <remarks>Tables are found in the model, so that a feature which forgets to forget is forgotten for. Read tables hold ids and choices alone, and every figure
/// rests on them: they stay.</remarks>
public sealed class SideRows(IDbContextFactory<HubDbContext> contexts) : IForgetsPeople
{
    public async Task ForgetAsync(LearnerId person, CancellationToken ct = default)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var type in db.Model.GetEntityTypes().Where(IsSide))
            foreach (var owner in OwnData.OwnersOf(type))
                await (Task)typeof(SideRows).GetMethod(nameof(DeleteAsync), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                    .MakeGenericMethod(type.ClrType).Invoke(null, [db, owner, person.Value, ct])!;
    }

    private static bool IsSide(IEntityType type) =>
        !typeof(IReadRow).IsAssignableFrom(type.ClrType) && type.ClrType.Namespace!.StartsWith("LearningHub", StringComparison.Ordinal) && OwnData.OwnersOf(type).Count > 0;

    private static Task<int> DeleteAsync<TRow>(HubDbContext db, IProperty owner, Guid person, CancellationToken ct) where TRow : class
    {
        var name = owner.Name;
        return owner.ClrType == typeof(Guid)
            ? db.Set<TRow>().Where(row => EF.Property<Guid>(row, name) == person).ExecuteDeleteAsync(ct)
            : db.Set<TRow>().Where(row => EF.Property<Guid?>(row, name) == person).ExecuteDeleteAsync(ct);
    }
}
