using System.Text.Json.Serialization;

namespace LearningHub.Domain.Common;

/// <summary>What a join code leads to.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LiveRoom), "live-session")]
[JsonDerivedType(typeof(Workshop), "cohort")]
[JsonDerivedType(typeof(Coupon), "coupon")]
[JsonDerivedType(typeof(TeachBack), "teach-back")]
public abstract record JoinCodeTarget
{
    private JoinCodeTarget() { }

    public sealed record LiveRoom(LiveSessionId Session) : JoinCodeTarget;

    public sealed record Workshop(CohortId Cohort) : JoinCodeTarget;

    /// <param name="Number">Names one coupon within its session.</param>
    public sealed record Coupon(CascadeSessionId Session, Guid Number) : JoinCodeTarget;

    /// <summary>The rubric for a learner who teaches back a module version to somebody of her workshop.</summary>
    public sealed record TeachBack(LearnerId Learner, ModuleVersion Module) : JoinCodeTarget;
}

/// <summary>Codes that are read from a projector, said aloud and typed on a phone.</summary>
/// <remarks>Six of 32 signs make a thousand million codes, so that guessing one of a few hundred open ones is hopeless under a rate
/// limit. I, L, O and U are never used; who types them is understood all the same.</remarks>
public static class JoinCode
{
    /// <summary>Signs of a code.</summary>
    public const int Length = 6;

    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A code made of random bytes; every code is equally likely.</summary>
    /// <param name="random">At least <see cref="Length"/> bytes.</param>
    public static string From(ReadOnlySpan<byte> random)
    {
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++) code[i] = Signs[random[i] % Signs.Length];
        return new(code);
    }

    /// <summary>The code that a person meant: any case, with spaces or dashes, O for 0, I or L for 1, U for V. Null when it cannot be a code.</summary>
    public static string? Read(string? typed)
    {
        if (typed is null || typed.Length > 40) return null;
        Span<char> code = stackalloc char[Length];
        var length = 0;
        foreach (var sign in typed)
        {
            if (char.IsWhiteSpace(sign) || sign is '-' or '.' or '_') continue;
            var meant = char.ToUpperInvariant(sign) switch { 'O' => '0', 'I' or 'L' => '1', 'U' => 'V', var other => other };
            if (length == Length || !Signs.Contains(meant, StringComparison.Ordinal)) return null;
            code[length++] = meant;
        }

        return length == Length ? new(code) : null;
    }

    /// <summary>The form that is easiest to copy by eye: <c>K7P 2QM</c>.</summary>
    public static string Spaced(string code) => $"{code[..3]} {code[3..]}";
}
