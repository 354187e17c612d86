using System.Net;
using System.Reflection;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Identity;

/// <summary>Who may open what.</summary>
public sealed class AccessTests(Hub hub) : IClassFixture<Hub>
{
    private static readonly string[] Known = [Policies.Learner, Policies.Facilitator, Policies.FocalPoint, Policies.ProgrammeOfficer, Policies.Administrator];

    [Fact]
    public void Every_address_names_its_policy_or_says_aloud_that_it_is_for_everybody()
    {
        var endpoints = hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.Contains(endpoints, endpoint => endpoint.RoutePattern.RawText is "/sign-in" or "sign-in");
        Assert.Empty(endpoints.Where(endpoint => !IsDecided([.. endpoint.Metadata])).Select(endpoint => $"{endpoint.DisplayName} {endpoint.RoutePattern.RawText}"));
    }

    [Fact]
    public void Every_page_names_its_policy_or_says_aloud_that_it_is_for_everybody()
    {
        var pages = typeof(Policies).Assembly.GetTypes().Where(type => type.IsDefined(typeof(RouteAttribute))).ToList();
        Assert.NotEmpty(pages);
        Assert.Empty(pages.Where(page => !IsDecided(page.GetCustomAttributes(inherit: true))).Select(page => page.FullName));
    }

    [Fact]
    public void Every_hub_method_names_its_policy_or_says_aloud_that_it_is_for_everybody()
    {
        var methods = typeof(Policies).Assembly.GetTypes().Where(type => IsHub(type))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => !method.IsSpecialName && method.GetBaseDefinition() == method))
            .ToList();
        Assert.NotEmpty(methods);
        Assert.Empty(methods.Where(method => !IsDecided(method.GetCustomAttributes(inherit: true)) && !IsDecided(method.DeclaringType!.GetCustomAttributes(inherit: true)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    [Fact]
    public async Task What_names_no_policy_opens_to_nobody()
    {
        var policies = hub.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var fallback = await policies.GetFallbackPolicyAsync();
        await using var scope = hub.Services.CreateAsyncScope();
        var administrator = new System.Security.Claims.ClaimsPrincipal(new System.Security.Claims.ClaimsIdentity(
            [new(System.Security.Claims.ClaimTypes.Role, Roles.Administrator)], "test"));
        Assert.False((await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(administrator, null, fallback!)).Succeeded);
    }

    /// <summary>Addresses by the weakest policy that opens them. Rows are added with each page.</summary>
    public static TheoryData<string, string?> Addresses => new()
    {
        { "/sign-in", null },
        { "/recover", null },
        { "/join", null },
        { "/healthz/live", null },
        { "/me", Policies.Learner },
        { "/me/phrase", Policies.Learner },
        { "/cohorts/0197a000-0000-7000-8000-000000000001/people/0197a000-0000-7000-8000-000000000002/phrase", Policies.Facilitator },
        { "/admin/people", Policies.Administrator },
    };

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task A_page_opens_for_the_roles_of_its_policy_and_for_nobody_else(string address, string? policy)
    {
        using (var visitor = hub.NewBrowser())
        {
            var page = await visitor.OpenAsync(address);
            if (policy is null) Assert.Equal(HttpStatusCode.OK, page.Status);
            else Assert.Equal("/sign-in", page.Path);
        }

        var (learner, _, _) = await hub.LearnerAsync();
        await OpensAsync(learner, address, policy is null or Policies.Learner);
        foreach (var role in Staff.Given.Select(given => given.Role))
        {
            var (browser, _) = await hub.SignedInAsync(role);
            await OpensAsync(browser, address, MayOpen(role, policy));
        }
    }

    [Fact]
    public async Task A_focal_point_speaks_for_her_own_institution_alone()
    {
        var own = new Domain.Common.InstitutionId(Guid.CreateVersion7());
        var (_, id) = await hub.SignedInAsync(Roles.FocalPoint, own);
        await using var scope = hub.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.SignInManager<Grains.Identity.Person>>();
        var person = await people.CreateUserPrincipalAsync((await people.UserManager.FindByIdAsync(id.ToString()))!);
        Assert.True(person.SpeaksFor(own));
        Assert.False(person.SpeaksFor(new(Guid.CreateVersion7())));
    }

    private static async Task OpensAsync(Browser browser, string address, bool opens)
    {
        using (browser)
        {
            var page = await browser.OpenAsync(address);
            // A page may answer 404 for a thing that does not exist; what counts is that the door let in or kept out.
            if (opens) Assert.NotEqual(HttpStatusCode.Forbidden, page.Status);
            else Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        }
    }

    private static bool MayOpen(string role, string? policy) => policy switch
    {
        null or Policies.Learner => true,
        Policies.Facilitator => role is Roles.Facilitator or Roles.Administrator,
        Policies.FocalPoint => role is Roles.FocalPoint or Roles.ProgrammeOfficer or Roles.Administrator,
        Policies.ProgrammeOfficer => role is Roles.ProgrammeOfficer or Roles.Administrator,
        _ => role == Roles.Administrator,
    };

    private static bool IsHub(Type type)
    {
        for (var at = type.BaseType; at is not null; at = at.BaseType)
            if (at == typeof(Microsoft.AspNetCore.SignalR.Hub)) return true;
        return false;
    }

    private static bool IsDecided(IReadOnlyCollection<object> said) =>
        said.OfType<IAllowAnonymous>().Any() || said.OfType<IAuthorizeData>().Any(data => Known.Contains(data.Policy, StringComparer.Ordinal));
}
