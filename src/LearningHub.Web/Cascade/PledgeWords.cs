using LearningHub.Domain.Cascade.Pledges;

namespace LearningHub.Web.Cascade;

/// <summary>How pages and messages say where a pledge stands and what comes next.</summary>
internal static class PledgeWords
{
    public static string Next(PledgeProgress pledge, DateOnly today) => pledge.Next(today) switch
    {
        PledgeNext.SetDay => "Next: set a day and a place.",
        PledgeNext.SetNewDay => $"The day, {Wording.Of(pledge.Plan!.Day)}, has passed. Next: record the session, or set a new day.",
        PledgeNext.AskSupervisor => $"Set for {Wording.Of(pledge.Plan!.Day)} in {pledge.Plan.District}. Next: send the link to your supervisor.",
        PledgeNext.Teach => $"Set for {Wording.Of(pledge.Plan!.Day)} in {pledge.Plan.District}. Next: open the kit and teach.",
        PledgeNext.HandOutCoupons => "Taught. Next: hand out the coupons, so that your colleagues can confirm it.",
        PledgeNext.Done => $"Kept: {Wording.Colleagues(pledge.Sessions.Sum(session => session.Confirmed))} confirmed.",
        _ => "Withdrawn.",
    };

    public static string Of(NotYetReason reason) => reason switch
    {
        NotYetReason.NoTimeGiven => "I was given no time for it",
        NotYetReason.NoRoomOrMoney => "There is no room or no money",
        NotYetReason.NoPermission => "I have no permission",
        NotYetReason.PostChanged => "My post has changed",
        NotYetReason.WaitingForKit => "I wait for the kit",
        NotYetReason.NotReady => "I do not feel ready",
        _ => "Another reason",
    };

    /// <summary>The same reason in a table about many people.</summary>
    public static string OfMany(NotYetReason reason) => reason switch
    {
        NotYetReason.NoTimeGiven => "No time given",
        NotYetReason.NoRoomOrMoney => "No room or money",
        NotYetReason.NoPermission => "No permission",
        NotYetReason.PostChanged => "Post changed",
        NotYetReason.WaitingForKit => "Waiting for the kit",
        NotYetReason.NotReady => "Not ready",
        _ => "Other",
    };

    public static string Of(PledgeStep step) => step switch
    {
        PledgeStep.Pledged => "Pledged",
        PledgeStep.Scheduled => "Scheduled",
        PledgeStep.CoSigned => "Co-signed by a supervisor",
        PledgeStep.Delivered => "Delivered in time (T0, claimed)",
        _ => "Verified (T2 or higher)",
    };

    /// <summary>Whose count the last column of a step is.</summary>
    public static string PeopleOf(PledgeStep step) => step switch
    {
        PledgeStep.Pledged => "promised",
        PledgeStep.Scheduled or PledgeStep.CoSigned => "expected",
        PledgeStep.Delivered => "claimed",
        _ => "confirmed",
    };
}
