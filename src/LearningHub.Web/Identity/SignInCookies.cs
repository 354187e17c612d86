using LearningHub.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace LearningHub.Web.Identity;

/// <summary>The cookies a sign-in rests on.</summary>
internal static class SignInCookies
{
    /// <summary>A learner's phone stays signed in: half a year from the last visit.</summary>
    private static readonly TimeSpan Learner = TimeSpan.FromDays(180);

    /// <summary>Staff sign in again after a week away.</summary>
    private static readonly TimeSpan StaffMember = TimeSpan.FromDays(7);

    public static void AddSignInCookies(this IServiceCollection services)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureAll<CookieAuthenticationOptions>(Guarded);
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, options =>
        {
            options.Cookie.Name = "hub";
            options.ExpireTimeSpan = Learner;
            options.SlidingExpiration = true;
            options.LoginPath = "/sign-in";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnSigningIn = context =>
            {
                if (IsStaff(context.Principal!)) context.Properties.ExpiresUtc = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() + StaffMember;
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToLogin = context => RedirectOr(context, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden; // the error page says what to do; nothing is gained by another address
                return Task.CompletedTask;
            };
        });
        // A role that was taken or a person who was erased counts on every device after five minutes at most.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromMinutes(5));
    }

    private static void Guarded(CookieAuthenticationOptions options)
    {
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // a link in a message must find the person signed in
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static bool IsStaff(System.Security.Claims.ClaimsPrincipal person) =>
        person.IsInRole(Roles.Facilitator) || person.IsInRole(Roles.FocalPoint) || person.IsInRole(Roles.Donor) || person.IsInRole(Roles.ProgrammeOfficer) || person.IsInRole(Roles.Administrator);

    private static Task RedirectOr(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.IsForReading()) context.Response.Redirect(context.RedirectUri);
        else context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
