using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using LearningHub.Web.Hosting;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Live;

/// <summary>The host's page: what it looks at, and what its forms do.</summary>
public sealed partial class LiveHostPage
{
    private LiveSessionId? session;
    private LiveHostState? state;
    private LiveHostWords words = null!;
    private Module? module;
    private string joinCode = "";
    private string hostLink = "";
    private string? claim;
    private string? refusal;
    private bool isQuestion;

    [Parameter] public string Code { get; set; } = "";
    [SupplyParameterFromQuery] private string? Claim { get; set; }
    [SupplyParameterFromForm(FormName = "step")] private string? Sent { get; set; }
    [SupplyParameterFromForm(FormName = "more-steps", Name = "Sent")] private string? More { get; set; }
    [SupplyParameterFromForm(FormName = "hands")] private HandsForm? Hands { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private LiveHostView view => state!.View;

    private LiveMessage.TallyChanged tally => state!.Tally;

    protected override async Task OnInitializedAsync()
    {
        session = await Door.FindAsync(Code);
        if (session is not { } room)
        {
            Http.AnswerWith(StatusCodes.Status404NotFound);
            return;
        }

        joinCode = JoinCode.Read(Code)!;
        claim = Claim ?? LiveHostClaim.Read(Http.Request);
        if (!await Door.IsHostAsync(room, claim, Http.User))
        {
            Http.AnswerWith(StatusCodes.Status403Forbidden);
            return;
        }

        Http.Response.Headers.CacheControl = "no-store";
        if (Claim is not null) // out of the address, where histories and logs would keep it
        {
            LiveHostClaim.Keep(Http, joinCode, Claim);
            Navigation.NavigateTo($"/live/{joinCode}/host");
        }

        hostLink = $"{Navigation.BaseUri}live/{joinCode}/host?claim={Door.HostClaim(room)}";
        await LookAsync(room);
    }

    private async Task LookAsync(LiveSessionId room)
    {
        state = await Desk.StateAsync(room);
        words = new(T, view);
        module = view.Module is { } version ? Library.Find(version) : null;
        isQuestion = words.Current is { } line && LiveHostWords.IsQuestion(line.Kind);
    }

    private Task StepAsync() => DoAsync(room => Desk.StepAsync(room, Sent));

    private Task MoreAsync() => DoAsync(room => Desk.StepAsync(room, More));

    private Task CountAsync() => DoAsync(room => Desk.CountAsync(room, state!.Snapshot, Hands?.Activity, Hands?.Counts ?? []));

    private async Task DoAsync(Func<LiveSessionId, Task<Refusal?>> act)
    {
        if (session is not { } room || state is null) return;
        refusal = T.Say(await act(room));
        if (refusal is null) Navigation.NavigateTo($"/live/{joinCode}/host");
    }

    private string Host() => new Uri(Navigation.BaseUri).Authority;

    private string Talk()
    {
        var right = tally.Counts?.Where(count => RightBefore.Contains(count.Key)).Sum(count => count.Value) ?? 0;
        return tally.Answered == 0 ? T["Nobody has voted yet."]
            : (100 * right / tally.Answered) switch
            {
                > 80 => T["More than 80 in 100 are right already: talking will change little. You may show the result now."],
                < 30 => T["Fewer than 30 in 100 are right: explain first, since few can help their neighbour."],
                _ => T["Between 30 and 80 in 100 are right: talking in pairs helps most now."],
            };
    }

    private IEnumerable<string> RightBefore => view.RightOptions;

    private static IEnumerable<(string Id, string Text)> Counted(ShownActivity activity, ImmutableSortedDictionary<string, int> counts) =>
        activity.Options.IsEmpty ? counts.OrderByDescending(count => count.Value).Take(20).Select(count => (count.Key, count.Key))
            : activity.Options.Select(option => (option.Id, option.Text));

    private static bool CanCountHands(LiveSnapshot snapshot) =>
        snapshot is { Phase: LivePhase.Open or LivePhase.Closed or LivePhase.Revealed, Activity: { Kind: "single" or "poll" or "multiple" or "trueFalse" or "takeaways" or "priorities" } };

    /// <summary>An attribute's name is lower case and holds no sign that HTML gives a meaning; a value that has one is simply not counted live.</summary>
    private static Dictionary<string, object> Count(string id) =>
        id.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-') ? new() { [$"data-count-{id}"] = "" } : [];

    private sealed class HandsForm
    {
        public string? Activity { get; set; }
        public List<string?>? Counts { get; set; }
    }
}
