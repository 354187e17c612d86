using System.Globalization;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Identity;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cascade;

/// <summary>One line as typed from a sheet.</summary>
/// <param name="Code">The coupon's number on the print, or its code.</param>
/// <param name="Letters">A letter for each question, or empty.</param>
public sealed record SheetLine(string Code, string Name, string Letters)
{
    public static SheetLine Empty => new("", "", "");

    public bool IsEmpty => Code.Length + Name.Length + Letters.Length == 0;

    /// <summary>Line number <paramref name="i"/> of a form, counted from 0.</summary>
    public static SheetLine In(Func<string, string?> field, int i)
    {
        string Field(string name) => (field(string.Create(CultureInfo.InvariantCulture, $"{name}-{i}")) ?? "").Trim();
        return new(Field("code"), Field("name"), Field("letters"));
    }
}

/// <summary>Keeps sheets of a session that were filled in with a pen. The same sheet typed twice is one sheet.</summary>
public sealed class PaperSheets(CascadeSessionQuery sessions, CouponDoor door, Learners learners, PersonNames names, IGrainFactory grains, Texts texts)
{
    private static readonly Refusal NoSuchCoupon = new("cascade.coupon-unknown", "no coupon of this session has this number or code.");
    private static readonly Refusal Used = new("cascade.coupon-used", "this coupon is used already. Put the sheet aside.");

    /// <param name="by">Who typed it; the caller vouches that this person may.</param>
    public async Task<Refusal?> KeepAsync(SessionView session, SheetLine line, LearnerId by)
    {
        if (Find(session, line.Code) is not { } coupon) return NoSuchCoupon;
        return await KeepAsync(session, coupon, line.Name, line.Letters, by);
    }

    /// <summary>Names that a trainer took down where nobody had a coupon: each gets the next coupon of the session, and waits on the trainer's list (T1).</summary>
    /// <param name="batch">Made from the session, so that the same list sent twice makes its coupons once.</param>
    public async Task<Refusal?> ListAsync(CascadeSessionId session, Guid batch, IReadOnlyList<string> list, LearnerId trainer)
    {
        if ((await grains.GetGrain<ICascadeSessionGrain>(session.Value).IssueCoupons(batch, list.Count, trainer)).Refusal is { } refusal) return refusal;
        if (await sessions.FindAsync(session) is not { } view) return NoSuchCoupon;
        foreach (var (name, coupon) in list.Zip(view.Coupons.OrderBy(coupon => coupon.Place)))
            if (await KeepAsync(view, coupon, name, null, trainer) is { } no) return new Refusal(no.Code, $"Name {coupon.Place} on your list was not kept: {texts.Say(no)}");
        return null;
    }

    private async Task<Refusal?> KeepAsync(SessionView session, CouponLine coupon, string typed, string? letters, LearnerId by)
    {
        if (!PersonName.TryParse(typed, out var name, out var refusal)) return refusal;
        var listed = (await sessions.SheetsAsync(session.Line.Id)).FirstOrDefault(sheet => sheet.Coupon == coupon.Number)?.Learner;
        var made = door.OnSheetOf(coupon.Number);
        if (listed is null && coupon.RedeemedBy is { } owner && (owner != made || await names.OfAsync(made) != name)) return Used; // the same sheet sent twice is no second one
        var learner = listed ?? new((await learners.WelcomeAsync(name, made)).Id);
        return (await grains.GetGrain<ICascadeSessionGrain>(session.Line.Id.Value).TypePaper(coupon.Number, learner, letters, by)).Refusal;
    }

    /// <summary>By its number on the print, or by its code.</summary>
    private static CouponLine? Find(SessionView session, string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place < 10_000
            ? session.Coupons.FirstOrDefault(coupon => coupon.Place == place)
            : JoinCode.Read(typed) is { } code ? session.Coupons.FirstOrDefault(coupon => coupon.Code == code) : null;
}
