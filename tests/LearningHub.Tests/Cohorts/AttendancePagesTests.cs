using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Identity;
using LearningHub.Tests.Common;
using LearningHub.Web.Cohorts;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LearningHub.Tests.Cohorts;

/// <summary>The facilitator's side of attendance, through the real pipeline.</summary>
public sealed class AttendancePagesTests(Hub hub, ITestOutputHelper output) : IClassFixture<Hub>
{
    private const int People = 45;

    [Fact]
    public async Task Forty_five_people_are_counted_by_code_far_within_five_minutes()
    {
        using var real = Hub.Real(); // each phone over a connection of its own
        var room = await AttendanceRoom.PlanAsync(real);
        var phones = new List<Browser>();
        for (var i = 0; i < People; i++) phones.Add((await room.JoinedAsync($"Person {i}")).Phone);
        await room.Facilitator.SubmitAsync(await room.Facilitator.OpenAsync(room.Desk), "window", ("Window", "open"));
        var clock = Stopwatch.StartNew();
        var pages = await Task.WhenAll(phones.Select(phone => room.ConfirmAsync(phone)));
        clock.Stop();
        output.WriteLine($"{People} people opened the page, typed the code and were recorded in {clock.Elapsed.TotalSeconds:0.0} s.");
        Assert.All(pages, page => Assert.Contains("You are present", page.Text, StringComparison.Ordinal));
        Assert.Equal(People, (await room.ViewAsync()).Present);
        Assert.Contains($"{People} of {People} people are here", (await room.Facilitator.OpenAsync(room.Desk)).Text, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1), $"It took {clock.Elapsed}."); // generous: a page and a form for each on a busy machine
    }

    [Fact]
    public async Task A_paper_sheet_of_forty_five_is_typed_back_in_one_form_356()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        var people = new List<LearnerId>();
        for (var i = 0; i < People; i++) people.Add((await room.JoinedAsync($"Person {i}")).Learner);
        var page = await room.Facilitator.OpenAsync($"{room.Desk}/list");
        Assert.Equal(People, page.Document.QuerySelectorAll("input[type=checkbox]").Length);
        page = await room.Facilitator.SubmitAsync(page, "list", [.. people.Take(40).Select(person => ("List.Here", person.ToString()))]);
        Assert.Contains("40 people newly marked here", page.Text, StringComparison.Ordinal);
        Assert.All((await room.ViewAsync()).People.Where(line => line.Present), line => Assert.Equal(FixUpReason.PaperSheet, line.Reason));

        page = await room.Facilitator.SubmitAsync(page, "list", [.. people.Skip(2).Select(person => ("List.Here", person.ToString()))]);
        Assert.Contains("5 people newly marked here, 2 people marked not here", page.Text, StringComparison.Ordinal);
        Assert.Equal(43, (await room.ViewAsync()).Present);
    }

    [Fact]
    public async Task A_code_that_comes_while_the_list_is_being_ticked_is_not_undone()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        var ((phone, amina), (_, bo)) = (await room.JoinedAsync(), await room.JoinedAsync("Bo"));
        var list = await room.Facilitator.OpenAsync($"{room.Desk}/list");
        await room.ConfirmAsync(phone);
        await room.Facilitator.SubmitAsync(list, "list", ("List.Here", bo.ToString()));
        Assert.True((await room.LineAsync(amina)).Present);
        Assert.True((await room.LineAsync(bo)).Present);
    }

    [Fact]
    public async Task One_tap_marks_one_person_with_the_chosen_reason_and_both_words_remain()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        var (phone, learner) = await room.JoinedAsync();
        await room.ConfirmAsync(phone);
        var desk = await room.Facilitator.SubmitAsync(await room.Facilitator.OpenAsync(room.Desk), "absent", ("Person", learner.ToString()), ("Reason", nameof(FixUpReason.NotInRoom)));
        Assert.Contains("Amina is marked not here: was not in the room", desk.Text, StringComparison.Ordinal);
        Assert.True((await room.LineAsync(learner)).Contradicted);
        desk = await room.Facilitator.SubmitAsync(desk, "present", ("Person", learner.ToString()), ("Reason", nameof(FixUpReason.WrongMark)));
        var line = await room.LineAsync(learner);
        Assert.Equal((true, FixUpReason.WrongMark), (line.Present, line.Reason!.Value));
        Assert.NotNull(line.ConfirmedAt);
        Assert.Equal(3, desk.Document.QuerySelectorAll("#history li").Length);
    }

    [Fact]
    public async Task A_person_without_a_phone_is_added_by_name_and_counts_once()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        var desk = await room.Facilitator.OpenAsync(room.Desk);
        var (_, real, _) = await hub.LearnerAsync("Real Person");
        await room.Facilitator.SubmitAsync(desk, "add", ("Name", "Grandmother Imani"), ("Person", $"{real}")); // her id typed into the form leads to nobody
        await room.Facilitator.SubmitAsync(desk, "add", ("Name", "Grandmother Imani"), ("Person", $"{real}")); // the same form again
        var line = Assert.Single((await room.ViewAsync()).People);
        Assert.NotEqual(real, line.Learner);
        Assert.Equal(("Grandmother Imani", true, FixUpReason.NoPhone), (line.Name, line.Present, line.Reason!.Value));
        Assert.Contains("up to 80", (await room.Facilitator.SubmitAsync(desk, "add", ("Name", new string('x', 90)))).Alert, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_screen_gets_the_codes_of_the_next_hours_in_one_request_and_only_for_facilitators()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        Assert.Equal(HttpStatusCode.Conflict, (await room.Facilitator.Http.GetAsync($"{room.Desk}/codes")).StatusCode);
        Assert.Contains("is not open", (await room.Facilitator.OpenAsync($"{room.Desk}/screen")).Text, StringComparison.Ordinal);
        await room.OpenAsync();
        var codes = await room.Facilitator.Http.GetFromJsonAsync<ScreenCodes>($"{room.Desk}/codes");
        Assert.Equal(360, codes!.Codes.Length);
        Assert.Equal(codes.Codes.Length, codes.Qr.Length);
        var later = DateTimeOffset.FromUnixTimeSeconds((codes.FirstStep + 300) * codes.StepSeconds);
        Assert.Equal(room.Digits(at: later), codes.Codes[300]);
        Assert.Contains(room.Digits().Insert(3, " "), (await room.Facilitator.OpenAsync($"{room.Desk}/screen")).Text, StringComparison.Ordinal);

        var (stranger, _) = await hub.SignedInAsync(Roles.Facilitator);
        var (learner, _) = await room.JoinedAsync();
        foreach (var browser in (Browser[])[stranger, learner])
        {
            foreach (var address in (string[])["", "/codes", "/screen", "/list"]) Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(room.Desk + address)).Status);
            foreach (var address in (string[])["", "/sheet", ".csv"]) Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync($"/cohorts/{room.Id}/attendance{address}")).Status);
        }
    }

    [Fact]
    public async Task A_table_for_spreadsheets_runs_no_formula_and_names_nobody_who_is_hidden()
    {
        var room = await AttendanceRoom.PlanAsync(hub, "Fees, \"contracts\"");
        var (_, amina) = await room.JoinedAsync("=HYPERLINK(\"http://evil\")");
        var (_, hidden) = await room.JoinedAsync("Secret Name");
        await HideAsync(hidden);
        await room.Facilitator.SubmitAsync(await room.Facilitator.OpenAsync($"{room.Desk}/list"), "list", ("List.Here", amina.ToString()), ("List.Here", hidden.ToString()));
        using var response = await room.Facilitator.Http.GetAsync($"/cohorts/{room.Id}/attendance.csv");
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var file = await response.Content.ReadAsStringAsync();
        Assert.Equal(1 + 2 * 10, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\"Fees, \"\"contracts\"\"\"", file, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", file, StringComparison.Ordinal);
        Assert.DoesNotContain(",=", file, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret Name", file, StringComparison.Ordinal);
        Assert.Contains($"{hidden},{PersonNames.NotShown},{AttendanceRoom.Morning},yes", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hidden_people_are_named_to_facilitators_of_their_workshop_alone()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        var (_, hidden) = await room.JoinedAsync("Secret Name");
        await HideAsync(hidden);
        var (administrator, _) = await hub.SignedInAsync(Roles.Administrator);
        foreach (var address in (string[])[$"/cohorts/{room.Id}", $"/cohorts/{room.Id}/attendance", room.Desk, $"{room.Desk}/list"])
        {
            Assert.Contains("Secret Name", (await room.Facilitator.OpenAsync(address)).Text, StringComparison.Ordinal);
            var page = await administrator.OpenAsync(address);
            Assert.DoesNotContain("Secret Name", page.Html, StringComparison.Ordinal);
            Assert.Contains(PersonNames.NotShown, page.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Secret Name", (await room.Facilitator.OpenAsync($"/cohorts/{room.Id}/attendance/sheet")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_sheet_has_a_box_for_everybody_and_every_half_day()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.JoinedAsync("Amina Seed");
        var sheet = await room.Facilitator.OpenAsync($"/cohorts/{room.Id}/attendance/sheet");
        var tables = sheet.Document.QuerySelectorAll("table.signatures");
        Assert.Equal([4, 4, 2], tables.Select(table => table.QuerySelectorAll("thead th").Length - 2));
        Assert.All(tables, table => Assert.Equal("Amina Seed", table.QuerySelector("tbody tr td:nth-child(2)")!.TextContent));
    }

    [Fact]
    public async Task The_same_person_in_two_workshops_at_once_is_flagged_and_nothing_is_taken_away()
    {
        var programme = new ProgrammeId(Guid.CreateVersion7());
        var (one, two) = (await AttendanceRoom.PlanAsync(hub, "Workshop one", programme), await AttendanceRoom.PlanAsync(hub, "Workshop two"));
        await one.OpenAsync();
        await two.OpenAsync();
        var (phone, learner) = await one.JoinedAsync("Baraka");
        await two.Grain.Join(learner);
        await one.ConfirmAsync(phone);
        Assert.DoesNotContain("two places at once", (await one.Facilitator.OpenAsync($"/cohorts/{one.Id}/attendance")).Text, StringComparison.Ordinal);
        await two.ConfirmAsync(phone);
        foreach (var room in (AttendanceRoom[])[one, two])
        {
            Assert.True((await room.LineAsync(learner)).Present);
            var page = await room.Facilitator.OpenAsync($"/cohorts/{room.Id}/attendance");
            Assert.Contains("Recorded in two places at once (1)", page.Text, StringComparison.Ordinal);
            Assert.Contains("Workshop one", page.Text, StringComparison.Ordinal);
            Assert.Contains("Workshop two", page.Text, StringComparison.Ordinal);
        }

        var overlaps = hub.Services.GetRequiredService<OverlapQuery>();
        Assert.Equal("Baraka", Assert.Single(await overlaps.OfProgrammeAsync(programme)).Name);
        await HideAsync(learner);
        Assert.Equal(PersonNames.NotShown, Assert.Single(await overlaps.OfProgrammeAsync(programme)).Name);
        await two.Facilitator.SubmitAsync(await two.Facilitator.OpenAsync(two.Desk), "absent", ("Person", learner.ToString()), ("Reason", nameof(FixUpReason.NotInRoom)));
        Assert.Empty(await overlaps.OfProgrammeAsync(programme));
    }

    private async Task HideAsync(LearnerId learner)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = (await people.FindByIdAsync(learner.ToString()))!;
        person.Hidden = true;
        Assert.True((await people.UpdateAsync(person)).Succeeded);
    }
}
