using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cohorts;

public sealed partial class HerePage(OwnAttendanceQuery own, AttendanceDoor door, Guesses guesses, IGrainFactory grains, NavigationManager navigation, TimeProvider clock)
{
    private ImmutableArray<(OpenWorkshop Open, OwnMark? Mine)> open = [];
    private OwnWorkshop? workshop;
    private LearnerId? me;
    private OwnMark? current;
    private HalfDay? kept;
    private string joinCode = "";

    /// <summary>The workshop's join code.</summary>
    [Parameter] public string? Code { get; set; }

    /// <summary>The six digits, when they come from the QR code.</summary>
    [Parameter] public string? Digits { get; set; }

    /// <summary>When the QR code was scanned, in seconds since 1970: it outlives joining the workshop on the way.</summary>
    [SupplyParameterFromQuery] public string? At { get; set; }

    /// <summary>The half day that was recorded a moment ago.</summary>
    [SupplyParameterFromQuery] public string? Kept { get; set; }

    [SupplyParameterFromForm(FormName = "here")] private HereForm? Here { get; set; }

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private TimeProvider Clock => clock;
    private Refusal? Wrong { get; set; }

    /// <summary>Where joining leads back to: the same code, with the time at which it was scanned.</summary>
    private string Back => Digits is null ? $"/here/{joinCode}" : $"/here/{joinCode}/{Digits}?at={ScannedAt}";

    private string ScannedAt => Seconds(At) is { } at ? at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    protected override async Task OnInitializedAsync()
    {
        me = Http.User.FindLearnerId();
        if (Code is null)
        {
            open = me is { } learner ? await own.OpenAsync(learner, clock.GetUtcNow(), Http.RequestAborted) : [];
            if (open.Length == 1) navigation.NavigateTo($"/here/{open[0].Open.Code}");
            return;
        }

        if (guesses.AreSpent(Guesses.Code, Http.Address(), out var wait))
        {
            Http.AnswerWith(StatusCodes.Status429TooManyRequests);
            Http.Response.RetryAfter(wait);
            Wrong = new Refusal("identity.too-many-tries", "There were too many wrong codes from your network. Wait ten minutes, or ask the facilitator.");
        }
        else if (await grains.FindCodeAsync(Code) is JoinCodeTarget.Workshop target && await own.FindAsync(target.Cohort, me, clock.GetUtcNow(), Http.RequestAborted) is { } found)
        {
            (workshop, joinCode, kept) = (found, JoinCode.Read(Code)!, HalfDay.TryParse(Kept));
            current = found.Mine.FirstOrDefault(mark => mark.HalfDay == (kept ?? found.Open));
        }
        else
        {
            guesses.Wrong(Guesses.Code, Http.Address());
            Http.AnswerWith(StatusCodes.Status404NotFound);
            Wrong = new Refusal("attendance.no-workshop", "This address leads to no workshop: it is mistyped, or the workshop is long over. Scan the screen again.");
        }
    }

    private async Task ConfirmAsync()
    {
        if (workshop is null || me is null) return;
        var reply = await door.ConfirmAsync(workshop.Cohort, Here?.Code, Seconds(Here?.TypedAt), Http);
        Wrong = reply.Reply.Refusal;
        if (reply.HalfDay is { } halfDay) navigation.NavigateTo($"/here/{joinCode}?kept={halfDay}");
        else if (Wrong == AttendanceDoor.TooOften) Http.AnswerWith(StatusCodes.Status429TooManyRequests);
    }

    private MarkupString Recorded(OwnMark mark)
    {
        object?[] said = [HalfDays.Name(T, mark.HalfDay), LocalTime.Markup(mark.At), mark.Reason is { } why ? HalfDays.Of(T, why) : null];
        return (mark.SentLater, mark.Reason is not null) switch
        {
            (false, false) => T.Html("<b>You are present:</b> {0}, recorded {1}.", said),
            (true, false) => T.Html("<b>You are present:</b> {0}, recorded {1} and sent later.", said),
            (false, true) => T.Html("<b>You are present:</b> {0}, recorded {1} by your facilitator ({2}).", said),
            _ => T.Html("<b>You are present:</b> {0}, recorded {1} and sent later by your facilitator ({2}).", said),
        };
    }

    private static DateTimeOffset? Seconds(string? typed) =>
        long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 1_500_000_000 and < 100_000_000_000
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    internal sealed class HereForm
    {
        public string? Code { get; set; }
        public string? TypedAt { get; set; }
    }
}
