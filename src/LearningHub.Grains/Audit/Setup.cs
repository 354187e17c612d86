using LearningHub.Domain.Audit;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Flags;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Flags;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Grains.Audit;

public static class Setup
{
    /// <summary>Flags and their reviews, exports, and the lines of everything that somebody answers for. After the features whose events it reads.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddJournal<HubDbContext>()
            .Project<FlagReviewProjection, FlagEvent>()
            .Project<AuditProjection, InstitutionEvent>().Project<AuditProjection, CascadeEvent>().Project<AuditProjection, CohortEvent>()
            .Project<AuditProjection, PersonLinkEvent>().Project<AuditProjection, FlagEvent>().Project<AuditProjection, ExportEvent>()
            .Project<AuditProjection, SpotLotEvent>().Project<AuditProjection, ProgrammeEvent>();
        return services.AddSingleton<AuditQuery>().AddSingleton<ProgrammeFlagsQuery>();
    }
}
