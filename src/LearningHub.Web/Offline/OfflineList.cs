namespace LearningHub.Web.Offline;

/// <summary>One address of a kept module.</summary>
/// <param name="Hash">Changes when what it says changes, and not when the frame around it does.</param>
/// <param name="Bytes">Over the wire: compressed, headers included.</param>
/// <param name="Size">On the phone, in bytes.</param>
public sealed record OfflineEntry(string Address, OfflineKind Kind, string Hash, int Bytes, int Size);

/// <summary>Everything that a phone fetches to keep a module: served at <c>/offline/{module}.json</c>.</summary>
/// <param name="Edition">Part of the ETag of each page: a page of another edition does not belong to this list.</param>
/// <param name="Hash">Changes when any entry's does.</param>
/// <param name="Bytes">Of all entries together.</param>
public sealed record OfflineList(string Module, int Version, string Language, string Title, string Edition, string Hash, int Bytes, IReadOnlyList<OfflineEntry> Entries);

/// <summary>What keeping a module costs, in bytes over the wire.</summary>
public sealed record OfflineWeight(int Text, int Pictures)
{
    /// <summary>In KB of 1,000 bytes, rounded up.</summary>
    public static int Kilobytes(int bytes) => (bytes + 999) / 1_000;
}
