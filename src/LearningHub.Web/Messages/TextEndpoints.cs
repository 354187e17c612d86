using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Messages;

/// <summary>Body of <c>POST /text/in</c>; as a form the fields have the same names.</summary>
/// <param name="From">The sender's number.</param>
/// <param name="Id">The gateway's name for the message, so that the same twice is once.</param>
/// <param name="Secret"><c>Texts:Secret</c>, where the gateway can't send the header <c>Authorization: Bearer …</c>.</param>
public sealed record TextIn(string? From, string? Text, string? Id, string? Secret);

/// <summary>Answer to it.</summary>
/// <param name="Answers">Messages to send back, each of at most 160 signs; empty when they went out another way.</param>
public sealed record TextOut(ImmutableArray<string> Answers);

/// <summary>Where a gateway hands in text messages. Off until a secret is configured.</summary>
internal static class TextEndpoints
{
    private const long MaxBodyBytes = 8 * 1024;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static IEndpointRouteBuilder MapTexts(this IEndpointRouteBuilder routes)
    {
        // No antiforgery token: a gateway has none, and proves itself by the secret.
        routes.MapPost("/text/in", InAsync).AllowAnonymous().DisableAntiforgery().WithTags("Texts").WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        return routes;
    }

    private static async Task<IResult> InAsync(HttpRequest request, TextDesk desk, ITextMessages texts, IOptions<TextOptions> options, Guesses guesses, CancellationToken ct)
    {
        if (options.Value.Secret.Length == 0) return Results.NotFound();
        if (guesses.AreSpent(Guesses.Password, request.HttpContext.Address(), out var wait))
        {
            request.HttpContext.Response.RetryAfter(wait);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        // A header proves the gateway before a byte of the body is read; without one the secret is in the body, which is short.
        if (request.ContentLength > MaxBodyBytes) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var proof = ProofOf(request);
        var message = proof is null || IsSecret(proof, options.Value.Secret) ? await ReadAsync(request, ct) : null;
        if (!IsSecret(proof ?? message?.Secret, options.Value.Secret))
        {
            guesses.Wrong(Guesses.Password, request.HttpContext.Address());
            return Results.Unauthorized();
        }

        if (message is null) return Results.Problem("Send a form or JSON with the fields from, text and, where you have one, id.", statusCode: 400, title: "Not a text message", type: "text.unreadable");
        var answers = await desk.HandleAsync(message.From, message.Text, message.Id, ct);
        if (options.Value.Answers == TextAnswers.Response) return Results.Json(new TextOut(answers), Json);
        if (!answers.IsEmpty) await texts.SendAsync(new(Guid.CreateVersion7(), message.From!, answers), ct);
        return Results.Json(new TextOut([]), Json);
    }

    private static async Task<TextIn?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(ct);
            string? Field(params string[] names) => names.Select(name => form[name].ToString()).FirstOrDefault(value => value.Length > 0);
            return new(Field("from", "sender", "msisdn"), Field("text", "body", "message"), Field("id", "messageid", "messagesid"), Field("secret")); // names of fields are read in any case
        }

        if (!request.HasJsonContentType()) return null;
        try
        {
            return await request.ReadFromJsonAsync<TextIn>(Json, ct);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? ProofOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;

    private static bool IsSecret(string? given, string secret) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given ?? "")), SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
