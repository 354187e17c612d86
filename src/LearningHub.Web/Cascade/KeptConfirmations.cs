using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
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

    private static async Task<IResult> TakeAsync(KeptConfirmation body, CouponKeeper keeper, Texts texts, HttpContext http)
    {
        if (body.Who is { Length: > 0 } who && who != http.User.FindLearnerId()?.ToString())
            return Refused(texts, new Refusal("cascade.not-you", "Somebody else confirmed on this phone. It goes out when that person signs in here again."), StatusCodes.Status403Forbidden);
        var (sentence, refusal, known) = await keeper.KeepAsync(body, http);
        return refusal is null ? TypedResults.Ok(new KeptReply(sentence!))
            : Refused(texts, refusal, http.Response.StatusCode == StatusCodes.Status429TooManyRequests ? StatusCodes.Status429TooManyRequests : known ? StatusCodes.Status409Conflict : StatusCodes.Status404NotFound);
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Refused(Texts texts, Refusal refusal, int status) =>
        TypedResults.Problem(title: texts.Say(refusal), type: refusal.Code, statusCode: status);
}
