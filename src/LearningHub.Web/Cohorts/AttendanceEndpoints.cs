using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Audit;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Audit;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using LearningHub.Web.Layout;
using Microsoft.AspNetCore.Mvc;

namespace LearningHub.Web.Cohorts;

/// <summary>A code that may have waited on the phone.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="TypedAt">When it was typed, by the phone's clock.</param>
/// <param name="For">Who typed it; null for whoever is signed in. Another person on the same phone must not be recorded by it.</param>
public sealed record AttendanceBody(string? Code, DateTimeOffset? TypedAt, Guid? For);

/// <summary>What was recorded, in words.</summary>
/// <param name="Sentence">Says it to the person.</param>
/// <param name="At">When.</param>
public sealed record AttendanceRecorded(string Sentence, DateTimeOffset At);

/// <summary>The codes of the next hours: a page that holds them needs no network any more.</summary>
/// <param name="Now">The hub's clock, in milliseconds since 1970.</param>
/// <param name="FirstStep">The number of the first code's minute, counted from 1970.</param>
/// <param name="Qr">For each code the squares of its QR code, row by row, one bit each, as Base64; <paramref name="Size"/> squares a side.</param>
public sealed record ScreenCodes(long Now, long FirstStep, int StepSeconds, int Size, ImmutableArray<string> Codes, ImmutableArray<string> Qr);

/// <summary>Attendance for programs and islands: codes that waited in an outbox, the screen's codes, the table for a spreadsheet.</summary>
public static class AttendanceEndpoints
{
    /// <summary>How many hours of codes a screen holds: a half day with room.</summary>
    private const int Hours = 6;

    private const long MaxBodyBytes = 4 * 1024;

    public static IServiceCollection AddAttendance(this IServiceCollection services) => services.AddScoped<AttendanceDoor>();

    public static IEndpointRouteBuilder MapAttendance(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/here/{code}/confirmations", ConfirmAsync).RequireAuthorization(Policies.Learner).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        routes.MapGet("/cohorts/{id:guid}/attendance/{half}/codes", CodesAsync).RequireAuthorization(Policies.Learner);
        routes.MapGet("/cohorts/{id:guid}/attendance.csv", ExportAsync).RequireAuthorization(Policies.Learner);
        return routes;
    }

    private static async Task<IResult> ConfirmAsync(string code, AttendanceBody body, AttendanceDoor door, IGrainFactory grains, Texts texts, TimeProvider clock, HttpContext http)
    {
        if (body.For is { } typist && typist != http.User.LearnerId().Value)
            return Refused(texts, new Refusal("attendance.not-you", "Somebody else typed this code on this phone. It goes out when that person signs in here again."), StatusCodes.Status403Forbidden);
        if (await grains.FindCodeAsync(code) is not JoinCodeTarget.Workshop workshop)
            return Refused(texts, new Refusal("attendance.no-workshop", "This workshop is over, or its code is mistyped. Nothing was recorded."), StatusCodes.Status404NotFound);
        var reply = await door.ConfirmAsync(workshop.Cohort, body.Code, body.TypedAt, http);
        return reply.Reply.Refusal is { } refusal
            ? Refused(texts, refusal, refusal == AttendanceDoor.TooOften ? StatusCodes.Status429TooManyRequests : StatusCodes.Status409Conflict)
            : TypedResults.Ok(new AttendanceRecorded(Say(texts, reply), clock.GetUtcNow()));
    }

    internal static string Say(Texts texts, AttendanceReply reply) => reply.Present
        ? texts["You are present: {0}.", HalfDays.Name(texts, reply.HalfDay!.Value)]
        : texts["Your code for {0} is kept, but your facilitator has marked you absent. Speak with your facilitator.", HalfDays.Name(texts, reply.HalfDay!.Value)];

    private static async Task<IResult> CodesAsync(Guid id, string half, AttendanceDoor door, AttendanceCodes codes, OwnAttendanceQuery own, Texts texts, TimeProvider clock, HttpContext http)
    {
        if (await door.RunAsync(new(id), http) is not { } cohort || HalfDay.TryParse(half) is not { } halfDay) return Results.NotFound();
        var now = clock.GetUtcNow();
        if ((await own.FindAsync(cohort.Id, null, now, http.RequestAborted))?.Open != halfDay)
            return Refused(texts, new Refusal("attendance.not-open", "This half day is not open, so it has no codes now. Open it on its page."), StatusCodes.Status409Conflict);
        var first = RotatingCode.StepOf(now);
        var list = codes.Of(cohort.Id).From(halfDay, first, Hours * 3600 / RotatingCode.StepSeconds);
        var squares = list.Select(code => QrSquares.Of(HereAddress.Of(http.Request, cohort.Code, code))).ToList();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new ScreenCodes(now.ToUnixTimeMilliseconds(), first, RotatingCode.StepSeconds, squares[0].Size, list, [.. squares.Select(qr => qr.ToBase64())]));
    }

    private static async Task<IResult> ExportAsync(Guid id, AttendanceDoor door, AttendanceQuery attendance, IGrainFactory grains, HttpContext http)
    {
        if (await door.RunAsync(new(id), http) is not { } cohort) return Results.NotFound();
        await grains.GetGrain<IExportsGrain>(http.User.LearnerId().Value).Made(ExportKind.Attendance, id);
        var file = await AttendanceFile.OfAsync(cohort, attendance, http.RequestAborted);
        return TypedResults.File(file, "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"attendance-{cohort.StartsOn:yyyy-MM-dd}-{cohort.Code}.csv"));
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Refused(Texts texts, Refusal refusal, int status) =>
        TypedResults.Problem(title: texts.Say(refusal), type: refusal.Code, statusCode: status);
}
