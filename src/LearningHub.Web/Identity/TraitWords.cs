using LearningHub.Domain.Identity;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Identity;

/// <summary>How pages name what people say of themselves.</summary>
internal static class TraitWords
{
    public static string Of(Texts texts, Sex sex) => sex switch
    {
        Sex.Woman => texts["Woman"],
        Sex.Man => texts["Man"],
        _ => texts["Another"],
    };

    public static string Of(Texts texts, AgeBand age) => age switch
    {
        AgeBand.Under25 => texts["Under 25"],
        AgeBand.From25 => texts["25 to 34"],
        AgeBand.From35 => texts["35 to 49"],
        _ => texts["50 or older"],
    };
}
