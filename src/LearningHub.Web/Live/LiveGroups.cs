using LearningHub.Domain.Common;

namespace LearningHub.Web.Live;

/// <summary>Who hears what: everybody in the room, and beside it hosts and screens, who alone are told the tally, and phones, which hear of walls less often.</summary>
internal static class LiveGroups
{
    public static string Room(LiveSessionId session) => $"live-{session}";
    public static string Phones(LiveSessionId session) => $"live-phones-{session}";
    public static string Hosts(LiveSessionId session) => $"live-hosts-{session}";
    public static string Screens(LiveSessionId session) => $"live-screens-{session}";
}
