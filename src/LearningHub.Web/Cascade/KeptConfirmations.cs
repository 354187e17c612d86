using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;
using LearningHub.Grains.Cascade;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace LearningHub.Web.Cascade;

/// <summary>A confirmation that waited on a phone for a link.</summary>
/// <param name="Code">What the coupon's address ends with.</param>
/// <param name="Who">Who was signed in; null for somebody new, whom token and name make.</param>
/// <param name="At">When it was confirmed, by the phone's clock: a hint.</param>
/// <param name="Answers">The check; null when she did not come to it.</param>
public sealed record KeptConfirmation(string? Code, string? Who, string? Token, string? Name, DateTimeOffset? At, ImmutableArray<GivenAnswer>? Answers, DateTimeOffset? AnsweredAt);

/// <summary>Says what became of it.</summary>
public sealed record KeptReply(string Sentence);

/// <summary>Takes confirmations that phones kept while they had no link. Sent again, each adds nothing.</summary>
public static class KeptConfirmations
{
    private const long MaxBodyBytes = 8 * 1024;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/confirm/kept", TakeAsync).AllowAnonymous().RequireRateLimiting(Rates.Join).WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));

    private static async Task<IResult> TakeAsync(
        KeptConfirmation body, CouponDoor door, Learners learners, SignIns signIns, PhraseSlip slip, IGrainFactory grains, HttpContext http)
    {
        var (coupon, unknown) = await door.FindAsync(body.Code ?? "", http);
        if (coupon is null) return Refused(unknown!, http.Response.StatusCode == StatusCodes.Status429TooManyRequests ? StatusCodes.Status429TooManyRequests : StatusCodes.Status404NotFound);
        var me = http.User.FindLearnerId();
        if (body.Who is { Length: > 0 } who && who != me?.ToString())
            return Refused(new("cascade.not-you", "Somebody else confirmed on this phone. It goes out when that person signs in here again."), StatusCodes.Status403Forbidden);
        var session = grains.GetGrain<ICascadeSessionGrain>(coupon.Session.Line.Id.Value);
        LearnerId learner;
        if (body.Who is { Length: > 0 }) learner = me!.Value;
        else
        {
            if (door.PersonOf(coupon.Line.Number, body.Token) is not { } made) return Refused(CouponLinks.Unknown, StatusCodes.Status404NotFound);
            if (!PersonName.TryParse(body.Name, out var name, out var wrong)) return Refused(wrong!, StatusCodes.Status409Conflict);
            if (coupon.Line.RedeemedBy is { } by && by != made) return Refused(CascadeSession.CouponUsed, StatusCodes.Status409Conflict);
            var person = await learners.WelcomeAsync(name, made);
            learner = new(person.Id);
            if (me is null)
            {
                if (coupon.Line.RedeemedBy is null) slip.Put(http, person.Id, await learners.IssuePhraseAsync(person)); // her words are made once; a repeat must not end them
                await signIns.LearnerAsync(person);
            }
        }

        var redeemed = await session.Redeem(coupon.Line.Number, learner, ConfirmModes.Offline, CouponDoor.PhoneOf(http), body.At);
        if (redeemed.Refusal is { } refusal) return Refused(refusal, StatusCodes.Status409Conflict);
        if (body.Answers is { IsDefaultOrEmpty: false } answers && (await session.CompleteCheck(coupon.Line.Number, learner, answers, body.AnsweredAt)).Refusal is { } no)
            return Refused(no, StatusCodes.Status409Conflict);
        return TypedResults.Ok(new KeptReply($"Your confirmation has gone out: {coupon.Trainers} taught you on {Wording.Of(coupon.Session.Line.HeldOn)}."));
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Refused(Refusal refusal, int status) =>
        TypedResults.Problem(title: refusal.Message, type: refusal.Code, statusCode: status);
}
