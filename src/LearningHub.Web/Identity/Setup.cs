using System.Text.Json;
using LearningHub.Domain.Audit;
using LearningHub.Grains;
using LearningHub.Grains.Audit;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;
using LearningHub.Web.Hosting;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LearningHub.Web.Identity;

/// <summary>People: who they are, how they sign in, what they may see.</summary>
public static class Setup
{
    /// <summary>Failed passwords after which an account rests for <see cref="LockMinutes"/>.</summary>
    private const int PasswordsBeforeLock = 10;

    private const int LockMinutes = 10;

    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new Seal(provider.GetRequiredService<Secrets>().GetAsync("seal").GetAwaiter().GetResult()));
        services.AddIdentityCore<Person>(Rules)
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<HubDbContext>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PersonClaims>();
        services.AddSignInCookies();
        services.AddHubPolicies();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        services.AddPersonRecords();
        services.AddSingleton<Invitations>();
        services.AddScoped<Learners>().AddScoped<Staff>().AddScoped<SignIns>().AddScoped<Passkeys>();
        services.AddSingleton<PhraseSlip>().AddSingleton<JoinTokens>();
        return services.AddHostedService<FirstAdministrator>();
    }

    public static IEndpointRouteBuilder MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapPasskeys();
        routes.MapPost("/sign-out", SignIns.OutAsync).AllowAnonymous();
        routes.MapGet("/me/data.json", OwnDataAsync).RequireAuthorization(Policies.Learner);
        return routes;
    }

    private static async Task<IResult> OwnDataAsync(OwnData data, IGrainFactory grains, HttpContext http)
    {
        var me = http.User.LearnerId();
        await grains.GetGrain<IExportsGrain>(me.Value).Made(ExportKind.OwnData, me.Value);
        http.Response.Headers.CacheControl = "no-store";
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(await data.OfAsync(me, http.RequestAborted), Readable), "application/json", "my-data.json");
    }

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static void AddHubPolicies(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .AddPolicy(Policies.Learner, policy => policy.RequireAuthenticatedUser())
        .AddPolicy(Policies.Facilitator, policy => policy.RequireRole(Roles.Facilitator, Roles.Administrator))
        .AddPolicy(Policies.FocalPoint, policy => policy.RequireRole(Roles.FocalPoint, Roles.ProgrammeOfficer, Roles.Administrator))
        .AddPolicy(Policies.ProgrammeReader, policy => policy.RequireRole(Roles.Donor, Roles.ProgrammeOfficer, Roles.Administrator))
        .AddPolicy(Policies.ProgrammeOfficer, policy => policy.RequireRole(Roles.ProgrammeOfficer, Roles.Administrator))
        .AddPolicy(Policies.Expert, policy => policy.RequireRole(Roles.Facilitator, Roles.ProgrammeOfficer, Roles.Administrator))
        .AddPolicy(Policies.Administrator, policy => policy.RequireRole(Roles.Administrator))
        // What names no policy opens to nobody. A test finds it before anybody else does.
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());

    private static void Rules(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.Password.RequiredLength = 12; // length beats signs; NIST SP 800-63B
        options.Password.RequiredUniqueChars = 5;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = PasswordsBeforeLock;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(LockMinutes);
        options.User.RequireUniqueEmail = false; // learners have none; staff's is unique as their sign-in name
    }
}
