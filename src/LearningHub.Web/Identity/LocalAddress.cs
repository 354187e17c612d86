namespace LearningHub.Web.Identity;

/// <summary>Where to go next, when the address came from outside.</summary>
public static class LocalAddress
{
    private const int MaxLength = 500;

    /// <summary>The address when it stays on this site, else <paramref name="otherwise"/>: a sign-in link must not lead to somebody else's page.</summary>
    public static string Or(string? address, string otherwise = "/") =>
        address is { Length: > 0 and <= MaxLength } && address[0] == '/'
        && !(address.Length > 1 && address[1] is '/' or '\\')
        && !address.Any(char.IsControl)
            ? address
            : otherwise;
}
