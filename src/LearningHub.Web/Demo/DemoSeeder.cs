using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Demo;

/// <summary>Loads the demonstration data into a hub in which nothing has happened yet.</summary>
public sealed partial class DemoSeeder(IServiceProvider services, ContentLibrary content, IDbContextFactory<HubDbContext> databases, TimeProvider clock, ILogger<DemoSeeder> logger)
{
    /// <returns>False when the hub has a history already.</returns>
    public async Task<bool> SeedAsync()
    {
        await using var db = await databases.CreateDbContextAsync();
        if (await db.Set<JournalRow>().AnyAsync()) return false;

        var stage = new DemoStage(services);
        var story = new DemoStory(stage, content, clock.GetUtcNow());
        story.Play();
        db.Users.AddRange(story.Cast.People);
        await db.SaveChangesAsync();
        await GiveRolesAsync();
        await stage.KeepAsync();
        Loaded(story.Cast.People.Count);
        return true;
    }

    private async Task GiveRolesAsync()
    {
        await using var scope = services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var staff = scope.ServiceProvider.GetRequiredService<Staff>();
        var personas = DemoStory.Personas;
        foreach (var (id, role, institution) in new (LearnerId, string, InstitutionId?)[]
        {
            (personas.Facilitator, Roles.Facilitator, null), (personas.FocalPoint, Roles.FocalPoint, personas.Institution),
            (personas.ProgrammeOfficer, Roles.ProgrammeOfficer, null), (personas.Administrator, Roles.Administrator, null),
        })
        {
            var person = (await people.FindByIdAsync(id.ToString()))!;
            if (await staff.GiveAsync(person, role, institution) is { } refusal) throw new InvalidOperationException(refusal.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Loaded the demonstration data: {People} fictional people.")]
    private partial void Loaded(int people);
}
