using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Live;

/// <summary>Paper sheets of a live session: what may be typed, and keeping it.</summary>
public sealed partial class LiveSheetsPage
{
    private readonly List<string> refusals = [];
    private LiveSessionId? session;
    private string joinCode = "";
    private Guid learner;
    private ImmutableArray<PlannedActivity> questions = [];
    private ImmutableArray<PlannedActivity> asked = [];
    private ImmutableArray<LivePersonShown> people = [];

    [Parameter] public string Code { get; set; } = "";
    [SupplyParameterFromQuery] private int? Kept { get; set; }
    [SupplyParameterFromForm] private SheetForm? Sent { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        session = await Door.HostOfAsync(Code, Http);
        if (session is not { } room) return;
        joinCode = JoinCode.Read(Code)!;
        learner = Sent?.Learner is { } sent && sent != default ? sent : Guid.CreateVersion7();
        Http.Response.Headers.CacheControl = "no-store";
        var record = await Desk.RecordAsync(room);
        questions = [.. record.Plan.Where(planned => planned.Kind.TakesAnswers())];
        asked = [.. questions.Where(planned => record.Asked.Contains(planned.Id))];
        people = (await Desk.StateAsync(room)).People;
    }

    private async Task KeepAsync()
    {
        if (session is not { } room || Sent is not { } sent) return;
        var (kept, wrong) = await Desk.KeepSheetAsync(room, new(learner), sent.Name, people, asked, sent.Answers ?? []);
        refusals.AddRange(wrong);
        if (wrong.Count == 0) Navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/live/{joinCode}/sheets?kept={kept}"));
    }

    private string Hint(PlannedActivity planned) => planned switch
    {
        { SecondVoteOf: not null } => T["Second vote. {0}", Letters(planned)],
        { Kind: ActivityKind.Matching } => T["The number that belongs to each of {0}, in this order: {1}", Letters(planned), string.Concat(planned.Choices.Select(choice => choice.Id))],
        _ when planned.Kind.TakesOrder() => T["All letters in the person's order, of {0}", Letters(planned)],
        _ when planned.Kind.TakesOptions() => planned.Most > 1 ? T["Up to {0} letters of {1}", planned.Most, Letters(planned)] : Letters(planned),
        _ when planned.Kind.TakesNumber() => T["A number"],
        _ => T["The words"],
    };

    private static string Letters(PlannedActivity planned) => string.Join(' ', planned.Options.Select(option => option.Id.ToUpperInvariant()));

    private sealed class SheetForm
    {
        public Guid Learner { get; set; }
        public string? Name { get; set; }
        public List<string?>? Answers { get; set; }
    }
}
