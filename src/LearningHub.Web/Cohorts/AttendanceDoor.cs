using System.Collections.Immutable;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;

namespace LearningHub.Web.Cohorts;

/// <summary>The way in to attendance: codes typed by learners, and who may run a workshop's half days.</summary>
public sealed class AttendanceDoor(IGrainFactory grains, CohortQuery cohorts, OwnAttendanceQuery own, AttendanceCodes codes, Guesses guesses, TimeProvider clock)
{
    private const string PhoneCookie = "hub-phone";
    private static readonly TimeSpan PhoneLifetime = TimeSpan.FromDays(400);

    public static Refusal TooOften => new Refusal("attendance.too-many-tries", "There were too many wrong codes from you. Wait ten minutes, or ask your facilitator to mark you.");

    /// <summary>Takes a code for the person who is signed in, now or for the time that the phone claims.</summary>
    /// <param name="typedAt">Null when the code was typed just now.</param>
    public async Task<AttendanceReply> ConfirmAsync(CohortId cohort, string? typed, DateTimeOffset? typedAt, HttpContext context)
    {
        var learner = context.User.LearnerId();
        var who = learner.ToString();
        if (guesses.AreSpent(Guesses.Attendance, who, out var wait))
        {
            context.Response.RetryAfter(wait);
            return Refused(TooOften);
        }

        if (RotatingCode.Read(typed) is not { } code)
            return Refused(new Refusal("attendance.no-code", "A code has six digits. Look at the screen and type the newest code."));
        var reply = await grains.GetGrain<ICohortGrain>(cohort.Value).ConfirmAttendance(learner, code, typedAt, PhoneOf(context));
        if (reply.Reply.Refusal is not { Code: "attendance.wrong-code" }) return reply;
        guesses.Wrong(Guesses.Attendance, who);
        return await IsOfAnotherAsync(cohort, code)
            ? Refused(new Refusal("attendance.other-workshop", "This is the code of another workshop, so nothing was recorded. Type the code from the screen of your own workshop."))
            : reply;
    }

    /// <summary>Whether the person may open, mark and export: a facilitator of this workshop, or an administrator.</summary>
    /// <returns>The workshop, or null when it is somebody else's.</returns>
    public async Task<CohortView?> RunAsync(CohortId cohort, HttpContext context)
    {
        var view = await cohorts.FindAsync(cohort, context.User.LearnerId(), context.RequestAborted);
        if (view is not null && (context.User.IsInRole(Roles.Administrator) || view.Facilitators.Any(line => line.Learner == context.User.LearnerId()))) return view;
        context.AnswerWith(StatusCodes.Status404NotFound); // somebody else's workshop looks like one that does not exist
        return null;
    }

    /// <summary>Remembers this phone, so that several people who confirm from one can be asked about it. Never read anywhere else.</summary>
    private static string PhoneOf(HttpContext context)
    {
        if (context.Request.Cookies.TryGetValue(PhoneCookie, out var known) && Guid.TryParse(known, out var id)) return id.ToString();
        var phone = Guid.NewGuid().ToString();
        context.Response.Cookies.Append(PhoneCookie, phone, new()
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", MaxAge = PhoneLifetime, IsEssential = true,
        });
        return phone;
    }

    private async Task<bool> IsOfAnotherAsync(CohortId cohort, string code)
    {
        var now = RotatingCode.StepOf(clock.GetUtcNow());
        return (await own.OpenAnywhereAsync(clock.GetUtcNow())).Any(open => open.Cohort != cohort && codes.Of(open.Cohort).Find(open.HalfDay, code, now - 1, now + 1) is not null);
    }

    private static AttendanceReply Refused(Refusal refusal) => new(new(0, refusal), null, false);
}
