using LearningHub.Domain.Flags;

namespace LearningHub.Web.Flags;

/// <summary>How pages say what a flag is and why it may be nothing.</summary>
internal static class FlagWords
{
    public static string Of(FlagKind kind, int number) => kind switch
    {
        FlagKind.TwoWorkshops => "In two workshops in one half day",
        FlagKind.WorkshopAndOwnSession => "All day in a workshop, and trainer of an own session",
        FlagKind.TwoSessionsOneDay => $"In {number} districts on one day",
        FlagKind.TrainerTwoPlaces => $"Taught in {number} districts on one day",
        FlagKind.TooManyHours => $"Taught {number} hours in one day",
        FlagKind.ManyFromOnePhone => $"{number} people confirmed from one phone",
        FlagKind.CheckTooFast => $"Check answered in {number} seconds",
        FlagKind.SameWrongAnswers => $"{number} people gave the same wrong answers",
        _ => $"{number} people in one session",
    };

    public static string Of(FlagReason reason) => reason switch
    {
        FlagReason.BothHappened => "Both happened: there was time for both",
        FlagReason.SharedPhone => "People share this phone",
        FlagReason.PaperTypedBack => "Paper answers, typed in later",
        FlagReason.WrongDate => "A date was recorded wrongly",
        FlagReason.WrongDistrict => "A district was recorded wrongly",
        FlagReason.LearnedTogether => "They learned and answered together",
        FlagReason.LargeRoom => "The room was that large",
        _ => "A mistake that was corrected",
    };

    public static string Of(FlagOutcome outcome, FlagReason? why) => outcome switch
    {
        FlagOutcome.Explained => why is { } reason ? $"Explained: {Of(reason)}" : "Explained",
        FlagOutcome.Problem => "Confirmed problem",
        _ => "Open",
    };
}
