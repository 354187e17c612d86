using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cascade;

/// <summary>A coupon that somebody holds in her hand.</summary>
/// <param name="Typed">It came in as six signs, not as a link.</param>
public sealed record FoundCoupon(SessionView Session, CouponLine Line, Module Module, bool Typed)
{
    public string TrainersIn(Texts texts) => Wording.Names(texts, Session.TrainerNames);

    /// <summary>Why nobody can confirm with it any more, or null.</summary>
    public Refusal? Closed(DateTimeOffset now) =>
        Line.RedeemedBy is not null ? CascadeSession.CouponUsed : Line.ExpiresAt < now ? CascadeSession.CouponExpired(Line.ExpiresAt) : null;
}

/// <summary>The way in for coupons: finding them by link or code without letting anybody guess, and knowing one phone from another.</summary>
public sealed class CouponDoor(IGrainFactory grains, CouponLinks links, CascadeSessionQuery sessions, ContentLibrary library, Guesses guesses, Seal seal)
{
    private const string TokenPurpose = "coupon-kept";
    private const string ColleaguePurpose = "coupon-colleague";
    private const string SheetPurpose = "coupon-sheet";
    private const string PhoneCookie = "hub-coupon-phone";
    private static readonly TimeSpan PhoneLifetime = TimeSpan.FromDays(400);

    /// <summary>What a link's secret or a typed code leads to, or why it leads nowhere. Wrong ones are counted against the address they come from.</summary>
    public async Task<(FoundCoupon? Coupon, Refusal? Refusal)> FindAsync(string typed, HttpContext context)
    {
        if (guesses.AreSpent(Guesses.Code, context.Address(), out var wait))
        {
            context.AnswerWith(StatusCodes.Status429TooManyRequests);
            context.Response.RetryAfter(wait);
            return (null, new Refusal("cascade.too-many-tries", "There were too many wrong codes from your network. Wait ten minutes."));
        }

        var isCode = JoinCode.Read(typed) is not null;
        var (target, refusal) = isCode ? (await grains.FindCodeAsync(typed) as JoinCodeTarget.Coupon, null) : links.Open(typed);
        if (target is not null && await sessions.FindAsync(target.Session, context.RequestAborted) is { } view && library.Find(view.Line.Module) is { } module
            && view.Coupons.FirstOrDefault(coupon => coupon.Number == target.Number) is { } line)
            return (new(view, line, module, isCode), null);
        guesses.Wrong(Guesses.Code, context.Address());
        context.AnswerWith(StatusCodes.Status404NotFound);
        return (null, refusal ?? CouponLinks.Unknown);
    }

    /// <summary>Remembers this phone, so that many confirmations from one can be asked about. Only a keyed hash of it is kept.</summary>
    public static string PhoneOf(HttpContext context)
    {
        if (context.Request.Cookies.TryGetValue(PhoneCookie, out var known) && Guid.TryParse(known, out var id)) return id.ToString();
        if (context.Items[PhoneCookie] is string given) return given; // several of one batch come from one phone
        var phone = Guid.NewGuid().ToString();
        context.Items[PhoneCookie] = phone;
        context.Response.Cookies.Append(PhoneCookie, phone, new()
        {
            HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, Path = "/", MaxAge = PhoneLifetime, IsEssential = true,
        });
        return phone;
    }

    /// <summary>Names somebody new before she has a name: carried by the page of her coupon, so that what waited on her phone makes one person, however often it is sent.</summary>
    public string NewToken(Guid coupon) => seal.For(TokenPurpose, coupon.ToString(), Guid.CreateVersion7());

    /// <summary>Whom a token names, or null when this hub did not make it for this coupon.</summary>
    public LearnerId? PersonOf(Guid coupon, string? token) => seal.Open(TokenPurpose, coupon.ToString(), token) is { } id ? new(id) : null;

    /// <summary>Who confirms with this coupon by a form on somebody else's phone: sent twice, she is one person. Null for a form without a token.</summary>
    public LearnerId? ColleagueOf(Guid coupon, string? token) => Guid.TryParse(token, out var made) ? new(seal.IdFor(ColleaguePurpose, $"{made} {coupon}")) : null;

    /// <summary>Whose name stands on the paper sheet of this coupon: typed twice, she is one person, and nobody who is here already.</summary>
    public LearnerId OnSheetOf(Guid coupon) => new(seal.IdFor(SheetPurpose, coupon.ToString()));

    /// <summary>The answers in a check's form.</summary>
    public static Dictionary<string, string> AnswersIn(IFormCollection form) =>
        form.Where(field => field.Key.StartsWith("item-", StringComparison.Ordinal)).ToDictionary(field => field.Key["item-".Length..], field => field.Value.ToString());
}
