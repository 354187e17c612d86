using LearningHub.Domain.Common;

namespace LearningHub.Grains.Identity;

/// <summary>A feature that keeps something typed by people outside the journal, and forgets it with its writer.</summary>
/// <remarks>Rows with a foreign key to <c>people</c> that cascades need none of this: they go with the person's own row.</remarks>
public interface IForgetsPeople
{
    /// <summary>Deletes what this person typed or gave. Counts stay.</summary>
    Task ForgetAsync(LearnerId person, CancellationToken ct = default);
}
