using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning;

/// <summary>The answer to a request for a test.</summary>
/// <param name="Attempt">The open test, new or begun before; null when refused.</param>
public sealed record TestReply(Reply Reply, Guid? Attempt);
