namespace LearningHub.Domain.Live;

/// <summary>Where a bad connection lies, as far as the hub can tell.</summary>
public enum LinkTrouble
{
    None,

    /// <summary>A few phones are silent: theirs alone.</summary>
    Them,

    /// <summary>Many phones fell silent at nearly the same time: the network of the venue.</summary>
    Venue,
}

/// <summary>How the room's phones stand. Whether the host's own link is down only the host's page can know.</summary>
/// <param name="Joined">Phones that ever joined.</param>
/// <param name="Connected">Those heard of just now, by WebSocket or by asking.</param>
/// <param name="DroppedTogether">Phones that fell silent within the last half minute.</param>
public sealed record LiveHealth(int Joined, int Connected, int DroppedTogether)
{
    /// <summary>How far back phones count as having dropped together.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromSeconds(30);

    private const int FewestForVenue = 3;
    private const double ShareForVenue = 0.3;

    public int Silent => Math.Max(0, Joined - Connected);

    public LinkTrouble Trouble =>
        Silent == 0 ? LinkTrouble.None
        : DroppedTogether >= FewestForVenue && DroppedTogether >= ShareForVenue * (Connected + DroppedTogether) ? LinkTrouble.Venue
        : LinkTrouble.Them;
}
