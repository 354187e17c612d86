using LearningHub.Domain.Common;

namespace LearningHub.Web.Demo;

/// <summary>The branch that passes an error on: enough people in two more generations for the error to be seen growing, and one of them twice.</summary>
public static class DemoError
{
    /// <summary>One woman who confirmed twice under two sign-ins, since she had lost her first phone.</summary>
    public const string Twice = "Solange Uwera";

    /// <param name="first">Those of generation 1 who learned it wrongly and may teach.</param>
    /// <param name="second">Those of generation 2.</param>
    /// <returns>Everybody of generation 2.</returns>
    public static IReadOnlyList<LearnerId> Grow(DemoCascade cascade, DemoCast cast, List<LearnerId> first, List<LearnerId> second, DateTimeOffset start, InstitutionId institution)
    {
        ArgumentNullException.ThrowIfNull(cascade);
        ArgumentNullException.ThrowIfNull(cast);
        var (known, again) = (cast.Named(Twice), cast.Named("Solange UWERA"));
        foreach (var (trainer, number) in first.Skip(1).Take(2).Select((trainer, number) => (trainer, number)))
            second = [.. second, .. cascade.Hold(new(trainer, start.AddDays(92 + 6 * number), 10, 9, 0.95, Mutation: 0.7, Institution: institution) { Guest = number == 0 ? known : null }).Qualified];
        foreach (var gone in second.TakeLast(5)) cascade.Leave(institution, gone, start.AddDays(150)); // coverage counts who is still there
        foreach (var (trainer, number) in second.Skip(1).Take(2).Select((trainer, number) => (trainer, number)))
            cascade.Hold(new(trainer, start.AddDays(140 + 5 * number), 10, 9, 0.95, Mutation: 0.85, Institution: institution) { Guest = number == 0 ? again : null });
        return second;
    }
}
