using System.Threading.RateLimiting;

namespace LearningHub.Web.Identity;

/// <summary>Counts wrong guesses, so that finding a secret by trying is hopeless while forty-five people behind one address get in at their first try.</summary>
/// <remarks>Right answers cost nothing. Each node counts for itself: with n nodes a guesser has n times the tries, which changes no odds that matter
/// (a recovery phrase has 44 random bits).</remarks>
public sealed class Guesses : IDisposable
{
    /// <summary>Recovery phrases: 10 wrong ones in ten minutes from one address.</summary>
    public const string Phrase = "phrase";

    /// <summary>Join codes and one-time links: 60 wrong ones in ten minutes from one address.</summary>
    public const string Code = "code";

    /// <summary>Passwords: 20 wrong ones in ten minutes from one address, beside the lock of each account.</summary>
    public const string Password = "password";

    /// <summary>Codes of a half day: 10 wrong ones in ten minutes from one person. Of a million codes at most 21 would be taken.</summary>
    public const string Attendance = "attendance";

    /// <summary>Coupon codes by text message: 10 wrong ones in ten minutes from one phone.</summary>
    public const string Text = "text";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<(string Kind, string Who)> wrong = PartitionedRateLimiter.Create<(string Kind, string Who), (string Kind, string Who)>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new()
        {
            PermitLimit = key.Kind switch { Phrase or Attendance or Text => 10, Password => 20, _ => 60 },
            Window = Window,
            QueueLimit = 0,
        }));

    /// <summary>Whether this address or person has guessed wrong too often.</summary>
    /// <param name="kind">One of the kinds above.</param>
    /// <param name="who">The address, from <c>HttpContext.Address()</c>, or who is signed in.</param>
    /// <param name="wait">How long until they may try again.</param>
    public bool AreSpent(string kind, string who, out TimeSpan wait)
    {
        using var lease = wrong.AttemptAcquire((kind, who), 0);
        if (!lease.TryGetMetadata(MetadataName.RetryAfter, out wait)) wait = Window;
        return !lease.IsAcquired;
    }

    /// <summary>Counts one wrong guess.</summary>
    public void Wrong(string kind, string who) => wrong.AttemptAcquire((kind, who)).Dispose();

    public void Dispose() => wrong.Dispose();
}
