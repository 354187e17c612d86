namespace LearningHub.Web.Cohorts;

/// <summary>The address in the screen's QR code: one tap, and a button that confirms.</summary>
internal static class HereAddress
{
    /// <param name="code">The workshop's join code.</param>
    /// <param name="digits">The code of the minute.</param>
    public static string Of(HttpRequest request, string code, string digits) => $"{request.Scheme}://{request.Host}{request.PathBase}/here/{code}/{digits}";
}
