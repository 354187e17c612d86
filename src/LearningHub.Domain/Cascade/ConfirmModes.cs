using System.Collections.Immutable;

namespace LearningHub.Domain.Cascade;

/// <summary>The ways in which a coupon can come in. A closed set: figures by mode and the evidence pack know these and no others.</summary>
public static class ConfirmModes
{
    /// <summary>The colleague's own phone opened the link or scanned the square.</summary>
    public const string Link = "link";

    /// <summary>She typed the code on her own phone.</summary>
    public const string Code = "code";

    /// <summary>She sent the code as a text message.</summary>
    public const string Text = "text";

    /// <summary>She used the phone of somebody else, who handed it on.</summary>
    public const string ColleaguePhone = "colleague-phone";

    /// <summary>She filled in the sheet with a pen, and somebody independent of the trainers typed it.</summary>
    public const string Paper = "paper";

    /// <summary>Her phone had no link: it kept the confirmation and sent it later.</summary>
    public const string Offline = "offline";

    public static readonly ImmutableArray<string> All = [Link, Code, Text, ColleaguePhone, Paper, Offline];

    /// <summary>Whether the time between confirmation and check was the person's own: nothing was kept on a phone or typed by another.</summary>
    public static bool IsTimed(string mode) => mode is Link or Code or ColleaguePhone;
}
