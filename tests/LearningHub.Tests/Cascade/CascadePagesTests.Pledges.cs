using System.Net;
using LearningHub.Tests.Common;

namespace LearningHub.Tests.Cascade;

// From a promise to a session: the trainer's page of it, and the link that a supervisor opens.
public sealed partial class CascadePagesTests
{
    [Fact]
    public async Task A_promise_gets_a_day_a_supervisors_word_and_a_session_that_keeps_it()
    {
        var (trainer, _) = await TrainerAsync("Beata Trainer");
        var cascade = await trainer.SubmitAsync(await trainer.OpenAsync("/cascade"), "pledge", ("module", $"{site.Module.Id}"), ("people", "6"));
        var promise = await trainer.OpenAsync(cascade.Document.QuerySelector("a[href^='/cascade/pledges/']")!.GetAttribute("href")!);
        Assert.Contains("Next: set a day and a place", promise.Text, StringComparison.Ordinal);
        Assert.Contains("nothing finer", (await trainer.SubmitAsync(promise, "schedule", ("district", "House 12"))).Alert, StringComparison.Ordinal);
        promise = await trainer.SubmitAsync(promise, "schedule", ("district", "Gasabo"));
        Assert.Contains("Next: send the link to your supervisor", promise.Text, StringComparison.Ordinal);

        var link = new Uri(promise.Document.QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        Assert.Contains("somebody else has to agree", (await trainer.SubmitAsync(await trainer.OpenAsync(link), "agree", ("Name", "Beata"))).Alert, StringComparison.Ordinal);
        using var office = Hub.NewBrowser();
        var cosign = await office.SubmitAsync(await office.OpenAsync(link), "not-now");
        Assert.Contains("Kept: not now", cosign.Text, StringComparison.Ordinal);
        Assert.Contains("answered “not now”", (await trainer.OpenAsync(promise.Path)).Text, StringComparison.Ordinal);
        Assert.Contains("at least one letter", (await office.SubmitAsync(cosign, "agree", ("Name", " "))).Alert, StringComparison.Ordinal);
        cosign = await office.SubmitAsync(cosign, "agree", ("Name", "Claudine Director"));
        Assert.Contains("Thank you. The agreement", cosign.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Claudine", cosign.Text, StringComparison.Ordinal);
        Assert.Contains("Claudine Director agreed", (await trainer.OpenAsync(promise.Path)).Text, StringComparison.Ordinal);

        promise = await trainer.SubmitAsync(await trainer.OpenAsync(promise.Path), "not-yet", ("reason", "NoRoomOrMoney"));
        Assert.Contains("You said: There is no room or no money", promise.Text, StringComparison.Ordinal);
        var record = await trainer.OpenAsync($"/cascade?keeps={promise.Path.Split('/')[^1]}");
        Assert.Equal(promise.Path.Split('/')[^1], record.Document.QuerySelector("#keeps option[selected]")!.GetAttribute("value"));
        var session = await trainer.SubmitAsync(record, "record", ("district", "Gasabo"), ("venue", "Training room 2"), ("heads", "4"));
        Assert.StartsWith("/cascade/sessions/", session.Path, StringComparison.Ordinal);
        promise = await trainer.OpenAsync(promise.Path);
        Assert.Contains("hand out the coupons", promise.Text, StringComparison.Ordinal);
        Assert.Contains("0 of 4 verified", promise.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_taken_back_asks_for_nothing_any_more_and_is_nobody_elses_to_see()
    {
        var (trainer, _) = await TrainerAsync("Celia Trainer");
        var cascade = await trainer.SubmitAsync(await trainer.OpenAsync("/cascade"), "pledge", ("module", $"{site.Module.Id}"), ("people", "6"));
        var promise = await trainer.OpenAsync(cascade.Document.QuerySelector("a[href^='/cascade/pledges/']")!.GetAttribute("href")!);
        var link = new Uri(promise.Document.QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        promise = await trainer.SubmitAsync(promise, "withdraw");
        Assert.Contains("Withdrawn", promise.Text, StringComparison.Ordinal);
        using var office = Hub.NewBrowser();
        Assert.Contains("nothing to agree to", (await office.OpenAsync(link)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await office.OpenAsync(link[..^2])).Status);
        var (other, _, _) = await Hub.LearnerAsync("Dora Other");
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(promise.Path)).Status);
    }
}
