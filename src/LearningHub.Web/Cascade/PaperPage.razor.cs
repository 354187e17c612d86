using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cascade;

/// <summary>Sheets of a session that were filled in with a pen, a line for each.</summary>
public sealed partial class PaperPage(
    IGrainFactory grains, CascadeSessionQuery sessions, PaperSheets papers, ContentLibrary library, NavigationManager navigation)
{
    /// <summary>Lines offered at once.</summary>
    public const int Lines = 10;

    private SessionView? session;
    private ImmutableArray<WaitingSheet> sheets = [];
    private SheetLine[] lines = [];
    private string title = "";
    private bool taught;
    private int keptNow;

    [Parameter] public Guid Id { get; set; }
    [SupplyParameterFromQuery] public int? Kept { get; set; }
    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    private ImmutableArray<string> Wrong { get; set; } = [];

    protected override async Task OnInitializedAsync()
    {
        if (await sessions.FindAsync(new(Id)) is not { } found || !Http.User.MayTypeSheets(found))
        {
            Http.AnswerWith(StatusCodes.Status404NotFound);
            return;
        }

        Http.Response.Headers.CacheControl = "no-store";
        (session, taught, title) = (found, Http.User.Taught(found), library.Find(found.Line.Module)?.Title ?? found.Line.Module.Module);
        sheets = await sessions.SheetsAsync(found.Line.Id);
        lines = [.. Enumerable.Range(0, Lines).Select(_ => SheetLine.Empty)];
    }

    private async Task KeepAsync()
    {
        if (session is null) return;
        var form = Http.Request.Form;
        var left = new List<(SheetLine Line, string Why)>();
        for (var i = 0; i < Lines; i++)
        {
            var line = SheetLine.In(field => form[field], i);
            if (line.IsEmpty) continue;
            if (await papers.KeepAsync(session, line, Http.User.LearnerId()) is { } refusal) left.Add((line, T["{0} {1}: {2}", line.Code, line.Name, T.Say(refusal)]));
            else keptNow++;
        }

        if (left.Count == 0) navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/cascade/sessions/{Id}/paper?kept={keptNow}"));
        Wrong = [.. left.Select(line => line.Why)];
        lines = [.. left.Select(line => line.Line), .. Enumerable.Range(0, Lines - left.Count).Select(_ => SheetLine.Empty)];
        sheets = await sessions.SheetsAsync(new(Id));
    }

    private async Task SeeAsync()
    {
        if (session is null || !Guid.TryParse(Http.Request.Form["coupon"], out var coupon)) return;
        if ((await grains.GetGrain<ICascadeSessionGrain>(Id).SeePaper(coupon, Http.User.LearnerId())).Refusal is { } refusal) Wrong = [T.Say(refusal)];
        else navigation.NavigateTo($"/cascade/sessions/{Id}/paper?kept=1");
    }
}
