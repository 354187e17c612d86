using System.Net;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Identity;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Cascade;

/// <summary>What takes two: teaching together, asking for a session, and two who press at the same moment.</summary>
public sealed partial class CascadePagesTests
{
    [Fact]
    public async Task A_co_trainer_is_asked_and_has_no_credit_before_she_says_yes()
    {
        var (amina, aminaId) = await TrainerAsync("Amina Together");
        var (bosco, boscoId) = await TrainerAsync("Bosco Together");
        await WorkshopAsync(aminaId, boscoId);
        var session = await amina.SubmitAsync(
            await amina.OpenAsync("/cascade"), "record", ("module", $"{site.Module.Id}"), ("district", "Gasabo"), ("venue", "Training room 2"), ("heads", "4"), ("co-trainer", $"{boscoId}"));
        Assert.Contains("Bosco has not said yet", session.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await bosco.OpenAsync(session.Path)).Status);
        Assert.Contains("Did you teach this?", (await bosco.OpenAsync("/messages")).Text, StringComparison.Ordinal);

        var asked = await bosco.OpenAsync("/cascade");
        Assert.Contains("Did you teach this with Amina?", asked.Text, StringComparison.Ordinal);
        var form = $"co-teaching-{session.Path.Split('/')[^1]}";
        var said = await bosco.SubmitAsync(asked, form, ("taught", "yes"));
        Assert.DoesNotContain("Did you teach this", said.Text, StringComparison.Ordinal);
        var again = await bosco.SubmitAsync(asked, form, ("taught", "yes")); // the same thumb twice
        Assert.Equal((HttpStatusCode.OK, "/cascade"), (again.Status, again.Path));
        Assert.Contains("you share the credit", (await amina.OpenAsync(session.Path)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await bosco.OpenAsync(session.Path)).Status);
        Assert.DoesNotContain("Did you teach this?", (await bosco.OpenAsync("/messages")).Text, StringComparison.Ordinal);
        var (officer, _) = await Hub.SignedInAsync(Roles.ProgrammeOfficer);
        Assert.Contains("says: I taught it too", (await officer.OpenAsync("/audit?kind=CoTrainer")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_focal_point_asks_somebody_qualified_for_a_session_and_it_stands_on_the_trainers_page()
    {
        var (trainer, id) = await TrainerAsync("Grace Willing");
        var institution = new InstitutionId(Guid.CreateVersion7());
        await site.Grains.GetGrain<IInstitutionGrain>(institution.Value).Register("Union of Requests", Sector.TradeUnion, new(Guid.NewGuid()));
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await site.Grains.GetGrain<IInstitutionGrain>(institution.Value).DeclareMembership(id, "Registry", today);
        var (focal, focalId) = await Hub.SignedInAsync(Roles.FocalPoint, institution);
        var address = $"/institutions/{institution}?module={site.Module.Id}";
        Assert.DoesNotContain("Grace", (await focal.OpenAsync(address)).Text, StringComparison.Ordinal); // she has not agreed to be named
        await trainer.SubmitAsync(await trainer.OpenAsync("/me"), "consent");

        var page = await focal.OpenAsync(address);
        Assert.NotNull((await focal.SubmitAsync(page, "ask-session", ("teacher", $"{focalId}"), ("text", "x"))).Alert); // nobody but those on the list
        page = await focal.SubmitAsync(page, "ask-session", ("teacher", $"{id}"), ("missing-unit", "Registry"), ("text", "About 12 people, before the end of June."));
        Assert.Null(page.Alert);
        Assert.Contains("no answer yet", page.Text, StringComparison.Ordinal);

        var cascade = await trainer.OpenAsync("/cascade");
        Assert.Contains("You are asked to teach", cascade.Text, StringComparison.Ordinal);
        Assert.Contains("Union of Requests asks you to teach", (await trainer.OpenAsync("/messages")).Text, StringComparison.Ordinal);
        var request = await trainer.OpenAsync(cascade.Document.QuerySelector("#asked-to-teach a")!.GetAttribute("href")!);
        Assert.Contains("Registry: About 12 people", request.Text, StringComparison.Ordinal);
        await trainer.SubmitAsync(request, "answer", ("text", "Yes, on Tuesday."));
        Assert.Contains("1 answer", (await focal.OpenAsync(address)).Text, StringComparison.Ordinal);
        var (other, _) = await Hub.SignedInAsync(Roles.FocalPoint);
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(request.Path)).Status);
        await focal.SubmitAsync(await focal.OpenAsync(request.Path), "close");
        Assert.DoesNotContain("You are asked to teach", (await trainer.OpenAsync("/cascade")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_coupon_posted_several_times_in_the_same_moment_is_one_person_and_one_answer()
    {
        var (trainer, _) = await TrainerAsync("Moment Trainer");
        var session = await RecordAsync(trainer);
        var coupons = await CouponsAsync(trainer, session);
        using var phone = Hub.NewBrowser();
        var page = await phone.OpenAsync(coupons[0].Link);
        var pages = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => phone.SubmitAsync(page, "confirm", ("Name", "Eric Twice")))));
        Assert.All(pages, it => Assert.Equal((HttpStatusCode.OK, "5 questions"), (it.Status, it.Document.QuerySelector("h1")!.TextContent)));
        Assert.Contains("1 of 4 claimed are verified", (await trainer.OpenAsync(session.Path)).Text, StringComparison.Ordinal);

        // Somebody who is signed in already, and the check after it.
        var second = await phone.OpenAsync(coupons[1].Link);
        Assert.Contains("you count once", (await phone.SubmitAsync(second, "confirm")).Alert, StringComparison.Ordinal);
        var (colleague, _, _) = await Hub.LearnerAsync("Signed Twice");
        var open = await colleague.OpenAsync(coupons[1].Link);
        pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => colleague.SubmitAsync(open, "confirm"))));
        Assert.All(pages, it => Assert.Equal((HttpStatusCode.OK, "5 questions"), (it.Status, it.Document.QuerySelector("h1")!.TextContent)));
        pages = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => colleague.SubmitAsync(pages[0], "check", Answers(pages[0])))));
        Assert.All(pages, it => Assert.Contains("You can now teach this", it.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_officers_who_merge_the_same_pair_at_once_get_the_same_answer()
    {
        var (first, one, _) = await Hub.LearnerAsync("Claire Same");
        var (second, other, _) = await Hub.LearnerAsync("SAME Claire");
        foreach (var browser in (Browser[])[first, second]) await browser.SubmitAsync(await browser.OpenAsync("/me"), "contact", ("contact", "0788 765 432"));
        var (grace, _) = await Hub.SignedInAsync(Roles.ProgrammeOfficer);
        var (jean, _) = await Hub.SignedInAsync(Roles.Administrator);
        var pair = PersonPair.Of(one, other);
        var form = $"decide-{pair.One}-{pair.Other}";
        var (graces, jeans) = (await grace.OpenAsync("/people/duplicates"), await jean.OpenAsync("/people/duplicates"));
        var pages = await Task.WhenAll(
            Task.Run(() => grace.SubmitAsync(graces, form, ("verdict", "Same"))), Task.Run(() => jean.SubmitAsync(jeans, form, ("verdict", "Same"))),
            Task.Run(() => jean.SubmitAsync(jeans, form, ("verdict", "Same"))));
        Assert.All(pages, page => Assert.Contains("They count as one person from now on.", page.Text, StringComparison.Ordinal));
        Assert.Contains("They count as one person from now on.", (await jean.SubmitAsync(jeans, form, ("verdict", "Same"))).Text, StringComparison.Ordinal);
        Assert.Contains("Somebody else has decided", (await jean.SubmitAsync(jeans, form, ("verdict", "Apart"))).Text, StringComparison.Ordinal);
        Assert.Single(await Hub.Services.GetRequiredService<PersonLinksQuery>().OfAsync(LinkVerdict.Same), line => line.Pair == pair);
    }

    [Fact]
    public async Task The_programme_contests_a_session_of_protection_content_and_no_page_counts_its_people()
    {
        var module = Hub.Services.GetRequiredService<LearningHub.Grains.Learning.Content.ContentLibrary>().Modules.First(it => it.Sensitive);
        var (trainer, id, _) = await Hub.LearnerAsync("Protected Trainer");
        var programme = new ProgrammeId(Guid.CreateVersion7());
        await site.Grains.GetGrain<IProgrammeGrain>(programme.Value).Start("Protected examples", id);
        await WorkshopAsync(programme, module.Id, id);
        await QualifyAsync(id, module);
        var session = await trainer.SubmitAsync(
            await trainer.OpenAsync("/cascade"), "record", ("module", $"{module.Id}"), ("district", "Gasabo"), ("venue", "Training room 2"), ("heads", "4"));
        var (officer, _) = await Hub.SignedInAsync(Roles.ProgrammeOfficer);
        var tree = await officer.OpenAsync($"/programmes/{programme}/tree");
        var link = tree.Document.QuerySelector($"a[href='{session.Path}']");
        Assert.NotNull(link);
        var (donor, _) = await Hub.SignedInAsync(Roles.Donor, programme: programme);
        Assert.DoesNotContain("/cascade/sessions/", (await donor.OpenAsync($"/programmes/{programme}/tree")).Html, StringComparison.Ordinal);

        var page = await officer.OpenAsync(session.Path);
        Assert.DoesNotContain("4 claimed", page.Text, StringComparison.Ordinal);
        page = await officer.SubmitAsync(page, "contest", ("reason", "NotHeld"));
        Assert.Contains("Contested", page.Text, StringComparison.Ordinal);
        Assert.Contains("contested", (await officer.OpenAsync($"/programmes/{programme}/tree")).Text, StringComparison.Ordinal);
        page = await officer.SubmitAsync(page, "resolve", ("counts", "yes"));
        Assert.DoesNotContain("Contested", page.Text, StringComparison.Ordinal);
        Assert.Contains("settled: it counts", (await officer.OpenAsync("/audit?kind=Contest")).Text, StringComparison.Ordinal);

        page = await officer.SubmitAsync(await officer.OpenAsync($"/programmes/{programme}/figures/reach"), "target", ("target-value", "2000"), ("target-due", "2099-12-31"));
        Assert.Contains("Target 2,000 by 31 December 2099: not yet", page.Text, StringComparison.Ordinal);
        var first = await donor.OpenAsync($"/programmes/{programme}");
        Assert.Contains("Target 2,000", first.Text, StringComparison.Ordinal);
        Assert.Contains("LTEM 1: attendance", first.Text, StringComparison.Ordinal);
        Assert.Contains("reach of", (await officer.OpenAsync("/audit?kind=Target")).Text, StringComparison.Ordinal);
    }

    private Task WorkshopAsync(params LearnerId[] people) => WorkshopAsync(null, site.Module.Id, people);

    private async Task WorkshopAsync(ProgrammeId? programme, ModuleVersion module, params LearnerId[] people)
    {
        var (cohort, today) = (site.Grains.GetGrain<ICohortGrain>(Guid.CreateVersion7()), DateOnly.FromDateTime(DateTime.UtcNow));
        Assert.Null((await cohort.Plan("Examples", "Kigali", today, today, [module], programme, $"{Guid.NewGuid():N}"[..6].ToUpperInvariant(), new(Guid.NewGuid()))).Refusal);
        foreach (var person in people) Assert.Null((await cohort.Join(person)).Refusal);
    }
}
