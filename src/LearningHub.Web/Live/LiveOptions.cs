using System.ComponentModel.DataAnnotations;

namespace LearningHub.Web.Live;

/// <summary>Settings of the live room, section <c>Live</c>.</summary>
public sealed class LiveOptions
{
    /// <summary>Hours for which a session's code works. Long enough for an outbox that comes home the next morning.</summary>
    [Range(1, 24 * 14, ErrorMessage = "Live:CodeHours must be from 1 to 336. Set it in appsettings.json or as Live__CodeHours.")]
    public int CodeHours { get; init; } = 48;

    /// <summary>Seconds for which a call is tried again while a session moves to another machine or the database restarts.</summary>
    [Range(0, 120, ErrorMessage = "Live:PatienceSeconds must be from 0 to 120. Set it in appsettings.json or as Live__PatienceSeconds.")]
    public int PatienceSeconds { get; init; } = 30;
}
