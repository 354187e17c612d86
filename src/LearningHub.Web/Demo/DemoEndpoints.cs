using System.Globalization;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Identity;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Demo;

/// <summary>One click makes a newcomer each kind of person. Development only: in Production none of this is mapped.</summary>
public static class DemoEndpoints
{
    /// <summary>The kinds of person in the order of the tour, with what each will find.</summary>
    public static readonly (string As, string Name, string Does)[] Kinds =
    [
        ("learner", Texts.Mark("Learner"), Texts.Mark("reads a lesson and passes its check")),
        ("facilitator", Texts.Mark("Facilitator"), Texts.Mark("runs a live quiz that a second phone answers")),
        ("trainer", Texts.Mark("Step-down trainer"), Texts.Mark("pledges, teaches, hands out coupons")),
        ("colleague", Texts.Mark("Trained colleague"), Texts.Mark("confirms and answers five questions")),
        ("focal-point", Texts.Mark("Focal point"), Texts.Mark("sees one more verified person")),
        ("programme", Texts.Mark("Programme officer"), Texts.Mark("follows the cascade and its evidence")),
        ("administrator", Texts.Mark("Administrator"), Texts.Mark("invites staff and gives roles")),
    ];

    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection("Demo").Get<DemoOptions>() ?? new();
        builder.Services.AddSingleton(new DemoSwitch(options.Enabled && builder.Environment.IsDevelopment()));
        builder.Services.AddSingleton<DemoSeeder>();
        return builder;
    }

    /// <summary>Loads the demonstration data where it belongs and nothing has happened yet. Before the program listens, so that the first page shows it.</summary>
    public static async Task PrepareDemoAsync(this WebApplication app)
    {
        if (app.Services.GetRequiredService<DemoSwitch>().On) await app.Services.GetRequiredService<DemoSeeder>().SeedAsync();
    }

    public static void MapDemo(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<DemoSwitch>().On) return;
        // Without an antiforgery token, so that a script may use it too: there is nothing to gain from signing somebody in as a fictional person.
        app.MapPost("/demo/continue", ContinueAsync).AllowAnonymous().DisableAntiforgery();
    }

    private static async Task<IResult> ContinueAsync(
        [FromForm(Name = "as")] string? kind, SignInManager<Person> signIn, UserManager<Person> people, IDbContextFactory<HubDbContext> databases,
        IGrainFactory grains, CouponLinks links, TimeProvider clock)
    {
        var personas = DemoStory.Personas;
        (LearnerId Person, string Page)? next = kind switch
        {
            "learner" => (personas.Learner, "/modules/labour-mobility"),
            "facilitator" => (personas.Facilitator, $"/cohorts/{personas.Workshop}"),
            "trainer" => (personas.Trainer, "/cascade"),
            "colleague" => (await NewColleagueAsync(people, databases, clock), await WaitingCouponAsync(databases, grains, links)),
            "focal-point" => (personas.FocalPoint, $"/institutions/{personas.Institution}"),
            "programme" => (personas.ProgrammeOfficer, $"/programmes/{personas.Programme}"),
            "administrator" => (personas.Administrator, "/admin/people"),
            _ => null,
        };
        if (next is null) return Results.Problem($"Say as= one of {string.Join(", ", Kinds.Select(known => known.As))}.", statusCode: 400, title: "No such kind of person", type: "demo.unknown-kind");
        if (await people.FindByIdAsync(next.Value.Person.ToString()) is not { } person)
            return Results.Problem("This hub was not started with the demonstration data. Stop it, delete the data folder and start again.", statusCode: 409, title: "No demonstration data", type: "demo.not-loaded");
        await signIn.SignInAsync(person, isPersistent: true);
        return Results.Redirect(next.Value.Page);
    }

    // A person counts once, so each newcomer who plays the colleague is a new fictional person.
    private static async Task<LearnerId> NewColleagueAsync(UserManager<Person> people, IDbContextFactory<HubDbContext> databases, TimeProvider clock)
    {
        await using var db = await databases.CreateDbContextAsync();
        var number = await db.Users.CountAsync(person => person.DisplayName.StartsWith("Colleague ")) + 1;
        var person = Person.Learner(new(Guid.CreateVersion7()), string.Create(CultureInfo.InvariantCulture, $"Colleague {number} (fictional)"), clock.GetUtcNow());
        var result = await people.CreateAsync(person);
        return result.Succeeded ? new(person.Id) : throw new InvalidOperationException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }

    /// <summary>The confirmation page of a coupon that nobody has used; the trainer prints more when they are gone.</summary>
    private static async Task<string> WaitingCouponAsync(IDbContextFactory<HubDbContext> databases, IGrainFactory grains, CouponLinks links)
    {
        var session = DemoStory.Personas.TrainerSession;
        await using var db = await databases.CreateDbContextAsync();
        async Task<Guid> FindAsync() => await db.Coupons.AsNoTracking()
            .Where(row => row.SessionId == session.Value && row.RedeemedBy == null).OrderBy(row => row.Place).Select(row => row.Number).FirstOrDefaultAsync();
        var coupon = await FindAsync();
        if (coupon == Guid.Empty)
        {
            await grains.GetGrain<ICascadeSessionGrain>(session.Value).IssueCoupons(Guid.CreateVersion7(), 5, DemoStory.Personas.Trainer);
            coupon = await FindAsync();
        }

        return $"/confirm/{links.For(session, coupon)}";
    }
}
