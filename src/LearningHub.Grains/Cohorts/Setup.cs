using LearningHub.Domain.Cohorts;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Grains.Cohorts;

public static class Setup
{
    /// <summary>Workshops and the programmes that pay for them: their events, read tables and queries.</summary>
    public static IServiceCollection AddCohorts(this IServiceCollection services)
    {
        services.AddJournal<HubDbContext>().Project<CohortProjection, CohortEvent>().Project<ProgrammeProjection, ProgrammeEvent>();
        return services.AddSingleton<AttendanceCodes>().AddSingleton<CohortQuery>().AddSingleton<AttendanceQuery>().AddSingleton<OwnAttendanceQuery>().AddSingleton<OverlapQuery>().AddSingleton<ProgrammeQuery>().AddSingleton<ConfidentWrongQuery>();
    }
}
