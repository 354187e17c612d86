namespace LearningHub.Domain.Messages;

/// <summary>What a message is about; its words are made when it goes out.</summary>
public enum MessageKind
{
    /// <summary>To a trainer, 7, 21, 45 and 90 days after a pledge.</summary>
    PledgeNudge,

    /// <summary>To the supervisor who agreed to it.</summary>
    SupervisorNudge,

    /// <summary>Somebody asks for help.</summary>
    HelpAsked,

    /// <summary>Somebody answered.</summary>
    HelpAnswered,

    /// <summary>To the trainer of a session from which on a wrong answer grows: what to say to those who were taught.</summary>
    Correction,

    /// <summary>To those who facilitate workshops on a module: a question on one of its lessons has waited for a week.</summary>
    QuestionWaiting,

    /// <summary>To somebody who was named as a co-trainer: did you teach this?</summary>
    CoTrainerAsked,
}

/// <summary>The way it went.</summary>
public enum MessageChannel { Email, Text }

/// <summary>How far it came.</summary>
public enum MessageState
{
    Waiting,
    Sent,

    /// <summary>The person gave no contact: it stands on her own page alone.</summary>
    OnPage,

    /// <summary>It had become untrue before it went out: a pledge was kept.</summary>
    Dropped,

    /// <summary>Every attempt failed.</summary>
    GaveUp,
}

/// <summary>When a message that could not be sent is tried again.</summary>
public static class Backoff
{
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    /// <param name="attempts">Attempts that failed, 1 or more.</param>
    /// <returns>Null when it is time to give up.</returns>
    public static TimeSpan? After(int attempts) => attempts >= 1 && attempts <= Waits.Length ? Waits[attempts - 1] : null;
}
