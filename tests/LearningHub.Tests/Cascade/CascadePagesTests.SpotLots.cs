using System.Net;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cohorts;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;

namespace LearningHub.Tests.Cascade;

/// <summary>Spot checks as the programme officer and the trainer meet them.</summary>
public sealed partial class CascadePagesTests
{
    [Fact]
    public async Task An_officer_draws_calls_and_closes_and_the_trainer_sees_the_result_alone()
    {
        var (officer, officerId) = await Hub.SignedInAsync(Roles.ProgrammeOfficer);
        var (trainer, trainerId) = await TrainerAsync("Drawn Trainer");
        var programme = new ProgrammeId(Guid.CreateVersion7());
        await site.Grains.GetGrain<IProgrammeGrain>(programme.Value).Start("Spot programme", officerId);
        var cohort = site.Grains.GetGrain<ICohortGrain>(Guid.CreateVersion7());
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        Assert.Null((await cohort.Plan("Workshop", "Lakeside", today, today, [site.Module.Id], programme, "K7PQ2M", officerId)).Refusal);
        Assert.Null((await cohort.Join(trainerId)).Refusal);
        var session = await RecordAsync(trainer);
        var coupons = await CouponsAsync(trainer, session);
        using var phone = Hub.NewBrowser();
        await phone.SubmitAsync(await phone.OpenAsync(coupons[0].Link), "confirm", ("Name", "Called Colleague"));

        var list = await officer.OpenAsync($"/programmes/{programme}/checks");
        var draw = list.Document.Forms.First(form => form.ParentElement!.TextContent.Contains("Drawn Trainer", StringComparison.Ordinal));
        var lot = await officer.SubmitAsync(list, draw);
        Assert.Equal(4, lot.Document.QuerySelectorAll(".rows li").Length);
        Assert.Contains("Called Colleague", lot.Text, StringComparison.Ordinal);
        Assert.Contains("on the trainer's list", lot.Text, StringComparison.Ordinal);
        Assert.Contains("4 people have not answered", (await officer.SubmitAsync(lot, "close")).Alert, StringComparison.Ordinal);
        foreach (var link in lot.Document.QuerySelectorAll(".rows a").Select(a => a.GetAttribute("href")!).ToList())
        {
            var call = await officer.OpenAsync(link);
            Assert.Equal(3, call.Document.QuerySelectorAll("fieldset.check").Length);
            Assert.DoesNotContain("feedback", call.Html, StringComparison.Ordinal); // nothing on it tells the right answer
            Assert.Contains("Say first what you heard", (await officer.SubmitAsync(call, "call")).Alert, StringComparison.Ordinal);
            lot = await officer.SubmitAsync(call, "call", [("result", "WasThere"), .. Answers(call)]);
        }

        lot = await officer.SubmitAsync(lot, "close");
        Assert.Contains("too small to be judged", lot.Text, StringComparison.Ordinal);
        var seen = await trainer.OpenAsync(session.Path);
        Assert.Contains("4 of 4 people asked said that they were there", seen.Text, StringComparison.Ordinal);
        Assert.Contains("T2", seen.Text, StringComparison.Ordinal); // the tier of the person called does not tell that she was
        Assert.DoesNotContain("T4", seen.Text, StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.OK, (await trainer.OpenAsync(lot.Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.OpenAsync($"/programmes/{Guid.NewGuid()}/checks/{lot.Path.Split('/')[^1]}")).Status);
    }
}
