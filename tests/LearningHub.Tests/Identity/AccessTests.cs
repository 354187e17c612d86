using System.Net;
using System.Reflection;
using System.Security.Claims;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Identity;

/// <summary>Who may open what.</summary>
public sealed class AccessTests(Hub hub) : IClassFixture<Hub>
{
    private static readonly string[] Known = [Policies.Learner, Policies.Facilitator, Policies.FocalPoint, Policies.ProgrammeReader, Policies.ProgrammeOfficer, Policies.Expert, Policies.Administrator];

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
        var administrator = new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.Role, Roles.Administrator)], "test"));
        Assert.False((await scope.ServiceProvider.GetRequiredService<IAuthorizationService>().AuthorizeAsync(administrator, null, fallback!)).Succeeded);
    }

    /// <summary>Every page that exists, with made-up values in its address: the door lets in the roles of its policy and keeps everybody else out.</summary>
    [Fact]
    public async Task Every_page_opens_for_the_roles_of_its_policy_and_for_nobody_else()
    {
        var pages = Pages().ToList();
        Assert.True(pages.Count > 10, "The pages were not found.");
        var wrong = new List<string>();
        using (var visitor = hub.NewBrowser()) await TryAllAsync("a visitor", visitor, policy => policy is null);
        using (var learner = (await hub.LearnerAsync()).Browser) await TryAllAsync("a learner", learner, policy => policy is null or Policies.Learner);
        foreach (var role in Staff.Given)
            using (var browser = (await hub.SignedInAsync(role)).Browser) await TryAllAsync(role, browser, policy => MayOpen(role, policy));
        Assert.Empty(wrong);

        async Task TryAllAsync(string who, Browser browser, Func<string?, bool> may)
        {
            foreach (var (address, policy) in pages)
            {
                // A page may answer 404 or 403 of its own for a thing that does not exist or is somebody else's; what counts here is the door.
                var page = await browser.OpenAsync(address);
                var keptOut = page.Path == "/sign-in" && address != "/sign-in" || page.Status == HttpStatusCode.Forbidden && page.Text.Contains("not for this sign-in", StringComparison.Ordinal);
                if (page.Status >= HttpStatusCode.InternalServerError) wrong.Add($"{address} broke for {who}: {(int)page.Status}");
                else if (!may(policy) && !keptOut) wrong.Add($"{address} ({policy}) opened for {who}");
                else if (may(policy) && page.Path == "/sign-in" && address != "/sign-in") wrong.Add($"{address} ({policy}) asked {who} to sign in");
            }
        }
    }

    private IEnumerable<(string Address, string? Policy)> Pages() => hub.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        .Select(endpoint => (
            "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Sample)))),
            endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null ? null : endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy))
        .Distinct();

    private static string Sample(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(policy => policy.Content == "guid") => "0197a000-0000-7000-8000-000000000001",
        RoutePatternParameterPart parameter when parameter.ParameterPolicies.Any(policy => policy.Content == "int") => "1",
        _ => "none",
    };

    [Fact]
    public async Task A_focal_point_speaks_for_her_own_institution_alone()
    {
        var own = new InstitutionId(Guid.CreateVersion7());
        var (_, id) = await hub.SignedInAsync(Roles.FocalPoint, own);
        await using var scope = hub.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<SignInManager<Person>>();
        var person = await people.CreateUserPrincipalAsync((await people.UserManager.FindByIdAsync(id.ToString()))!);
        Assert.True(person.SpeaksFor(own));
        Assert.False(person.SpeaksFor(new(Guid.CreateVersion7())));
    }

    private static bool MayOpen(string role, string? policy) => policy switch
    {
        null or Policies.Learner => true,
        Policies.Facilitator => role is Roles.Facilitator or Roles.Administrator,
        Policies.Expert => role is Roles.Facilitator or Roles.ProgrammeOfficer or Roles.Administrator,
        Policies.FocalPoint => role is Roles.FocalPoint or Roles.ProgrammeOfficer or Roles.Administrator,
        Policies.ProgrammeReader => role is Roles.Donor or Roles.ProgrammeOfficer or Roles.Administrator,
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
