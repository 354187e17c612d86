using LearningHub.Domain.Identity;
using LearningHub.Grains.Cascade;
using LearningHub.Journal;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Grains.Identity;

public static class Setup
{
    /// <summary>Names, contacts, consents, and which sign-ins are one person.</summary>
    public static IServiceCollection AddPersonRecords(this IServiceCollection services)
    {
        services.AddOptions<ContactOptions>().BindConfiguration("Contacts").ValidateDataAnnotations().ValidateOnStart();
        services.AddJournal<HubDbContext>().Project<PersonLinkProjection, PersonLinkEvent>().Project<ConsentProjection, ConsentEvent>();
        return services.AddSingleton<PersonNames>().AddSingleton<StaffQuery>().AddSingleton<PersonLinksQuery>().AddSingleton<ConsentQuery>().AddSingleton<Contacts>()
            .AddSingleton<Duplicates>().AddSingleton<PersonRecordsQuery>().AddSingleton<OwnData>().AddSingleton<IForgetsPeople, SideRows>()
            .AddSingleton<InstitutionRosterQuery>().AddSingleton<TraitsQuery>();
    }
}
