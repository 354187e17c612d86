using LearningHub.Domain.Flags;
using LearningHub.Grains.Flags;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Flags;

/// <summary>How pages say what a flag is and why it may be nothing.</summary>
internal static class FlagWords
{
    public static string Of(Texts texts, FlagKind kind, int number) => kind switch
    {
        FlagKind.TwoWorkshops => texts["In two workshops in one half day"],
        FlagKind.WorkshopAndOwnSession => texts["All day in a workshop, and trainer of an own session"],
        FlagKind.TwoSessionsOneDay => texts["In {0} districts on one day", number],
        FlagKind.TrainerTwoPlaces => texts["Taught in {0} districts on one day", number],
        FlagKind.TooManyHours => texts["Taught {0} hours in one day", number],
        FlagKind.ManyFromOnePhone => texts["{0} people confirmed from one phone", number],
        FlagKind.CheckTooFast => texts.Count(number, "Check answered in {0} second", "Check answered in {0} seconds"),
        FlagKind.SameWrongAnswers => texts["{0} people gave the same wrong answers", number],
        _ => texts["{0} people in one session", number],
    };

    public static string Of(Texts texts, FlagRecord record) => record.Kind switch
    {
        FlagRecordKind.WorkshopByCode => record.Afternoon ? texts["{0}, afternoon, by code", record.Place] : texts["{0}, morning, by code", record.Place],
        FlagRecordKind.WorkshopMarked => record.Afternoon ? texts["{0}, afternoon, marked by the facilitator", record.Place] : texts["{0}, morning, marked by the facilitator", record.Place],
        FlagRecordKind.OwnSession => texts["A session of her own in {0}", record.Place],
        FlagRecordKind.Taught => texts.Count(record.Minutes, "Taught {0} minute in {1}", "Taught {0} minutes in {1}", record.Place),
        FlagRecordKind.Learned => texts["Learned in {0}", record.Place],
        _ => texts["Session in {0}", record.Place],
    };

    public static string Of(Texts texts, FlagReason reason) => reason switch
    {
        FlagReason.BothHappened => texts["Both happened: there was time for both"],
        FlagReason.SharedPhone => texts["People share this phone"],
        FlagReason.PaperTypedBack => texts["Paper answers, typed in later"],
        FlagReason.WrongDate => texts["A date was recorded wrongly"],
        FlagReason.WrongDistrict => texts["A district was recorded wrongly"],
        FlagReason.LearnedTogether => texts["They learned and answered together"],
        FlagReason.LargeRoom => texts["The room was that large"],
        _ => texts["A mistake that was corrected"],
    };

    public static string Of(Texts texts, FlagOutcome outcome, FlagReason? why) => outcome switch
    {
        FlagOutcome.Explained => why is { } reason ? texts["Explained: {0}", Of(texts, reason)] : texts["Explained"],
        FlagOutcome.Problem => texts["Confirmed problem"],
        _ => texts["open"],
    };
}
