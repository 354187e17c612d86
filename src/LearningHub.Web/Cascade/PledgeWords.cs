using LearningHub.Domain.Cascade.Pledges;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Cascade;

/// <summary>How pages and messages say where a pledge stands and what comes next.</summary>
internal static class PledgeWords
{
    public static string Next(Texts texts, PledgeProgress pledge, DateOnly today) => pledge.Next(today) switch
    {
        PledgeNext.SetDay => texts["Next: set a day and a place."],
        PledgeNext.SetNewDay => texts["The day, {0}, has passed. Next: record the session, or set a new day.", Wording.Of(pledge.Plan!.Day)],
        PledgeNext.AskSupervisor => texts["Set for {0} in {1}. Next: send the link to your supervisor.", Wording.Of(pledge.Plan!.Day), pledge.Plan.District],
        PledgeNext.Teach => texts["Set for {0} in {1}. Next: open the kit and teach.", Wording.Of(pledge.Plan!.Day), pledge.Plan.District],
        PledgeNext.HandOutCoupons => texts["Taught. Next: hand out the coupons, so that your colleagues can confirm it."],
        PledgeNext.Done => texts.Count(pledge.Sessions.Sum(session => session.Confirmed), "Kept: {0} colleague confirmed.", "Kept: {0} colleagues confirmed."),
        _ => texts["Withdrawn."],
    };

    public static string Of(Texts texts, NotYetReason reason) => reason switch
    {
        NotYetReason.NoTimeGiven => texts["I was given no time for it"],
        NotYetReason.NoRoomOrMoney => texts["There is no room or no money"],
        NotYetReason.NoPermission => texts["I have no permission"],
        NotYetReason.PostChanged => texts["My post has changed"],
        NotYetReason.WaitingForKit => texts["I wait for the kit"],
        NotYetReason.NotReady => texts["I do not feel ready"],
        _ => texts["Another reason"],
    };

    /// <summary>The same reason in a table about many people.</summary>
    public static string OfMany(Texts texts, NotYetReason reason) => reason switch
    {
        NotYetReason.NoTimeGiven => texts["No time given"],
        NotYetReason.NoRoomOrMoney => texts["No room or money"],
        NotYetReason.NoPermission => texts["No permission"],
        NotYetReason.PostChanged => texts["Post changed"],
        NotYetReason.WaitingForKit => texts["Waiting for the kit"],
        NotYetReason.NotReady => texts["Not ready"],
        _ => texts["Other"],
    };

    public static string Of(Texts texts, PledgeStep step) => step switch
    {
        PledgeStep.Pledged => texts["Pledged"],
        PledgeStep.Scheduled => texts["Scheduled"],
        PledgeStep.CoSigned => texts["Co-signed by a supervisor"],
        PledgeStep.Delivered => texts["Delivered in time (T0, claimed)"],
        _ => texts["Verified (T2 or higher)"],
    };

    /// <summary>The people of a step, in its last column.</summary>
    public static string PeopleOf(Texts texts, PledgeStep step, int people) => step switch
    {
        PledgeStep.Pledged => texts.Count(people, "{0} promised", "{0} promised"),
        PledgeStep.Scheduled or PledgeStep.CoSigned => texts.Count(people, "{0} expected", "{0} expected"),
        PledgeStep.Delivered => texts.Count(people, "{0} claimed", "{0} claimed"),
        _ => texts.Count(people, "{0} confirmed", "{0} confirmed"),
    };
}
