using LearningHub.Domain.Common;
using LearningHub.Grains;
using LearningHub.Grains.Cohorts;
using LearningHub.Tests.Common;
using LearningHub.Web.Demo;
using LearningHub.Web.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Identity;

/// <summary>Who may open which address, row by row: not only by role, but by the programme and the institution that the role is bound to.</summary>
[Collection(ReadsDemo.Name)]
public sealed class AccessMatrixTests(ReadDemo demo)
{
    /// <summary>
    /// Each row: the address, then what each person is answered. <c>in</c> asks for a sign-in, 403 is the door of a role, 404 a thing that is somebody else's and as if it did not exist,
    /// <c>page</c> a form that the person's own page does not have: nothing is done, and she is led to that page. Forms are sent so that a rule refuses them: nothing changes.
    /// {p} programme, {s} session of it, {t} its trainer, {l} drawn lot, {i} institution, {m} module.
    /// </summary>
    private const string Matrix = """
        address                                             visitor learner focal-other facilitator officer donor-other donor admin
        /programmes                                         in      403     403         403         200     200         200   200
        /programmes/{p}                                     in      403     403         403         200     404         200   200
        /programmes/{p}/figures                             in      403     403         403         200     404         200   200
        /programmes/{p}/figures/reach                       in      403     403         403         200     404         200   200
        /programmes/{p}/generations                         in      403     403         403         200     404         200   200
        /programmes/{p}/messages                            in      403     403         403         200     404         200   200
        /programmes/{p}/mutations                           in      403     403         403         200     404         200   200
        /programmes/{p}/tree                                in      403     403         403         200     404         200   200
        /programmes/{p}/tree/sessions/{s}?module={m}        in      403     403         403         200     404         200   200
        /programmes/{p}/branches                            in      403     403         403         200     404         200   200
        /programmes/{p}/cuts                                in      403     403         403         200     404         200   200
        /programmes/{p}/cuts?by=Sector                      in      403     403         403         200     404         200   200
        /programmes/{p}/districts                           in      403     403         403         200     404         200   200
        /programmes/{p}/pledges                             in      403     403         403         200     404         200   200
        /programmes/{p}/exports                             in      403     403         403         200     404         200   200
        /programmes/{p}/report                              in      403     403         403         200     404         200   200
        /programmes/{p}/report.csv?module={m}               in      403     403         403         200     404         200   200
        /programmes/{p}/evidence?module={m}                 in      403     403         403         200     404         200   200
        /programmes/{p}/evidence                            in      403     403         403         404     404         404   404
        /programmes/{p}/tree/people/{t}?module={m}          in      403     403         403         200     403         403   200
        /programmes/{p}/reseeding                           in      403     403         403         200     403         403   200
        /programmes/{p}/benchmarks                          in      403     403         403         200     403         403   200
        /programmes/{p}/flags                               in      403     403         403         200     403         403   200
        /programmes/{p}/checks                              in      403     403         403         200     403         403   200
        /programmes/{p}/checks/{l}                          in      403     403         403         200     403         403   200
        /programmes/{p}/checks/{l}/1                        in      403     403         403         200     403         403   200
        /people/duplicates                                  in      403     403         403         200     403         403   200
        /people/{t}                                         in      403     403         403         403     403         403   200
        /admin/people                                       in      403     403         403         403     403         403   200
        /audit                                              in      403     403         403         200     403         403   200
        /institutions                                       in      403     200         403         200     403         403   200
        /institutions/{i}                                   in      403     404         403         200     403         403   200
        /cascade                                            in      200     200         200         200     200         200   200
        /cascade/sessions/{s}                               in      404     404         404         200     404         404   200
        /cascade/sessions/{s}/coupons                       in      404     404         404         404     404         404   404
        /cascade/sessions/{s}/sheets                        in      404     404         404         404     404         404   404
        /cascade/sessions/{s}/kit                           in      404     404         404         404     404         404   404
        /cascade/sessions/{s}/kit.pdf                       in      404     404         404         404     404         404   404
        /questions                                          in      403     403         200         200     403         403   200
        /teach-back/labour-mobility                         in      200     200         200         200     200         200   200
        /teach-back/of/{t}/labour-mobility                  in      404     404         404         404     404         404   404
        /messages                                           in      200     200         200         200     200         200   200
        /help                                               in      200     200         200         200     200         200   200
        POST /programmes start                              in      403     403         403         200     page        page  200
        POST /programmes/{p}/tree/sessions/{s}?module={m} contest  in  403  403         403         200     404         page  200
        POST /programmes/{p}/checks/{l}/1 call              in      403     403         403         200     403         403   200
        POST /people/duplicates search                      in      403     403         403         200     403         403   200
        POST /admin/people invite                           in      403     403         403         403     403         403   200
        POST /institutions/{i} staff                        in      403     404         403         200     403         403   200
        POST /cascade/sessions/{s} coupons                  in      404     404         404         page    404         404   page
        """;

