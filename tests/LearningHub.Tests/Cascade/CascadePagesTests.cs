using System.Net;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Cascade;

/// <summary>The cascade as its people meet it, through the whole program and without script.</summary>
public sealed partial class CascadePagesTests(CascadePagesTests.Site site) : IClassFixture<CascadePagesTests.Site>
{
    /// <summary>One program and one institution for all the tests of this class.</summary>
    public sealed class Site : IAsyncLifetime
    {
        public Hub Hub { get; } = new();
        public InstitutionId Ministry { get; } = new(Guid.CreateVersion7());
        public IGrainFactory Grains => Hub.Services.GetRequiredService<IGrainFactory>();
        public Module Module => Hub.Services.GetRequiredService<ContentLibrary>().Current("labour-mobility")!;

        public Task InitializeAsync() => Grains.GetGrain<IInstitutionGrain>(Ministry.Value).Register("Ministry of Examples", Sector.Government, new(Guid.NewGuid()));

        public Task DisposeAsync() => Hub.DisposeAsync().AsTask();
    }

    private Hub Hub => site.Hub;

    [Fact]
    public async Task A_trainer_pledges_teaches_and_hands_out_coupons_a_colleague_confirms_and_the_focal_point_sees_one_more()
    {
        var (trainer, id) = await TrainerAsync("Amina Trainer");
        var cascade = await trainer.OpenAsync("/cascade");
        Assert.Contains("Promise how many colleagues", cascade.Text, StringComparison.Ordinal);
        cascade = await trainer.SubmitAsync(cascade, "pledge", ("module", $"{site.Module.Id}"), ("people", "6"));
        Assert.Null(cascade.Alert);
        Assert.Contains("6 colleagues by", cascade.Text, StringComparison.Ordinal);
        Assert.Contains("Your promise is kept", cascade.Text, StringComparison.Ordinal);

        var session = await RecordAsync(trainer);
        Assert.Contains("0 of 4 claimed are verified", session.Text, StringComparison.Ordinal);
        var link = (await CouponsAsync(trainer, session))[0].Link;

        using var phone = Hub.NewBrowser();
        var confirm = await phone.OpenAsync(link);
        Assert.Contains("Did Amina teach you?", confirm.Text, StringComparison.Ordinal);
        var check = await phone.SubmitAsync(confirm, "confirm", ("Name", "Eric Colleague"));
        Assert.Equal("5 questions", check.Document.QuerySelector("h1")!.TextContent);
        var thanks = await phone.SubmitAsync(check, "check", Answers(check));
        Assert.Contains("You can now teach this", thanks.Text, StringComparison.Ordinal);
        Assert.Contains("5 of 5 right", thanks.Text, StringComparison.Ordinal);
        Assert.Equal(5, thanks.Document.QuerySelectorAll(".feedback.right").Length);
        thanks = await phone.SubmitAsync(thanks, "can-teach");
        Assert.Contains("Amina sees that you can teach this.", thanks.Text, StringComparison.Ordinal);
        Assert.Contains("done: can teach", (await trainer.OpenAsync(session.Path)).Text, StringComparison.Ordinal);
        thanks = await phone.SubmitAsync(thanks, "membership", ("unit", "Registry"));
        Assert.DoesNotContain("Do you work there", thanks.Text, StringComparison.Ordinal);
        Assert.Contains("qualified in", thanks.Text, StringComparison.Ordinal);
        Assert.Contains("Promise how many", (await phone.OpenAsync("/cascade")).Text, StringComparison.Ordinal);

        var tree = await trainer.OpenAsync("/cascade");
        Assert.Contains("You reached 1 colleague yourself", tree.Text, StringComparison.Ordinal);
        Assert.Contains("Eric", tree.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Colleague,", tree.Document.QuerySelector("table")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(tree.Document.QuerySelector("svg.tree circle.verified"));

        var (focal, _) = await Hub.SignedInAsync(Roles.FocalPoint, site.Ministry);
        var ministry = await focal.OpenAsync($"/institutions/{site.Ministry}?module={site.Module.Id}");
        ministry = await focal.SubmitAsync(ministry, "staff", ("eligible", "20"), ("source", "Staff register"));
        Assert.Contains("of 20 eligible staff are verified", ministry.Text, StringComparison.Ordinal);
        var before = Reach(ministry);
        var contested = await focal.SubmitAsync(ministry, $"contest-{session.Path.Split('/')[^1]}", ("reason", "HeadsTooHigh"));
        Assert.Equal(before - 1, Reach(contested));
        Assert.Contains("Contested", (await trainer.OpenAsync(session.Path)).Text, StringComparison.Ordinal);
        var settled = await focal.SubmitAsync(contested, $"resolve-{session.Path.Split('/')[^1]}", ("counts", "yes"));
        Assert.Equal(before, Reach(settled));
        Assert.Single((await site.Hub.Services.GetRequiredService<CascadeSessionQuery>().OfTrainerAsync(id))[..1]);
    }

    [Fact]
    public async Task A_code_typed_in_any_form_leads_to_the_coupon_and_counts_as_one()
    {
        var (trainer, _) = await TrainerAsync("Grace Trainer");
        var coupon = (await CouponsAsync(trainer, await RecordAsync(trainer)))[1];
        using var phone = Hub.NewBrowser();
        var page = await phone.OpenAsync($"/confirm?code={Uri.EscapeDataString(coupon.Code.ToLowerInvariant())}");
        Assert.Contains("Did Grace teach you?", page.Text, StringComparison.Ordinal);
        page = await phone.SubmitAsync(page, "confirm", ("Name", "Bosco"));
        var missing = await phone.SubmitAsync(page, "check", Answers(page)[..3]);
        Assert.Contains("2 of 5 questions have no answer", missing.Alert, StringComparison.Ordinal);
        Assert.Equal(3, missing.Document.QuerySelectorAll("input[type=radio][checked]").Length);
        var thanks = await phone.SubmitAsync(page, "check", Answers(page, right: 1));
        Assert.Contains("1 of 5 right", thanks.Text, StringComparison.Ordinal);
        Assert.Contains("You count as taught by Grace", thanks.Text, StringComparison.Ordinal);
        var again = await phone.OpenAsync($"/confirm?code={coupon.Code}");
        Assert.Contains("1 of 5 right", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coupons_that_cannot_be_taken_say_why_and_keep_nothing()
    {
        var (trainer, _) = await TrainerAsync("Jean Trainer");
        var first = await CouponsAsync(trainer, await RecordAsync(trainer));
        var second = await CouponsAsync(trainer, await RecordAsync(trainer));
        using var phone = Hub.NewBrowser();
        await phone.SubmitAsync(await phone.OpenAsync(first[0].Link), "confirm", ("Name", "Chantal"));

        Assert.Contains("You taught this session", (await trainer.OpenAsync(first[1].Link)) is var own ? (await trainer.SubmitAsync(own, "confirm")).Alert : null, StringComparison.Ordinal);
        using var stranger = Hub.NewBrowser();
        Assert.Contains("Somebody else has used this coupon", (await stranger.OpenAsync(first[0].Link)).Alert, StringComparison.Ordinal);
        var twice = await phone.SubmitAsync(await phone.OpenAsync(first[1].Link), "confirm");
        Assert.Contains("you count once", twice.Alert, StringComparison.Ordinal);

        var mixed = $"{first[2].Link.Split('.')[0]}.{second[2].Link.Split('.')[^1]}";
        var other = await stranger.OpenAsync(mixed);
        Assert.Equal((HttpStatusCode.NotFound, true), (other.Status, other.Alert!.Contains("does not belong to that session", StringComparison.Ordinal)));
        foreach (var wrong in (string[])["/confirm/ZZZZZZ", "/confirm/nonsense", "/confirm?code=AAAAAA", $"/confirm/{new string('x', 300)}"])
        {
            var unknown = await stranger.OpenAsync(wrong);
            Assert.Equal(HttpStatusCode.NotFound, unknown.Status);
            Assert.Contains("This coupon is not known", unknown.Alert, StringComparison.Ordinal);
        }

        var page = await stranger.OpenAsync(first[3].Link);
        Assert.Contains("up to 80 characters", (await stranger.SubmitAsync(page, "confirm", ("Name", new string('a', 10_000)))).Alert, StringComparison.Ordinal);
        Assert.Contains("Type your name", (await stranger.SubmitAsync(page, "confirm", ("Name", "\u200B\u202E"))).Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_to_what_was_not_asked_are_refused()
    {
        var (trainer, _) = await TrainerAsync("Rose Trainer");
        var coupon = (await CouponsAsync(trainer, await RecordAsync(trainer)))[0];
        using var phone = Hub.NewBrowser();
        var check = await phone.SubmitAsync(await phone.OpenAsync(coupon.Link), "confirm", ("Name", "Paul"));
        var answers = Answers(check);
        Assert.Contains("not in your check", (await phone.SubmitAsync(check, "check", [.. answers, ("item-XX-Q99", "a")])).Alert, StringComparison.Ordinal);
        Assert.Contains("Choose one of the options", (await phone.SubmitAsync(check, "check", [.. answers[1..], (answers[0].Item1, "zz")])).Alert, StringComparison.Ordinal);
        Assert.Contains("You can now teach", (await phone.SubmitAsync(check, "check", answers)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var (trainer, _) = await TrainerAsync("Token Trainer");
        var coupon = (await CouponsAsync(trainer, await RecordAsync(trainer)))[0];
        using var phone = Hub.NewBrowser();
        using var reply = await phone.Http.PostAsync(coupon.Link, new FormUrlEncodedContent([new("_handler", "confirm"), new("Name", "Eve")]));
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("Did Token teach you", (await phone.OpenAsync(coupon.Link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_what_is_not_hers()
    {
        var (trainer, _) = await TrainerAsync("Own Trainer");
        var session = await RecordAsync(trainer);
        var (other, _, _) = await Hub.LearnerAsync("Nosy");
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(session.Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync($"{session.Path}/coupons")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync($"/cascade/sessions/{Guid.NewGuid()}")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await other.OpenAsync("/institutions")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await other.OpenAsync($"/institutions/{site.Ministry}")).Status);
        var (focal, _) = await Hub.SignedInAsync(Roles.FocalPoint);
        Assert.Equal(HttpStatusCode.NotFound, (await focal.OpenAsync($"/institutions/{site.Ministry}")).Status);
        Assert.DoesNotContain("Ministry of Examples", (await focal.OpenAsync("/institutions")).Text, StringComparison.Ordinal);
        using var visitor = Hub.NewBrowser();
        foreach (var address in (string[])["/cascade", session.Path, $"{session.Path}/coupons", "/cascade/kit/labour-mobility", "/institutions", $"/institutions/{site.Ministry}"])
            Assert.Equal("/sign-in", (await visitor.OpenAsync(address)).Path);
    }

    [Fact]
    public async Task An_officer_registers_an_institution_and_a_focal_point_cannot()
    {
        var (officer, _) = await Hub.SignedInAsync(Roles.ProgrammeOfficer);
        var list = await officer.OpenAsync("/institutions");
        var made = await officer.SubmitAsync(list, "register", ("name", "Union of Examples"), ("sector", "TradeUnion"));
        Assert.Equal("Union of Examples", made.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("No staff number is declared yet", made.Text, StringComparison.Ordinal);
        var wrong = await officer.SubmitAsync(made, "staff", ("eligible", "none"), ("source", "x"));
        Assert.Contains("a number from 1 on", wrong.Alert, StringComparison.Ordinal);
        var (focal, _) = await Hub.SignedInAsync(Roles.FocalPoint, site.Ministry);
        Assert.DoesNotContain((await focal.OpenAsync("/institutions")).Document.Forms, form => form.QuerySelector("input[value=register]") is not null);
    }

    [Fact]
    public async Task A_refused_form_comes_back_filled_in()
    {
        var (trainer, _) = await TrainerAsync("Form Trainer");
        var page = await trainer.SubmitAsync(await trainer.OpenAsync("/cascade"), "record", ("module", $"{site.Module.Id}"), ("district", "Gasabo"), ("venue", "Hall"), ("heads", "9000"));
        Assert.Contains("a number from 1 to 500", page.Alert, StringComparison.Ordinal);
        Assert.Equal("Gasabo", page.Document.QuerySelector("#district")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Kits_print_the_sentences_to_pass_on()
    {
        var (trainer, _, _) = await Hub.LearnerAsync("Kit Reader");
        var kit = await trainer.OpenAsync("/cascade/kit/labour-mobility");
        Assert.All(site.Module.KeyMessages, message => Assert.Contains(message.Text, kit.Text, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await trainer.OpenAsync("/cascade/kit/no-such")).Status);
    }

    private async Task<(Browser Browser, LearnerId Id)> TrainerAsync(string name)
    {
        var (browser, id, _) = await Hub.LearnerAsync(name);
        await QualifyAsync(id, site.Module);
        return (browser, id);
    }

    private async Task QualifyAsync(LearnerId id, Module module)
    {
        var learner = site.Grains.GetGrain<ILearnerGrain>(id.Value);
        var test = (await learner.TakeTest(module.Id, TestOccasion.Post)).Attempt!.Value;
        var given = await Hub.Services.GetRequiredService<TestGivenQuery>().OfAsync(id, test);
        foreach (var item in given!.Items) await learner.AnswerTest(test, item, module.Item(item)!.RightOption!, true);
        Assert.True((await learner.FinishTest(test)).Accepted);
    }

    private async Task<Page> RecordAsync(Browser trainer)
    {
        var page = await trainer.SubmitAsync(
            await trainer.OpenAsync("/cascade"), "record", ("module", $"{site.Module.Id}"), ("district", "Gasabo"), ("venue", "Training room 2"), ("heads", "4"), ("institution", $"{site.Ministry}"));
        Assert.StartsWith("/cascade/sessions/", page.Path, StringComparison.Ordinal);
        return page;
    }

    private static async Task<(string Link, string Code)[]> CouponsAsync(Browser trainer, Page session)
    {
        var made = await trainer.SubmitAsync(session, "coupons", ("count", "4"));
        Assert.Null(made.Alert);
        var sheet = await trainer.OpenAsync($"{session.Path}/coupons");
        Assert.DoesNotContain(" style=", sheet.Html, StringComparison.Ordinal);
        Assert.Equal(4, sheet.Document.QuerySelectorAll(".coupon svg.qr").Length);
        return [.. sheet.Document.QuerySelectorAll(".coupon").Select(coupon =>
            (new Uri(coupon.QuerySelector("a")!.GetAttribute("href")!).PathAndQuery, coupon.QuerySelector(".big-code")!.TextContent))];
    }

    private (string, string)[] Answers(Page check, int right = 5) =>
        [.. check.Document.QuerySelectorAll("input[type=radio]").Select(input => input.GetAttribute("name")!).Where(name => name.StartsWith("item-", StringComparison.Ordinal)).Distinct().Select((name, i) =>
        {
            var item = site.Module.Item(name["item-".Length..])!;
            return (name, i < right ? item.RightOption! : item.Options.First(option => !option.Right).Id);
        })];

    private static int Reach(Page institution) => int.Parse(institution.Document.QuerySelector(".numbers b")!.TextContent, System.Globalization.CultureInfo.InvariantCulture);
}
