using LearningHub.Tests.Common;
using LearningHub.Tests.Identity;
using LearningHub.Web.Identity;

namespace LearningHub.Tests.Cohorts;

public sealed class CohortPageTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task Somebody_elses_workshop_shows_neither_its_title_nor_its_code_nor_its_people()
    {
        var (owner, ownerId) = await hub.SignedInAsync(Roles.Facilitator);
        var (id, code) = await Workshops.PlanAsync(hub, ownerId);
        var (stranger, _) = await hub.SignedInAsync(Roles.Facilitator);
        var (learner, _, _) = await hub.LearnerAsync("Desta");
        foreach (var browser in (Browser[])[stranger, learner])
        {
            var page = await browser.OpenAsync($"/cohorts/{id}");
            Assert.Contains("This workshop is not yours to see", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Fees and contracts", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(code, page.Html, StringComparison.Ordinal);
            Assert.Empty(page.Document.QuerySelectorAll("main form"));
        }

        Assert.Contains(code, (await owner.OpenAsync($"/cohorts/{id}")).Html, StringComparison.Ordinal);
    }
}
