using System.Security.Claims;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;
using LearningHub.Web.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Evidence;

/// <summary>A programme's module with what may be published of it.</summary>
public sealed record EvidenceView(ProgrammeView Programme, Module Module, PackContent Content);

/// <summary>Gives out what a programme may publish: the evidence pack and the donor report say the same, from here.</summary>
public sealed class EvidenceDesk(
    ProgrammeQuery programmes, ContentLibrary content, CascadeBooks books, JournalSealer<HubDbContext> sealer, PackWriter writer,
    IDbContextFactory<HubDbContext> databases, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>What may be published; null when there is no such programme, or none of its workshops teaches the module.</summary>
    /// <param name="reader">For whom; a programme of somebody else's is as if it did not exist.</param>
    /// <param name="asOf">A moment in the past; null for now. Of protection content the end of the last quarter before it is taken: each further
    /// day that is published would tell a little more of a small group.</param>
    public async Task<EvidenceView?> FindAsync(ClaimsPrincipal reader, ProgrammeId id, ModuleVersion? version, DateTimeOffset? asOf, CancellationToken ct)
    {
        if (version is null || !reader.Reads(id) || await programmes.FindAsync(id, ct) is not { } programme || !programme.Modules.Contains(version) || content.Find(version) is not { } module) return null;
        if (module.Sensitive) asOf = AsOfText.QuarterEnd(asOf ?? clock.GetUtcNow());
        return new(programme, module, PackContent.Of(id, module, await books.OfProgrammeAsync(id, version, asOf, ct)));
    }

    /// <summary>Writes a pack and keeps that it was given out: who took it, when, and what can be recognised by.</summary>
    /// <returns>Why it was not given out; null when it was.</returns>
    public async Task<Refusal?> TakeAsync(EvidenceView view, LearnerId by, Stream to, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(view);
        var head = await sealer.SealAsync(ct);
        var taken = await programmes.ExportsAsync(view.Programme.Id, ct);
        var earlier = await sealer.EarlierAsync([.. taken.Select(export => export.Export.ChainPosition)], ct);
        var manifest = await writer.WriteAsync(to, view.Content, view.Programme.Name, await SiteAsync(ct), head, earlier, ct);
        var export = new EvidenceExport(view.Module.Id, view.Content.AsOf, head.Position, head.Hash, manifest);
        return (await grains.GetGrain<IProgrammeGrain>(view.Programme.Id.Value).RecordExport(export, by)).Refusal;
    }

    private async Task<Guid> SiteAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Set<JournalSite>().AsNoTracking().Select(site => site.Id).FirstAsync(ct);
    }
}
