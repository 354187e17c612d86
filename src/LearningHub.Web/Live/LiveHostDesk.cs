using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Domain.Live;
using LearningHub.Grains;
using LearningHub.Grains.Live;
using LearningHub.Web.Languages;
using Microsoft.EntityFrameworkCore;

namespace LearningHub.Web.Live;

/// <summary>What the host's page shows: the room, and the names of those in it.</summary>
public sealed class LiveHostDesk(LiveDoor door, LivePatience patience, PresentPeopleQuery names, Texts texts)
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
                    person.Learner, known.GetValueOrDefault(person.Learner, texts["Somebody whose name was erased"]), person.Connected, teams.TryGetValue(person.Learner, out var people) ? people : null))
                .OrderBy(person => person.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(person => person.ParticipantId.Value)])
        {
            View = view,
        };
    }

    /// <summary>The session whole.</summary>
    public Task<LiveRecord> RecordAsync(LiveSessionId session) => patience.CallAsync(session, () => door.Grain(session).Record());

    /// <summary>Keeps who does the actions of a priorities vote, and until when. What is wrong with one keeps none of the others back.</summary>
    /// <param name="typed">Option, owner and date (<c>yyyy-MM-dd</c>) of each action.</param>
    public async Task<IReadOnlyList<string>> PlanAsync(LiveSessionId session, string activity, IEnumerable<(string Option, string? Owner, string? Due)> typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var wrong = new List<string>();
        foreach (var (option, owner, due) in typed)
        {
            DateOnly? day = DateOnly.TryParseExact(due, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
            if (day is null && !string.IsNullOrWhiteSpace(due)) wrong.Add(texts["{0} is no date. Write it as year-month-day, for example 2027-03-31.", due]);
            else if ((await patience.CallAsync(session, () => door.Grain(session).PlanAction(activity, option, owner ?? "", day))).Refusal is { } no) wrong.Add(texts.Say(no));
        }

        return wrong;
    }

    /// <summary>Keeps what one paper sheet says: for somebody who is in the room by this name, or for a new participant.</summary>
    /// <param name="learner">The id a new participant gets; the same when the form is sent twice.</param>
    /// <param name="typed">By question, in the order of <paramref name="asked"/>; empty for no answer.</param>
    /// <returns>How many answers are kept, and what was not kept and why.</returns>
    public async Task<(int Kept, IReadOnlyList<string> Wrong)> KeepSheetAsync(
        LiveSessionId session, LearnerId learner, string? name, ImmutableArray<LivePersonShown> people, ImmutableArray<PlannedActivity> asked, IReadOnlyList<string?> typed)
    {
        if (!PersonName.TryParse(name, out var clean, out var refusal)) return (0, [texts.Say(refusal!)]);
        var known = people.Where(person => string.Equals(person.Name, clean, StringComparison.OrdinalIgnoreCase)).ToList();
        if (known.Count > 1) return (0, [texts["{0} people here are called {1}. Write the name with something that tells them apart.", known.Count, clean]]);
        if (known is [var one]) learner = one.ParticipantId;
        var entry = await patience.CallAsync(session, () => door.Grain(session).JoinFromPaper(learner, known.Count == 0 ? clean : null));
        if (entry.Refusal is { } full) return (0, [texts.Say(full)]);

        var (kept, wrong) = (0, new List<string>());
        foreach (var (planned, text) in asked.Zip(typed))
        {
            if (PaperAnswer.Read(planned, text) is not { } response) continue;
            var reply = await patience.CallAsync(session, () => door.Grain(session).Answer(learner, LiveDoor.AnswerId($"paper {learner} {planned.Id}"), planned.Id, response, AnswerMode.Paper));
            if (reply.Refusal is { } no) wrong.Add($"{LiveWords.Prompt(texts, planned.Prompt)} {texts.Say(no)}");
            else kept++;
        }

        return (kept, wrong);
    }

    /// <summary>What the projector shows: its own share of a result, which may differ from what the phones show. Names are those of teams alone, and only once the host shows what they got right.</summary>
    public async Task<(LiveSnapshot Snapshot, LiveMessage.TallyChanged Tally, IReadOnlyList<LiveTeamShown> Teams)> ScreenAsync(LiveSessionId session)
    {
        var view = await patience.CallAsync(session, () => door.Grain(session).LookAsHost());
        var snapshot = view.Snapshot with { Result = view.OnScreen };
        if (snapshot.Teams is not true) return (snapshot, view.Tally, []);
        var known = await names.OfAsync([.. view.Teams.Select(team => team.Learner)]);
        return (snapshot, view.Tally, [.. view.Teams.Select(team => new LiveTeamShown(known.GetValueOrDefault(team.Learner, texts["A team"]), team.Right, team.Judged))]);
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
            ["timer", "off"] => grain.SetTimer(null, command),
            ["timer", var seconds] when int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var some) => grain.SetTimer(some, command),
            ["teams", "on"] => grain.ShowTeams(true),
            ["teams", "off"] => grain.ShowTeams(false),
            ["screen-on", { Length: > 0 and <= 64 } activity] => grain.ShowOnScreen(activity, true),
            ["screen-off", { Length: > 0 and <= 64 } activity] => grain.ShowOnScreen(activity, false),
            ["hide", { Length: > 0 and <= 64 } activity, var answer] when Guid.TryParse(answer, out var id) => grain.HideText(activity, id, true),
            ["show", { Length: > 0 and <= 64 } activity, var answer] when Guid.TryParse(answer, out var id) => grain.HideText(activity, id, false),
            _ => Task.FromResult(new Reply(0, new Refusal("live.no-such-step", "This step is not known. Load the page again and use its buttons."))),
        });
        return reply.Refusal;
    }

    /// <summary>Keeps a count of hands.</summary>
    /// <param name="activity">The activity that the form showed; another one may be open by now.</param>
    /// <param name="typed">By option in the order shown; empty for none.</param>
    public async Task<Refusal?> CountAsync(LiveSessionId session, LiveSnapshot snapshot, string? activity, IReadOnlyList<string?> typed)
    {
        if (snapshot.Activity is not { } shown || shown.ActivityId != activity)
            return new Refusal("live.hands-elsewhere", "Another question is on by now. Count again for this one.");
        var hands = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (option, text) in shown.Options.Zip(typed))
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                return new Refusal("live.hands", $"“{text}” is no whole number. Type how many hands you counted for “{option.Text}”.");
            hands[option.Id] = count;
        }

        return (await patience.CallAsync(session, () => door.Grain(session).CountHands(shown.ActivityId, hands.ToImmutable()))).Refusal;
    }
}

/// <summary>A team as the projector shows it.</summary>
/// <param name="Right">Right answers of <paramref name="Judged"/> questions.</param>
public sealed record LiveTeamShown(string Name, int Right, int Judged);

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
