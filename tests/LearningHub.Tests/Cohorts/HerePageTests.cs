using System.Net;
using LearningHub.Domain.Cohorts;
using LearningHub.Tests.Common;

namespace LearningHub.Tests.Cohorts;

/// <summary>A learner says "I am here", through the real pipeline and without script. Numbers in brackets are failures reported by users of other systems.</summary>
public sealed class HerePageTests(Hub hub) : IClassFixture<Hub>
{
    [Fact]
    public async Task The_page_says_plainly_what_was_recorded()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        var (phone, learner) = await room.JoinedAsync();
        var page = await room.ConfirmAsync(phone);
        Assert.Contains($"You are present: {Web.Cohorts.HalfDays.Name(EnglishTexts.Of(), AttendanceRoom.Morning)}, recorded ", Words(page), StringComparison.Ordinal);
        Assert.True((await room.LineAsync(learner)).Present);
        Assert.Contains("You are present", (await phone.OpenAsync("/here")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scanned_picture_asks_for_one_tap_and_never_for_another_sign_in_910()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        var (phone, learner) = await room.JoinedAsync();
        var page = await phone.OpenAsync($"/here/{room.Code}/{room.Digits()}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Document.QuerySelectorAll("main input:not([type=hidden])"));
        await phone.SubmitAsync(page, "here");
        Assert.True((await room.LineAsync(learner)).Present);
    }

    [Fact]
    public async Task A_phone_that_has_not_joined_joins_on_the_way_and_its_code_still_counts()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        using var phone = hub.NewBrowser();
        var scanned = await phone.OpenAsync($"/here/{room.Code}/{room.Digits(at: DateTimeOffset.UtcNow.AddMinutes(-4))}?at={DateTimeOffset.UtcNow.AddMinutes(-4).ToUnixTimeSeconds()}");
        Assert.Contains("nothing is recorded", scanned.Text, StringComparison.Ordinal);
        var join = await phone.OpenAsync(scanned.Document.QuerySelector("main a.button")!.GetAttribute("href")!);
        var words = await phone.SubmitAsync(join, "join", ("Name", "Desta"));
        var back = await phone.OpenAsync(words.Document.QuerySelector("main a.button")!.GetAttribute("href")!);
        Assert.Contains("You are present", (await phone.SubmitAsync(back, "here")).Text, StringComparison.Ordinal);
        Assert.NotNull(Assert.Single((await room.ViewAsync()).People).TypedAt);
    }

    [Fact]
    public async Task A_code_of_another_workshop_is_named_as_such_and_never_shows_success_543()
    {
        var (mine, other) = (await AttendanceRoom.PlanAsync(hub), await AttendanceRoom.PlanAsync(hub, "Another one"));
        await mine.OpenAsync();
        await other.OpenAsync();
        var (phone, learner) = await mine.JoinedAsync();
        var page = await mine.ConfirmAsync(phone, other.Digits());
        Assert.Contains("code of another workshop, so nothing was recorded", page.Alert, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector(".said"));
        Assert.False((await mine.LineAsync(learner)).Present);

        page = await phone.OpenAsync($"/here/{other.Code}/{other.Digits()}");
        Assert.Contains("You have not joined this workshop yet, so nothing is recorded", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("main form"));
    }

    [Fact]
    public async Task A_half_day_to_come_and_a_closed_one_are_refused_in_words_807()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        var (phone, _) = await room.JoinedAsync();
        Assert.Contains("not open yet, so nothing was recorded", (await room.ConfirmAsync(phone)).Alert, StringComparison.Ordinal);
        await room.OpenAsync();
        Assert.Contains("not open yet", (await room.ConfirmAsync(phone, room.Digits(new(AttendanceRoom.Morning.Day.AddDays(1), false)))).Alert, StringComparison.Ordinal);
        await room.CloseAsync();
        Assert.Contains("No half day is open now", (await phone.OpenAsync($"/here/{room.Code}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_waited_in_the_phone_is_taken_after_closing_and_marked()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        var (phone, learner) = await room.JoinedAsync();
        await room.OpenAsync();
        await room.CloseAsync();
        var typed = DateTimeOffset.UtcNow.AddMinutes(-6);
        var (status, body) = await room.SendAsync(phone, room.Digits(at: typed), typed, learner.Value);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("You are present", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await room.SendAsync(phone, room.Digits(at: typed), typed, learner.Value)).Status); // and again
        var line = await room.LineAsync(learner);
        Assert.True(line.Present);
        Assert.NotNull(line.TypedAt);
        Assert.Contains("sent later", (await room.Facilitator.OpenAsync(room.Desk)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_somebody_else_typed_on_this_phone_is_not_taken_for_who_is_signed_in_892()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        var (phone, learner) = await room.JoinedAsync();
        var (status, body) = await room.SendAsync(phone, room.Digits(), DateTimeOffset.UtcNow, Guid.NewGuid());
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("attendance.not-you", body, StringComparison.Ordinal);
        Assert.False((await room.LineAsync(learner)).Present);
    }

    [Fact]
    public async Task Two_people_who_confirm_from_one_phone_both_stand_and_are_flagged_892()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        var (phone, amina) = await room.JoinedAsync();
        await room.ConfirmAsync(phone);
        var (_, bo, phrase) = await hub.LearnerAsync("Bo");
        await room.Grain.Join(bo);
        await phone.SubmitAsync(await phone.OpenAsync("/me"), "/sign-out");
        await phone.SubmitAsync(await phone.OpenAsync("/recover?returnUrl=/me"), "recover", ("Phrase", phrase));
        Assert.Contains("You are present", (await room.ConfirmAsync(phone)).Text, StringComparison.Ordinal);
        Assert.Equal((1, 1), ((await room.LineAsync(amina)).SamePhone, (await room.LineAsync(bo)).SamePhone));
        Assert.Contains("From one phone with 1 other", (await room.Facilitator.OpenAsync(room.Desk)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_wrong_codes_from_one_person_end_the_guessing_for_that_person_alone()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        var (guesser, learner) = await room.JoinedAsync();
        var (other, otherId) = await room.JoinedAsync("Bo");
        var wrong = Enumerable.Range(0, 1_000_000).Select(number => number.ToString("D6", null)).First(code => code != room.Digits() && code != room.Digits(at: DateTimeOffset.UtcNow.AddMinutes(1)));
        for (var i = 0; i < 10; i++) await room.SendAsync(guesser, wrong, DateTimeOffset.UtcNow.AddDays(-2));
        var page = await room.ConfirmAsync(guesser);
        Assert.Equal(HttpStatusCode.TooManyRequests, page.Status);
        Assert.Contains("too many wrong codes", page.Alert, StringComparison.Ordinal);
        Assert.False((await room.LineAsync(learner)).Present);
        await room.ConfirmAsync(other);
        Assert.True((await room.LineAsync(otherId)).Present);
    }

    [Fact]
    public async Task The_start_page_leads_there_while_a_half_day_is_open_and_unconfirmed()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        var (phone, _) = await room.JoinedAsync();
        Assert.Null((await phone.OpenAsync("/")).Document.QuerySelector($"a[href='/here/{room.Code}']"));
        await room.OpenAsync();
        Assert.NotNull((await phone.OpenAsync("/")).Document.QuerySelector($"a[href='/here/{room.Code}']"));
        await room.ConfirmAsync(phone);
        Assert.Null((await phone.OpenAsync("/")).Document.QuerySelector($"a[href='/here/{room.Code}']"));
    }

    [Fact]
    public async Task Who_is_marked_absent_is_told_so_also_when_the_code_comes()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        var (phone, learner) = await room.JoinedAsync();
        var form = await phone.OpenAsync($"/here/{room.Code}");
        await room.Facilitator.SubmitAsync(await room.Facilitator.OpenAsync($"{room.Desk}/list"), "list", ("List.Here", learner.ToString()));
        var desk = await room.Facilitator.OpenAsync(room.Desk);
        await room.Facilitator.SubmitAsync(desk, "absent", ("Person", learner.ToString()), ("Reason", nameof(FixUpReason.LeftEarly)));
        var page = await phone.SubmitAsync(form, "here", ("Here.Code", room.Digits()));
        Assert.Contains("You are marked absent", page.Text, StringComparison.Ordinal);
        Assert.Contains("left early", page.Text, StringComparison.Ordinal);
        Assert.Contains("Your code is kept beside that", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digits_typed_into_the_box_for_codes_find_the_open_half_day()
    {
        var room = await AttendanceRoom.PlanAsync(hub);
        await room.OpenAsync();
        var (phone, learner) = await room.JoinedAsync();
        var page = await phone.OpenAsync($"/join?code={room.Digits().Insert(3, "%20")}");
        Assert.StartsWith($"/here/{room.Code}/", page.Path, StringComparison.Ordinal);
        await phone.SubmitAsync(page, "here");
        Assert.True((await room.LineAsync(learner)).Present);
    }

    [Theory]
    [InlineData("/here/000000")]
    [InlineData("/here/nonsense/123456")]
    public async Task An_address_that_leads_to_no_workshop_says_so(string address)
    {
        using var phone = hub.NewBrowser();
        Assert.Equal(HttpStatusCode.NotFound, (await phone.OpenAsync(address)).Status);
    }

    private static string Words(Page page) => string.Join(' ', page.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
