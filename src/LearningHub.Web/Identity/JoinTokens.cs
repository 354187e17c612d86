using LearningHub.Domain.Common;
using LearningHub.Grains.Common;

namespace LearningHub.Web.Identity;

/// <summary>What the page of a code carries, so that its form, however often it is sent, makes one person for each name typed into it.</summary>
/// <remarks>The hub keeps no token. Whoever finds the page in a phone's history has one, so it signs nobody in after <see cref="Learners.SameMoment"/>.</remarks>
public sealed class JoinTokens(Seal seal)
{
    private const string Purpose = "join-page";

    public string New(string code) => seal.For(Purpose, code, Guid.NewGuid());

    /// <summary>The token that came with the form; null for none, or one that this hub did not make for this code.</summary>
    public string? Sent(HttpContext context, string code) =>
        context.Request.HasFormContentType && context.Request.Form["token"].ToString() is { Length: > 0 } sent && seal.Open(Purpose, code, sent) is not null ? sent : null;

    /// <summary>Whom this page makes under this name: two people at one phone are two, a form sent twice is one.</summary>
    public LearnerId PersonOf(string token, string name) => new(seal.IdFor(Purpose, $"{token} {name}"));
}