    [Fact]
    public async Task Each_person_opens_her_own_rows_and_nobody_elses()
    {
        var rows = Matrix.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var own = DemoStory.Personas;
        var other = new ProgrammeId(Guid.CreateVersion7());
        await demo.Services.GetRequiredService<IGrainFactory>().GetGrain<IProgrammeGrain>(other.Value).Start("Another programme", own.ProgrammeOfficer);
        Browser[] browsers =
        [
            demo.NewBrowser(), (await demo.LearnerAsync("Zita Matrix")).Browser, (await demo.SignedInAsync(Roles.FocalPoint)).Browser, (await demo.SignedInAsync(Roles.Facilitator)).Browser,
            (await demo.SignedInAsync(Roles.ProgrammeOfficer)).Browser, (await demo.SignedInAsync(Roles.Donor, programme: other)).Browser,
            (await demo.SignedInAsync(Roles.Donor, programme: own.Programme)).Browser, (await demo.SignedInAsync(Roles.Administrator)).Browser,
        ];
        var named = await NamesAsync(own);
        var wrong = await Task.WhenAll(browsers.Select((browser, who) => WrongAsync(browser, rows[0][who + 1], rows.Skip(1).Select(row => (row[..^browsers.Length], row[^(browsers.Length - who)])), named)));
        Assert.True(wrong.All(lines => lines.Count == 0), string.Join('\n', wrong.SelectMany(lines => lines)));
    }

