using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cascade;

/// <summary>Sheets of a session that were filled in with a pen, a line for each.</summary>
public sealed partial class PaperPage(
    IGrainFactory grains, CascadeSessionQuery sessions, CouponDoor door, ContentLibrary library, Learners learners, PersonNames names, NavigationManager navigation)
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
            var line = SheetLine.In(form, i);
            if (line.IsEmpty) continue;
            if (await KeepAsync(line) is { } refusal) left.Add((line, $"{line.Code} {line.Name}: {refusal.Message}"));
            else keptNow++;
        }

        if (left.Count == 0) navigation.NavigateTo(string.Create(CultureInfo.InvariantCulture, $"/cascade/sessions/{Id}/paper?kept={keptNow}"));
        Wrong = [.. left.Select(line => line.Why)];
        lines = [.. left.Select(line => line.Line), .. Enumerable.Range(0, Lines - left.Count).Select(_ => SheetLine.Empty)];
        sheets = await sessions.SheetsAsync(new(Id));
    }

    private async Task<Refusal?> KeepAsync(SheetLine line)
    {
        if (Find(line.Code) is not { } coupon) return new("cascade.coupon-unknown", "no coupon of this session has this number or code.");
        if (!PersonName.TryParse(line.Name, out var name, out var refusal)) return refusal;
        var listed = sheets.FirstOrDefault(sheet => sheet.Coupon == coupon.Number)?.Learner;
        var made = door.OnSheetOf(coupon.Number);
        if (listed is null && coupon.RedeemedBy is { } by && (by != made || await names.OfAsync(made) != name))
            return new("cascade.coupon-used", "this coupon is used already. Put the sheet aside."); // the same sheet sent twice is no second one
        var learner = listed ?? new((await learners.WelcomeAsync(name, made)).Id);
        return (await grains.GetGrain<ICascadeSessionGrain>(Id).TypePaper(coupon.Number, learner, line.Letters, Http.User.LearnerId())).Refusal;
    }

    private async Task SeeAsync()
    {
        if (session is null || !Guid.TryParse(Http.Request.Form["coupon"], out var coupon)) return;
        if ((await grains.GetGrain<ICascadeSessionGrain>(Id).SeePaper(coupon, Http.User.LearnerId())).Refusal is { } refusal) Wrong = [refusal.Message];
        else navigation.NavigateTo($"/cascade/sessions/{Id}/paper?kept=1");
    }

    /// <summary>By its number on the print, or by its code.</summary>
    private CouponLine? Find(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < 10_000
            ? session!.Coupons.FirstOrDefault(coupon => coupon.Place == place)
            : JoinCode.Read(typed) is { } code ? session!.Coupons.FirstOrDefault(coupon => coupon.Code == code) : null;

    /// <summary>One line as typed.</summary>
    private sealed record SheetLine(string Code, string Name, string Letters)
    {
        public static SheetLine Empty => new("", "", "");

        public bool IsEmpty => Code.Length + Name.Length + Letters.Length == 0;

        public static SheetLine In(IFormCollection form, int i)
        {
            string Field(string name) => form[string.Create(CultureInfo.InvariantCulture, $"{name}-{i}")].ToString().Trim();
            return new(Field("code"), Field("name"), Field("letters"));
        }
    }
}
