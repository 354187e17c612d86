using System.Net;
using System.Net.Http.Json;
using LearningHub.Domain.Cascade;
using LearningHub.Grains;
using LearningHub.Grains.Cascade;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Cascade;

/// <summary>A phone that is handed on, and sheets that are typed back.</summary>
public sealed partial class CascadePagesTests
{
    [Fact]
    public async Task A_phone_handed_on_confirms_for_each_with_her_own_words_and_signs_nobody_out()
    {
        var (trainer, _) = await TrainerAsync("Phone Trainer");
        var session = await RecordAsync(trainer);
        var coupons = await CouponsAsync(trainer, session);
        var (phone, owner, _) = await Hub.LearnerAsync("Owner Phone");
        var page = await phone.SubmitAsync(await phone.OpenAsync(coupons[0].Link), "confirm");
        page = await phone.SubmitAsync(page, "check", Answers(page));
        Assert.NotNull(page.Document.QuerySelector("a[href='/confirm/colleague']"));
        Assert.Contains("Pass this phone to her", (await phone.OpenAsync(coupons[1].Link)).Text, StringComparison.Ordinal);

        var words = new HashSet<string>();
        foreach (var (coupon, name) in new[] { (coupons[1], "Bosco"), (coupons[2], "Chantal") })
        {
            page = await phone.SubmitAsync(await phone.OpenAsync("/confirm/colleague"), "colleague", ("code", coupon.Code.ToLowerInvariant()), ("Name", name));
            Assert.Equal($"{name}: 5 questions", page.Document.QuerySelector("h1")!.TextContent);
            page = await phone.SubmitAsync(page, "check", Answers(page));
            Assert.Contains($"Thank you, {name}", page.Text, StringComparison.Ordinal);
            Assert.True(words.Add(page.Document.QuerySelector(".phrase")!.TextContent));
            page = await phone.SubmitAsync(page, "next", ("to", "next"));
            Assert.Contains("Pass this phone to a colleague", page.Document.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        }

        Assert.Contains("Owner Phone", (await phone.OpenAsync("/me")).Text, StringComparison.Ordinal);
        var view = (await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(new(Guid.Parse(session.Path.Split('/')[^1]))))!;
        Assert.Equal(3, view.Confirmed.Select(line => line.Person).Distinct().Count());
        Assert.Equal(owner, view.Confirmed[0].Person);
        using var back = Hub.NewBrowser();
        page = await back.SubmitAsync(await back.OpenAsync("/recover?returnUrl=/me"), "recover", ("Phrase", words.Last()));
        Assert.Contains("Chantal", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colleague_who_confirmed_on_anothers_phone_without_a_link_is_one_person_and_goes_on_there()
    {
        var (trainer, _) = await TrainerAsync("Far Trainer");
        var session = await RecordAsync(trainer);
        var coupons = await CouponsAsync(trainer, session);
        var (phone, _, _) = await Hub.LearnerAsync("Helping Phone");
        object Kept(string code, string name) =>
            new { id = Guid.NewGuid(), kind = "colleague", stream = $"/{code}", who = "", at = "2026-03-02T09:00:00Z", body = new Dictionary<string, string> { ["code"] = code, ["token"] = $"{Guid.NewGuid()}", ["Name"] = name } };
        object[] items = [Kept(coupons[0].Code, "Bosco Far"), Kept(coupons[1].Code, "Chantal Far"), Kept("999999", "Nobody"), Kept(coupons[0].Code, "Another")];
        foreach (var _ in (int[])[1, 2])
        {
            using var response = await phone.Http.PostAsJsonAsync("/outbox", new { items, waiting = items.Length });
            var outcomes = (await response.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("outcomes").EnumerateArray().ToList();
            Assert.Equal(["kept", "kept", "refused", "refused"], outcomes.Select(outcome => outcome.GetProperty("status").GetString()));
            Assert.StartsWith("The confirmation of Bosco Far has gone out: Far taught on", outcomes[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        }

        Assert.Equal(["Bosco", "Chantal"], (await ViewAsync(session)).Confirmed.Select(line => line.Name).Order());
        Assert.All((await ViewAsync(session)).Confirmed, line => Assert.Equal(EvidenceTier.Confirmed, line.Tier));
        var page = await phone.OpenAsync("/confirm/colleague");
        Assert.Contains("They confirmed without a link", page.Text, StringComparison.Ordinal);
        var chosen = page.Document.QuerySelectorAll("button[name=coupon]")[1];
        page = await phone.SubmitAsync(page, "go-on-1", ("coupon", chosen.GetAttribute("value")!));
        Assert.Equal("Chantal Far: 5 questions", page.Document.QuerySelector("h1")!.TextContent);
        page = await phone.SubmitAsync(page, "check", Answers(page));
        Assert.Equal(4, page.Document.QuerySelector(".phrase")!.TextContent.Split(' ').Length);
        page = await phone.SubmitAsync(page, "next", ("to", "next"));
        Assert.Single(page.Document.QuerySelectorAll("button[name=coupon]"));
        Assert.Contains("Helping Phone", (await phone.OpenAsync("/me")).Text, StringComparison.Ordinal);
        Assert.Single((await ViewAsync(session)).Confirmed, line => line.Tier == EvidenceTier.Checked);
    }

    private async Task<SessionView> ViewAsync(Page session) => (await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(new(Guid.Parse(session.Path.Split('/')[^1]))))!;

    [Fact]
    public async Task Nine_sheets_are_typed_a_line_each_and_a_mistake_keeps_the_rest()
    {
        var (trainer, _) = await TrainerAsync("Paper Trainer");
        var session = await RecordAsync(trainer);
        var coupons = await CouponsAsync(trainer, session);
        Assert.Equal(3, (await trainer.OpenAsync($"{session.Path}/sheets?count=3")).Document.QuerySelectorAll(".check-sheet").Length);

        var (witness, _) = await Hub.SignedInAsync(Roles.FocalPoint, site.Ministry);
        var page = await witness.OpenAsync($"{session.Path}/paper");
        Assert.Contains("You are the witness", page.Text, StringComparison.Ordinal);
        page = await witness.SubmitAsync(page, "sheets", ("code-0", "2"), ("name-0", "Marie Paper"), ("letters-0", "abcab"), ("code-1", coupons[2].Code), ("name-1", "Paul"), ("code-2", "99"), ("name-2", "Nobody"));
        Assert.Contains("no coupon of this session", page.Alert, StringComparison.Ordinal);
        Assert.Contains("2 kept", page.Alert, StringComparison.Ordinal);
        Assert.Equal("99", page.Document.QuerySelector("#code-0")!.GetAttribute("value"));
        page = await witness.SubmitAsync(page, "sheets", ("code-0", "2"), ("name-0", "Marie again"));
        Assert.Contains("used already", page.Alert, StringComparison.Ordinal);

        page = await trainer.SubmitAsync(await trainer.OpenAsync($"{session.Path}/paper"), "sheets", ("code-0", "1"), ("name-0", "Listed Lea"), ("letters-0", "a-b"));
        Assert.Contains("5 questions; 3 letters", page.Alert, StringComparison.Ordinal);
        page = await trainer.SubmitAsync(page, "sheets", ("letters-0", "a-bab"));
        Assert.Contains("Waiting for confirmation (1)", page.Text, StringComparison.Ordinal);
        Assert.Contains("on the trainer's list, waiting", (await trainer.OpenAsync(session.Path)).Text, StringComparison.Ordinal);
        Assert.Contains("2 of 4 claimed are verified", (await trainer.OpenAsync(session.Path)).Text, StringComparison.Ordinal);
        page = await witness.SubmitAsync(await witness.OpenAsync($"{session.Path}/paper"), "see-1", ("coupon", CouponAt(session, 1)));
        Assert.DoesNotContain("Waiting for confirmation", page.Text, StringComparison.Ordinal);
        var seen = await witness.OpenAsync(session.Path);
        Assert.Contains("3 of 4 claimed are verified", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Marie", seen.Text, StringComparison.Ordinal); // an institution sees counts; people are shown to it with their consent alone

        var (stranger, _, _) = await Hub.LearnerAsync("Stranger");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.OpenAsync($"{session.Path}/paper")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await witness.OpenAsync($"{session.Path}/sheets")).Status);
        var (other, _) = await Hub.SignedInAsync(Roles.FocalPoint);
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync($"{session.Path}/paper")).Status);
    }

    [Fact]
    public async Task A_confirmation_that_waited_on_a_phone_makes_one_person_however_often_it_is_sent()
    {
        var (trainer, _) = await TrainerAsync("Offline Trainer");
        var session = await RecordAsync(trainer);
        var coupon = (await CouponsAsync(trainer, session))[0];
        using var phone = Hub.NewBrowser();
        var island = (await phone.OpenAsync(coupon.Link)).Document.QuerySelector("confirm-coupon")!;
        var code = island.GetAttribute("coupon")!;
        var check = CouponCheck.Draw(site.Module, Guid.Parse(CouponAt(session, 1)));
        object Kept(string? token, string who = "") => new
        {
            code, who, token, name = "Marie Offline", at = DateTimeOffset.UtcNow.AddHours(-3),
            answers = check.Select(item => new { item = item.Id, option = item.RightOption }), answeredAt = DateTimeOffset.UtcNow.AddHours(-3),
        };

        async Task<HttpStatusCode> SendAsync(object body) => (await phone.Http.PostAsJsonAsync("/confirm/kept", body)).StatusCode;
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(Kept("forged")));
        Assert.Equal(HttpStatusCode.Forbidden, await SendAsync(Kept(island.GetAttribute("token"), Guid.NewGuid().ToString())));
        for (var time = 0; time < 2; time++) Assert.Equal(HttpStatusCode.OK, await SendAsync(Kept(island.GetAttribute("token"))));
        Assert.Contains("You can now teach this", (await phone.OpenAsync(coupon.Link)).Text, StringComparison.Ordinal);
        var line = Assert.Single((await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(new(Guid.Parse(session.Path.Split('/')[^1]))))!.Confirmed);
        Assert.Equal((EvidenceTier.Checked, "Marie"), (line.Tier, line.Name));
        using var other = Hub.NewBrowser();
        var again = await other.Http.PostAsJsonAsync("/confirm/kept", Kept(Island(await other.OpenAsync(coupon.Link)) ?? "none"));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode); // a used coupon's page carries no token
    }

    [Fact]
    public async Task A_confirmation_whose_answer_was_lost_is_sent_again_and_stays_one_person()
    {
        var (trainer, _) = await TrainerAsync("Lost Trainer");
        var session = await RecordAsync(trainer);
        var coupons = await CouponsAsync(trainer, session);
        using var phone = Hub.NewBrowser();
        using var same = Hub.NewBrowser(); // the same phone, to which nothing of the first answer came
        using var history = Hub.NewBrowser(); // and the page as it stays in the phone's history
        var (page, before, old) = (await phone.OpenAsync(coupons[0].Link), await same.OpenAsync(coupons[0].Link), await history.OpenAsync(coupons[0].Link));
        await phone.SubmitAsync(page, "confirm", ("Name", "Marie Lost"));
        var token = page.Document.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        var check = await same.SubmitAsync(before, "confirm", ("Name", "Marie Lost"), ("token", token));
        Assert.Contains("You can now teach this", (await same.SubmitAsync(check, "check", Answers(check))).Text, StringComparison.Ordinal);
        using var other = Hub.NewBrowser();
        Assert.Contains("Somebody else has used", (await other.OpenAsync(coupons[0].Link)).Alert, StringComparison.Ordinal);

        await using (var db = await Hub.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync())
        {
            var past = DateTimeOffset.UtcNow - Learners.SameMoment - TimeSpan.FromMinutes(1);
            await db.Users.Where(row => row.DisplayName == "Marie Lost").ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedAt, past));
        }

