using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace LearningHub.Web.Hosting;

/// <summary>Names of the limits an endpoint or page may ask for with <c>[EnableRateLimiting]</c>. They count what is sent, not what is looked at.</summary>
public static class Rates
{
    /// <summary>Sign-in with a password or passkey: 120 a minute from one address. Wrong ones end much sooner: see <see cref="Guesses"/>.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Joining: 150 a minute from one address and for one code. A workshop of 60 behind one hotel address joins within a minute.</summary>
    public const string Join = "join";

    /// <summary>What waited on phones: 300 batches a minute from one address, for a workshop behind one of them whose link has come back.</summary>
    public const string Outbox = "outbox";

    /// <summary>Making things that cost: 60 a minute from one address.</summary>
    public const string Create = "create";
}

internal static class SecurityRates
{
    private const int SignInsPerMinute = 120;
    private const int JoinsPerMinute = 150;
    private const int CreationsPerMinute = 60;
    private const int BatchesPerMinute = 300;

    public static IServiceCollection AddRates(this IServiceCollection services)
    {
        services.AddSingleton<Guesses>();
        return services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.RetryAfter(rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1));
                return ValueTask.CompletedTask;
            };
            options.AddPolicy(Rates.SignIn, context => PerAddress(context, Rates.SignIn, SignInsPerMinute));
            options.AddPolicy(Rates.Join, context => PerAddress(context, Rates.Join, JoinsPerMinute));
            options.AddPolicy(Rates.Outbox, context => PerAddress(context, Rates.Outbox, BatchesPerMinute));
            options.AddPolicy(Rates.Create, context => PerAddress(context, Rates.Create, CreationsPerMinute));
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PerCode);
        });
    }

    /// <summary>Says when to try again, in whole seconds.</summary>
    public static void RetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    /// <summary>Where a request comes from, as far as limits care: one IPv4 address, or one IPv6 network of 64 bits.</summary>
    public static string Address(this HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } address => new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0]).ToString(),
        var address => address.ToString(),
    };

    private static RateLimitPartition<string> PerAddress(HttpContext context, string name, int perMinute) =>
        IsRead(context) ? RateLimitPartition.GetNoLimiter("") : Window($"{name} {context.Address()}", perMinute);

    /// <summary>A flood of names into one room is stopped even when it comes from many addresses.</summary>
    private static RateLimitPartition<string> PerCode(HttpContext context) =>
        !IsRead(context) && context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Rates.Join
            ? Window($"code {context.GetRouteValue("code")}".ToUpperInvariant(), JoinsPerMinute)
            : RateLimitPartition.GetNoLimiter("");

    private static bool IsRead(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private static RateLimitPartition<string> Window(string key, int perMinute) => RateLimitPartition.GetFixedWindowLimiter(key, _ => new()
    {
        PermitLimit = perMinute,
        Window = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
    });
}
