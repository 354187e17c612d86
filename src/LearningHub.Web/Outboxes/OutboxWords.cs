using LearningHub.Web.Languages;

namespace LearningHub.Web.Outboxes;

/// <summary>Kinds of waiting things and what became of them, in words.</summary>
internal static class OutboxWords
{
    public static string Of(Texts T, string? kind) => kind switch
    {
        "read" => T["A lesson read"],
        "check" => T["A self-check"],
        "rehearse" => T["Key messages said aloud"],
        "ask" => T["A question on a lesson"],
        "test-begin" => T["A test, begun"],
        "test-answer" => T["An answer in a test"],
        "test-finish" => T["A test, finished"],
        "live" => T["An answer in a live session"],
        "wall" => T["A post on a wall"],
        "attendance" => T["A code of a half day"],
        "coupon" => T["A confirmation of a session"],
        "colleague" => T["Confirmation of a colleague"],
        "pledge" => T["A promise to teach"],
        "schedule" => T["The day of a session"],
        "not-yet" => T["What stands in the way"],
        "session" => T["A session that was held"],
        "paper" => T["Sheets on paper"],
        _ => T["Something you sent"],
    };

    public static string Of(Texts T, OutboxStatus status) => status switch
    {
        OutboxStatus.Kept => T["kept"],
        OutboxStatus.Repeated => T["the hub had it already"],
        OutboxStatus.Refused => T["not taken"],
        _ => T["not decided yet; hand it in again later"],
    };
}
