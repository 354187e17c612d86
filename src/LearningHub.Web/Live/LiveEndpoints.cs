using System.Security.Claims;
using LearningHub.Domain.Audit;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Audit;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LearningHub.Web.Live;

/// <summary>The live room over plain HTTP with JSON: for programs, and for phones whose network lets no WebSocket through.</summary>
/// <remarks>Every body must say that it is JSON, which a form of another site can't; so a cookie alone never answers for somebody.</remarks>
public static class LiveEndpoints
{
    private const long MaxBodyBytes = 16 * 1024;

    public static IEndpointRouteBuilder MapLiveRoom(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<LiveHub>("/hubs/live", options =>
        {
            options.ApplicationMaxBufferSize = LiveWire.MaxMessageBytes;
            options.AllowStatefulReconnects = false; // coming back rests on claims and snapshots alone
        });
        routes.MapPost("/api/live", StartAsync).RequireAuthorization(Policies.Facilitator).RequireRateLimiting(Rates.Create).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        var room = routes.MapGroup("/live/{code}").AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        room.MapGet("/state", StateAsync);
        room.MapGet("/missed", MissedAsync);
        room.MapGet("/shown", ShownAsync);
        room.MapPost("/participants", JoinAsync).RequireRateLimiting(Rates.Join);
        room.MapPost("/answers", AnswerAsync);
        room.MapWalls();
        room.MapGet("/host/state", HostStateAsync);
        room.MapGet("/answers.csv", (string code, HttpContext http, LiveHostDesk desk, LiveDoor door, Texts texts) =>
            ExportAsync(code, http, desk, door, record => TypedResults.File(LiveExport.AnswersCsv(texts, record), "text/csv; charset=utf-8", $"live-{record.Code}.csv")));
        room.MapGet("/answers.xlsx", (string code, HttpContext http, LiveHostDesk desk, LiveDoor door, Texts texts) =>
            ExportAsync(code, http, desk, door, record => TypedResults.File(LiveExport.Workbook(texts, record), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"live-{record.Code}.xlsx")));
        return routes;
    }

    private static async Task<IResult> StartAsync(LiveStartBody body, LiveStarter starter, LiveDoor door, ClaimsPrincipal person)
    {
        var (started, refusal) = await starter.StartAsync(body.Module, body.Plan, body.Run, person.LearnerId());
        return started is null ? Refused(door, refusal!) : TypedResults.Json(started, LiveWire.Json, statusCode: StatusCodes.Status201Created);
    }

    private static Task<IResult> StateAsync(string code, HttpRequest request, LiveDoor door, LivePatience patience, ClaimsPrincipal person) =>
        InRoomAsync(code, door, async session =>
        {
            var claim = ClaimOf(request);
            var learner = door.Participant(session, claim, person);
            if (claim is not null && learner is null) return Refused(door, LiveDoor.NotYours, StatusCodes.Status403Forbidden);
            var entry = await patience.CallAsync(session, () => door.Grain(session).Look(learner));
            var participant = entry.Joined ? learner : null;
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            return Json(new LiveJoinReply(session, participant, null, entry.Version, entry.Snapshot));
        });

    private static Task<IResult> MissedAsync(string code, HttpRequest request, LiveDoor door, LivePatience patience, ClaimsPrincipal person) =>
        InRoomAsync(code, door, async session => door.Participant(session, ClaimOf(request), person) is { } learner
            ? Json(await patience.CallAsync(session, () => door.Grain(session).Missed(learner)))
            : Refused(door, LiveDoor.NotYours, StatusCodes.Status403Forbidden));

    private static Task<IResult> ShownAsync(string code, LiveDoor door, LivePatience patience) =>
        InRoomAsync(code, door, async session => Json(await patience.CallAsync(session, () => door.Grain(session).Shown())));

    private static Task<IResult> JoinAsync(string code, LiveJoinBody body, LiveDoor door, ClaimsPrincipal person) =>
        InRoomAsync(code, door, async session =>
        {
            var reply = await door.JoinAsync(session, door.Recognise(session, body.Name, body.Claim, person), people: body.People);
            return reply.Refusal is { } refusal ? Problem(refusal, StatusCodes.Status409Conflict) : Json(reply);
        });

    private static Task<IResult> AnswerAsync(string code, LiveAnswerBody body, HttpRequest request, LiveDoor door, ClaimsPrincipal person) =>
        InRoomAsync(code, door, async session =>
        {
            if (door.Participant(session, body.Claim ?? ClaimOf(request), person) is not { } learner)
                return Refused(door, LiveDoor.NotYours, StatusCodes.Status403Forbidden);
            var answered = await door.AnswerAsync(session, learner, body.AnswerId, body.ActivityId, body.Response);
            return TypedResults.Json(answered, LiveWire.Json, statusCode: answered.Status == LiveAnswerStatus.Refused ? StatusCodes.Status409Conflict : null);
        });

    private static Task<IResult> HostStateAsync(string code, HttpRequest request, LiveHostDesk desk, LiveDoor door, ClaimsPrincipal person) =>
        InRoomAsync(code, door, async session => await door.IsHostAsync(session, ClaimOf(request) ?? LiveHostClaim.Read(request), person)
            ? Json(await desk.StateAsync(session))
            : Refused(door, LiveDoor.NotHost, StatusCodes.Status403Forbidden));

    private static Task<IResult> ExportAsync(string code, HttpContext http, LiveHostDesk desk, LiveDoor door, Func<LiveRecord, IResult> file) =>
        InRoomAsync(code, door, async session =>
        {
            if (!await door.IsHostAsync(session, LiveHostClaim.Read(http.Request), http.User)) return Refused(door, LiveDoor.NotHost, StatusCodes.Status403Forbidden);
            if (http.User.FindLearnerId() is { } by) await http.RequestServices.GetRequiredService<IGrainFactory>().GetGrain<IExportsGrain>(by.Value).Made(ExportKind.LiveSession, session.Value);
            http.Response.Headers.CacheControl = "no-store";
            return file(await desk.RecordAsync(session));
        });

    internal static async Task<IResult> InRoomAsync(string code, LiveDoor door, Func<LiveSessionId, Task<IResult>> inRoom)
    {
        try
        {
            return await door.FindAsync(code) is { } session ? await inRoom(session) : Refused(door, LiveDoor.UnknownCode, StatusCodes.Status404NotFound);
        }
        catch (LiveUnreachableException)
        {
            return Refused(door, LiveUnreachableException.Refusal, StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>A claim travels in the Authorization header, never in an address, where logs would keep it.</summary>
    internal static string? ClaimOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { Length: > 7 } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    internal static JsonHttpResult<T> Json<T>(T value) => TypedResults.Json(value, LiveWire.Json);

    internal static ProblemHttpResult Refused(LiveDoor door, Refusal refusal, int status = StatusCodes.Status409Conflict) => Problem(door.Say(refusal), status);

    internal static ProblemHttpResult Refused(Texts texts, Refusal refusal, int status = StatusCodes.Status409Conflict) => Problem(new(refusal.Code, texts.Say(refusal)), status);

    private static ProblemHttpResult Problem(LiveRefusal refusal, int status) => TypedResults.Problem(title: refusal.Message, type: refusal.Code, statusCode: status);
}
