using System.Security.Claims;
using System.Security.Cryptography;
using LearningHub.Web.Identity;

namespace LearningHub.Web.Offline;

/// <summary>Tells a browser's service worker whose page it holds without saying who: what one person's phone kept is deleted when another comes.</summary>
internal static class PersonTag
{
    public const string Header = "Hub-Person";

    /// <summary>A page of nobody: also said aloud, since a page that says nothing may not be the hub's.</summary>
    private const string Nobody = "none";

    public static string Of(ClaimsPrincipal person) => person.FindLearnerId() is { } learner
        ? Convert.ToHexStringLower(SHA256.HashData([.. "hub-person"u8, .. learner.Value.ToByteArray()]).AsSpan(0, 8))
        : Nobody;
}
