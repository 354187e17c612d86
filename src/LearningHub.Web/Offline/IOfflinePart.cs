using LearningHub.Domain.Learning;

namespace LearningHub.Web.Offline;

/// <summary>What lies at an address of a kept module: shown apart where a phone is told what it costs.</summary>
public enum OfflineKind { Text, Picture, Answers }

/// <summary>One thing that a phone fetches when it keeps a module.</summary>
/// <param name="Address">A path from the root, without a query. A visitor gets 200 there, and the same answer until the content changes.</param>
public sealed record OfflineAddress(string Address, OfflineKind Kind = OfflineKind.Text);

/// <summary>Names addresses that belong to a module when a phone keeps it. A feature adds its own by registering one more.</summary>
/// <remarks>Only what every visitor may see: a kept module lies on a phone that several people may use.</remarks>
public interface IOfflinePart
{
    IEnumerable<OfflineAddress> Of(Module module);
}