        var late = await history.SubmitAsync(old, "confirm", ("Name", "Marie Lost"), ("token", token));
        Assert.Contains("Somebody else has used", late.Alert, StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await history.OpenAsync("/me")).Path);

        var (handed, again) = (await phone.OpenAsync("/confirm/colleague"), await same.OpenAsync("/confirm/colleague"));
        token = handed.Document.QuerySelector("input[name=token]")!.GetAttribute("value")!;
        (string, string)[] typed = [("code", coupons[1].Code), ("Name", "Nadia Lost"), ("token", token)];
        await phone.SubmitAsync(handed, "colleague", typed);
        check = await same.SubmitAsync(again, "colleague", typed);
        Assert.Equal("Nadia Lost: 5 questions", check.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Somebody else has used", (await other.SubmitAsync(await other.OpenAsync("/confirm/colleague"), "colleague", typed[..2])).Alert, StringComparison.Ordinal);
        await same.SubmitAsync(check, "check", Answers(check));
        Assert.Contains("Somebody else has used", (await other.SubmitAsync(await other.OpenAsync("/confirm/colleague"), "colleague", typed)).Alert, StringComparison.Ordinal); // nobody gets new words for her
        var view = await Hub.Services.GetRequiredService<CascadeSessionQuery>().FindAsync(new(Guid.Parse(session.Path.Split('/')[^1])));
        Assert.Equal(["Marie", "Nadia"], view!.Confirmed.Select(line => line.Name));
    }

    [Fact]
    public async Task A_refused_sheet_is_mended_with_its_name_and_is_never_somebody_who_is_here_already()
    {
        var (trainer, _) = await TrainerAsync("Mending Trainer");
        var (_, real, _) = await Hub.LearnerAsync("Real Person");
        var session = await RecordAsync(trainer);
        await CouponsAsync(trainer, session);
        var page = await trainer.OpenAsync($"{session.Path}/paper");
        page = await trainer.SubmitAsync(page, "sheets", ("id-0", $"{real}"), ("code-0", "1"), ("name-0", "Wrong Name"), ("letters-0", "a-b"), ("code-1", "2"), ("name-1", "Second Line"));
        Assert.Contains("1 kept", page.Alert, StringComparison.Ordinal);
        page = await trainer.SubmitAsync(page, "sheets", ("id-0", $"{real}"), ("name-0", "Right Name"), ("letters-0", "a-bab"), ("code-1", "3"), ("name-1", "Third Line"));
        Assert.Null(page.Alert);
        var sheets = await Hub.Services.GetRequiredService<CascadeSessionQuery>().SheetsAsync(new(Guid.Parse(session.Path.Split('/')[^1])));
        Assert.Equal(["Right Name", "Second Line", "Third Line"], sheets.Select(sheet => sheet.Name));
        Assert.DoesNotContain(real, sheets.Select(sheet => sheet.Learner));
    }

    private static string? Island(Page page) => page.Document.QuerySelector("confirm-coupon")?.GetAttribute("token");

    private string CouponAt(Page session, int place) => Hub.Services.GetRequiredService<CascadeSessionQuery>()
        .FindAsync(new(Guid.Parse(session.Path.Split('/')[^1]))).GetAwaiter().GetResult()!.Coupons.Single(coupon => coupon.Place == place).Number.ToString();
}
