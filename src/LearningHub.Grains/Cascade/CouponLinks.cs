using System.Buffers.Text;
using LearningHub.Domain.Common;
using LearningHub.Grains.Common;

namespace LearningHub.Grains.Cascade;

/// <summary>The secret that a coupon's link and QR code carry: which session, which coupon, and the proof that this hub made it.</summary>
public sealed class CouponLinks(Seal seal)
{
    private const string Purpose = "coupon";

    /// <summary>The last part of the address <c>/confirm/…</c>, 66 characters.</summary>
    public string For(CascadeSessionId session, Guid coupon) => $"{Base64Url.EncodeToString(session.Value.ToByteArray(bigEndian: true))}.{seal.For(Purpose, session.ToString(), coupon)}";

    /// <summary>What a link leads to, or why it leads nowhere. A coupon's secret pasted behind another session's is refused.</summary>
    public (JoinCodeTarget.Coupon? Coupon, Refusal? Refusal) Open(string? link)
    {
        if (link?.Split('.') is not [{ Length: 22 } session, var token] || !Base64Url.IsValid(session)) return (null, Unknown);
        var id = new CascadeSessionId(new(Base64Url.DecodeFromChars(session), bigEndian: true));
        return seal.Open(Purpose, id.ToString(), token) is { } coupon ? (new(id, coupon), null) : (null, OtherSession);
    }

    public static Refusal Unknown => new("cascade.coupon-unknown", "This coupon is not known, or its time is over. Check the code, or scan the square on your coupon again.");

    private static Refusal OtherSession => new("cascade.coupon-other-session", "This coupon does not belong to that session. Use the link, square or code of one coupon as it is printed.");
}

/// <summary>Tells the phones apart from which coupons of one trainer's sessions come in. With another trainer the same phone looks like a different one.</summary>
public sealed class CouponPhones(Seal seal)
{
    private const int Characters = 16;

    /// <param name="trainer">Who recorded the session.</param>
    public string? Of(LearnerId trainer, string? phone) => phone is null ? null : seal.Hash("coupon-phone", $"{trainer}\n{phone}")[..Characters];
}
