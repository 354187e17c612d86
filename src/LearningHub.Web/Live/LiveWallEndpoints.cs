using System.Globalization;
using System.Security.Claims;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Web.Hosting;
using LearningHub.Web.Languages;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningHub.Web.Live;

/// <summary>Body of <c>POST /live/{code}/posts</c>.</summary>
public sealed record LivePostBody(string? PostId, string? ActivityId, string? Text, bool? Named, string? Claim);

/// <summary>Body of <c>POST /live/{code}/votes</c>.</summary>
public sealed record LiveVoteBody(string? ActivityId, string? PostId, bool? On, string? Claim);

/// <summary>Body of <c>POST /live/{code}/withdrawals</c>.</summary>
public sealed record LiveWithdrawalBody(string? ActivityId, string? PostId, string? Claim);

/// <summary>Answer to <c>GET /live/{code}/posts</c>.</summary>
/// <param name="Open">People may write and vote now.</param>
public sealed record LiveWallShown(long Version, ShownActivity Activity, bool Open, ShownWall Wall);

/// <summary>Walls over plain HTTP with JSON, and what they leave behind as CSV.</summary>
internal static class LiveWallEndpoints
{
    public static void MapWalls(this RouteGroupBuilder room)
    {
        room.MapGet("/posts", PostsAsync);
        room.MapPost("/posts", PostAsync);
        room.MapPost("/votes", VoteAsync);
        room.MapPost("/withdrawals", WithdrawAsync);
        room.MapGet("/host/priorities.csv", PrioritiesAsync);
    }

    /// <summary>One wall, the current one unless another is named; for its host what waits too.</summary>
    private static Task<IResult> PostsAsync(string code, string? activity, HttpRequest request, LiveDoor door, LiveWallDesk walls, LivePatience patience, ClaimsPrincipal person) =>
        LiveEndpoints.InRoomAsync(code, door, async session =>
        {
            var claim = LiveEndpoints.ClaimOf(request);
            var host = await door.IsHostAsync(session, claim ?? LiveHostClaim.Read(request), person);
            var learner = host && claim is not null ? null : door.Participant(session, claim, person);
            if (claim is not null && learner is null && !host) return LiveEndpoints.Refused(door, LiveDoor.NotYours, StatusCodes.Status403Forbidden);
            var wanted = activity ?? (await patience.CallAsync(session, () => door.Grain(session).Look(null))).Snapshot?.Wall?.ActivityId;
            request.HttpContext.Response.Headers.CacheControl = "no-store";
            if (wanted is not { Length: > 0 and <= 64 }) return LiveEndpoints.Refused(door, LiveWallDesk.NoSuchWall, StatusCodes.Status404NotFound);
            var entry = await walls.WallAsync(session, wanted, learner, host);
            return entry.Wall is { } wall ? LiveEndpoints.Json(new LiveWallShown(entry.Version, entry.Activity!, entry.Open, wall)) : LiveEndpoints.Refused(door, LiveWallDesk.NoSuchWall, StatusCodes.Status404NotFound);
        });

    private static Task<IResult> PostAsync(string code, LivePostBody body, HttpRequest request, LiveDoor door, LiveWallDesk walls, ClaimsPrincipal person) =>
        AsParticipantAsync(code, body.Claim, request, door, person, async (session, learner) =>
        {
            var posted = await walls.PostAsync(session, learner, body.PostId, body.ActivityId, body.Text, body.Named == true);
            return Said(posted, posted.Status);
        });

    private static Task<IResult> VoteAsync(string code, LiveVoteBody body, HttpRequest request, LiveDoor door, LiveWallDesk walls, ClaimsPrincipal person) =>
        AsParticipantAsync(code, body.Claim, request, door, person, async (session, learner) =>
        {
            var voted = await walls.SupportAsync(session, learner, body.ActivityId, body.PostId, body.On == true);
            return Said(voted, voted.Status);
        });

    private static Task<IResult> WithdrawAsync(string code, LiveWithdrawalBody body, HttpRequest request, LiveDoor door, LiveWallDesk walls, ClaimsPrincipal person) =>
        AsParticipantAsync(code, body.Claim, request, door, person, async (session, learner) =>
        {
            var withdrawn = await walls.TakeBackAsync(session, learner, body.ActivityId, body.PostId);
            return Said(withdrawn, withdrawn.Status);
        });

    private static JsonHttpResult<T> Said<T>(T reply, LiveAnswerStatus status) =>
        TypedResults.Json(reply, LiveWire.Json, statusCode: status == LiveAnswerStatus.Refused ? StatusCodes.Status409Conflict : null);

    /// <summary>A priorities vote whose result was shown, as a plan of work with the owners and dates written beside it so far.</summary>
    private static Task<IResult> PrioritiesAsync(string code, string? activity, HttpRequest request, LiveDoor door, LivePatience patience, ClaimsPrincipal person, Texts texts) =>
        LiveEndpoints.InRoomAsync(code, door, async session =>
        {
            if (!await door.IsHostAsync(session, LiveEndpoints.ClaimOf(request) ?? LiveHostClaim.Read(request), person))
                return LiveEndpoints.Refused(door, LiveDoor.NotHost, StatusCodes.Status403Forbidden);
            var record = await patience.CallAsync(session, () => door.Grain(session).Record());
            if (record.Plan.FirstOrDefault(planned => planned.Id == activity && planned.Kind == ActivityKind.Priorities) is not { } vote
                || record.Results.FirstOrDefault(result => result.ActivityId == vote.Id) is not { } result)
                return LiveEndpoints.Refused(door, new Refusal("live.no-result", "This vote has no result yet. Show it to the room first."), StatusCodes.Status404NotFound);
            var table = new CsvTable([texts["action"], texts["votes"], texts["owner"], texts["date"]]);
            var actions = record.Actions.GetValueOrDefault(vote.Id);
            foreach (var (option, votes) in LivePriorities.Rows(vote.Shown(), result))
            {
                var planned = actions?.GetValueOrDefault(option.Id);
                table.Add(option.Text, votes.ToString(CultureInfo.InvariantCulture), planned?.Owner ?? "", planned?.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
            }

            return TypedResults.File(table.ToBytes(), "text/csv; charset=utf-8", $"priorities-{code}.csv");
        });

    private static Task<IResult> AsParticipantAsync(string code, string? claim, HttpRequest request, LiveDoor door, ClaimsPrincipal person, Func<LiveSessionId, LearnerId, Task<IResult>> act) =>
        LiveEndpoints.InRoomAsync(code, door, async session => door.Participant(session, claim ?? LiveEndpoints.ClaimOf(request), person) is { } learner
            ? await act(session, learner)
            : LiveEndpoints.Refused(door, LiveDoor.NotYours, StatusCodes.Status403Forbidden));
}