    [Fact]
    public async Task A_donor_reads_no_row_of_a_person_and_decides_nothing()
    {
        var own = DemoStory.Personas;
        using var donor = (await demo.SignedInAsync(Roles.Donor, programme: own.Programme)).Browser;
        var session = await donor.OpenAsync($"/programmes/{own.Programme}/tree/sessions/{own.TrainerSession}?module=labour-mobility@1");
        Assert.DoesNotContain(session.Document.Forms, form => form.QuerySelector("input[name=_handler]") is not null && session.Document.QuerySelector("main")!.Contains(form));
        foreach (var part in (string[])["", "/pledges", "/figures/reach", "/exports", "/tree", $"/tree/sessions/{own.TrainerSession}?module=labour-mobility@1"])
        {
            var page = await donor.OpenAsync($"/programmes/{own.Programme}{part}");
            var closed = page.Document.QuerySelectorAll("main a").Select(link => link.GetAttribute("href") ?? "")
                .Where(link => link.Contains("/tree/people/", StringComparison.Ordinal) || link.Contains("/checks", StringComparison.Ordinal) || link.EndsWith("/flags", StringComparison.Ordinal) || link.Contains("/reseeding", StringComparison.Ordinal));
            Assert.Empty(closed);
        }

        var missing = await donor.OpenAsync($"/programmes/{Guid.NewGuid()}");
        var another = new ProgrammeId(Guid.CreateVersion7());
        await demo.Services.GetRequiredService<IGrainFactory>().GetGrain<IProgrammeGrain>(another.Value).Start("Somebody else's programme", own.ProgrammeOfficer);
        var elses = await donor.OpenAsync($"/programmes/{another}");
        Assert.Equal((missing.Status, missing.Text), (elses.Status, elses.Text));
        var list = await donor.OpenAsync("/programmes");
        Assert.DoesNotContain("Somebody else's", list.Text, StringComparison.Ordinal);
        Assert.Contains("Safe mobility", list.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_binds_a_donor_to_a_programme_and_takes_the_role_away()
    {
        var own = DemoStory.Personas;
        using var administrator = (await demo.SignedInAsync(Roles.Administrator)).Browser;
        var page = await administrator.OpenAsync("/admin/people");
        var missing = await administrator.SubmitAsync(page, "invite", ("Email", "donor@example.org"), ("Name", "Dana Donor"), ("Role", Roles.Donor));
        Assert.Contains("A donor follows a programme", missing.Alert, StringComparison.Ordinal);
        page = await administrator.SubmitAsync(page, "invite", ("Email", "donor@example.org"), ("Name", "Dana Donor"), ("Role", Roles.Donor), ("Programme", $"{own.Programme}"));
        Assert.Null(page.Alert);
        Assert.Contains("Donor of a programme: Safe mobility", page.Text, StringComparison.Ordinal);
        var take = page.Document.Forms.Single(form => form.TextContent.Contains("Donor of a programme from Dana Donor", StringComparison.Ordinal));
        Assert.Null((await administrator.SubmitAsync(page, take)).Alert);
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        var id = await db.Users.Where(person => person.Email == "donor@example.org").Select(person => person.Id).SingleAsync();
        Assert.False(await db.UserClaims.AnyAsync(claim => claim.UserId == id));
    }

    private async Task<Dictionary<string, string>> NamesAsync(DemoPersonas own)
    {
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<HubDbContext>>().CreateDbContextAsync();
        return new()
        {
            ["{p}"] = $"{own.Programme}", ["{s}"] = $"{own.TrainerSession}", ["{t}"] = $"{own.Trainer}", ["{i}"] = $"{own.Institution}", ["{m}"] = "labour-mobility@1",
            ["{l}"] = $"{await db.SpotLots.OrderBy(lot => lot.Id).Select(lot => lot.Id).FirstAsync()}",
        };
    }

    private static async Task<List<string>> WrongAsync(Browser browser, string who, IEnumerable<(string[] Ask, string Expected)> rows, Dictionary<string, string> named)
    {
        using var _ = browser;
        var wrong = new List<string>();
        var token = (await browser.OpenAsync("/me")).Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";
        foreach (var (ask, expected) in rows)
        {
            var sends = ask[0] == "POST";
            var address = named.Aggregate(ask[sends ? 1 : 0], (text, name) => text.Replace(name.Key, name.Value, StringComparison.Ordinal));
            using var request = new HttpRequestMessage(sends ? HttpMethod.Post : HttpMethod.Get, address);
            request.Headers.Accept.ParseAdd("text/html");
            if (sends)
            {
                request.Headers.Add("Origin", browser.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
                request.Content = new FormUrlEncodedContent([new("_handler", ask[2]), new("__RequestVerificationToken", token), new("Form.Id", Guid.NewGuid().ToString())]);
            }

            using var response = await browser.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            var led = sends && response is { IsSuccessStatusCode: true, RequestMessage.Method.Method: "GET" };
            var got = response.RequestMessage!.RequestUri!.AbsolutePath == "/sign-in" ? "in" : led ? "page" : $"{(int)response.StatusCode}";
            if (got != expected) wrong.Add($"{string.Join(' ', ask)} for {who}: {got}, not {expected}");
        }

        return wrong;
    }
}
