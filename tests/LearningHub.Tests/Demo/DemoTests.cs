using System.Net;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Journal;
using LearningHub.Tests.Common;
using LearningHub.Web.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Demo;

public sealed class DemoTests(DemoTests.DemoHub demo) : IClassFixture<DemoTests.DemoHub>
{
    private static readonly ModuleVersion Mobility = new("labour-mobility", 1);

    /// <summary>A hub in Development with the demonstration loaded.</summary>
    public sealed class DemoHub : Hub
    {
        public DemoHub() => Settings["Demo:Enabled"] = "true";
    }

    [Fact]
    public async Task The_demonstration_reaches_four_generations()
    {
        var lineage = await LineageAsync();
        Assert.True(Quantity.Generations(lineage).Length >= 5, $"Generations: {string.Join(", ", Quantity.Generations(lineage))}");
        Assert.True(Quantity.Reach(lineage) < Quantity.ClaimedHeads(lineage));
    }

    [Fact]
    public async Task The_demonstration_has_three_workshops_shaped_like_the_notices()
    {
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var members = await db.CohortPeople.Where(person => !person.Facilitates).GroupBy(person => person.CohortId).Select(group => group.Count()).ToListAsync();
        Assert.Equal([16, 20, 45], members.Order());
    }

    [Fact]
    public async Task One_message_of_the_demonstration_is_lost_more_with_each_generation_of_a_branch()
    {
        var mutated = MessageSurvival.Of(await LineageAsync()).Where(cell => cell.Message == "LM-M2").OrderBy(cell => cell.Generation).ToList();
        var others = MessageSurvival.Of(await LineageAsync()).Where(cell => cell.Message != "LM-M2" && cell.Generation is 1 or 2).ToList();
        Assert.True(mutated.First(cell => cell.Generation == 2).Share < others.Average(cell => cell.Share) - 0.1);
    }

    [Fact]
    public async Task One_branch_of_the_demonstration_claims_what_the_spot_check_refutes()
    {
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.True(await db.SpotChecks.AnyAsync(check => check.Outcome == SpotCheckOutcome.Refuted));
        Assert.Equal([LotDecision.Accepted, LotDecision.Refused], (await db.SpotLots.Select(lot => lot.Decision!.Value).ToListAsync()).Order());
        Assert.Equal(1, await db.CascadeSessions.CountAsync(session => session.Standing == SessionStanding.Contested));
    }

    [Fact]
    public async Task Everybody_in_the_demonstration_is_labelled_fictional()
    {
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.All(await db.Users.Select(person => person.DisplayName).ToListAsync(), name => Assert.EndsWith("(fictional)", name, StringComparison.Ordinal));
        Assert.All(await db.Cohorts.Select(cohort => cohort.Title).ToListAsync(), title => Assert.EndsWith("(fictional)", title, StringComparison.Ordinal));
        Assert.All(await db.Institutions.Select(institution => institution.Name).ToListAsync(), name => Assert.EndsWith("(fictional)", name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Loading_the_demonstration_again_adds_nothing()
    {
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var before = await db.Set<JournalRow>().CountAsync();
        Assert.False(await demo.Services.GetRequiredService<DemoSeeder>().SeedAsync());
        Assert.Equal(before, await db.Set<JournalRow>().CountAsync());
    }

    [Theory]
    [InlineData("learner", "/modules/labour-mobility")]
    [InlineData("facilitator", "/cohorts/")]
    [InlineData("trainer", "/cascade")]
    [InlineData("colleague", "/confirm/")]
    [InlineData("focal-point", "/institutions/")]
    [InlineData("programme", "/programmes/")]
    [InlineData("administrator", "/admin/people")]
    public async Task A_newcomer_continues_as_each_kind_of_person_in_one_click(string kind, string page)
    {
        using var http = demo.CreateClient(new() { AllowAutoRedirect = true, HandleCookies = true });
        using var form = new FormUrlEncodedContent([new("as", kind)]);
        var response = await http.PostAsync(new Uri("/demo/continue", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.StartsWith(page, response.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_of_person_that_is_not_known_is_refused_with_the_list_of_kinds()
    {
        using var http = demo.CreateClient();
        using var form = new FormUrlEncodedContent([new("as", "minister")]);
        var response = await http.PostAsync(new Uri("/demo/continue", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("focal-point", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_demonstration_is_absent_in_Production()
    {
        using var production = new Hub { Environment = "Production", Settings = { ["Demo:Enabled"] = "false" } };
        using var http = production.CreateClient(new() { BaseAddress = new Uri("https://localhost"), AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent([new("as", "administrator")]);
        var response = await http.PostAsync(new Uri("/demo/continue", UriKind.Relative), form);
        Assert.True(response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{response.StatusCode}");
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.DoesNotContain("Continue as", await http.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        Assert.False(production.Services.GetRequiredService<DemoSwitch>().On);
        await using var db = await production.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        Assert.False(await db.Set<JournalRow>().AnyAsync());
    }

    private async Task<Lineage> LineageAsync() => (await demo.Services.GetRequiredService<CascadeBooks>().OfModuleAsync(Mobility)).Lineage;
}
