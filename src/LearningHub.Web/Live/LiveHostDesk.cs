using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains;
using LearningHub.Grains.Live;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Live;

/// <summary>What the host's page shows: the room, and the names of those in it.</summary>
public sealed class LiveHostDesk(LiveDoor door, LivePatience patience, PresentPeopleQuery names)
{
    public async Task<LiveHostState> StateAsync(LiveSessionId session)
    {
        var view = await patience.CallAsync(session, () => door.Grain(session).LookAsHost());
        var present = await patience.CallAsync(session, () => door.Grain(session).Present());
        var known = await names.OfAsync([.. present.Select(person => person.Learner)]);
        var teams = view.Teams.ToDictionary(team => team.Learner, team => team.People);
        return new(session, view.Version, view.Snapshot, view.Tally, view.Next,
            [.. present
                .Select(person => new LivePersonShown(
                    person.Learner, known.GetValueOrDefault(person.Learner, "Somebody whose name was erased"), person.Connected, teams.TryGetValue(person.Learner, out var people) ? people : null))
                .OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(person => person.ParticipantId.Value)])
        {
            View = view,
        };
    }

    /// <summary>Carries out the step a form asked for. Each is named for what it leads to, so that a double press does nothing twice.</summary>
    /// <param name="step">For example <c>close</c> or <c>open LM-L03</c>.</param>
    public async Task<Refusal?> StepAsync(LiveSessionId session, string? step)
    {
        var grain = door.Grain(session);
        var command = Guid.CreateVersion7();
        var reply = await patience.CallAsync(session, () => step?.Split(' ') switch
        {
            ["open", { Length: > 0 and <= 64 } activity] => grain.Open(activity, command),
            ["close"] => grain.Close(command),
            ["talk"] => grain.Talk(command),
            ["reveal"] => grain.Reveal(command),
            ["end"] => grain.End(command),
            _ => Task.FromResult(new Reply(0, new("live.no-such-step", "This step is not known. Load the page again and use its buttons."))),
        });
        return reply.Refusal;
    }
}

/// <summary>The host claim as a cookie: it came in an address once, and must not stay there.</summary>
public static class LiveHostClaim
{
    private const string Cookie = "live-host";

    public static string? Read(HttpRequest request) => request.Cookies[Cookie];

    public static void Keep(HttpContext context, string code, string claim) => context.Response.Cookies.Append(Cookie, claim, new()
    {
        Path = $"/live/{code}",
        HttpOnly = true,
        Secure = context.Request.IsHttps,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    });
}
