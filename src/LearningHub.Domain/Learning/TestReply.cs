using System.Collections.Immutable;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Learning;

/// <summary>The answer to a request for a test.</summary>
/// <param name="Attempt">The open test, new or begun before; null when refused.</param>
public sealed record TestReply(Reply Reply, Guid? Attempt);

/// <summary>A test as it is or would be given.</summary>
/// <param name="Items">Ids in the order asked; empty when refused.</param>
/// <param name="Begun">It is open already.</param>
public sealed record TestPreview(Refusal? Refusal, Guid? Attempt, ImmutableArray<string> Items, bool Begun);
