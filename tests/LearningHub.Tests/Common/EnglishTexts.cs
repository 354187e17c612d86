using LearningHub.Web.Languages;

namespace LearningHub.Tests.Common;

/// <summary>Words without a request: in the language of the test, which is English unless it sets another culture.</summary>
internal static class EnglishTexts
{
    private static readonly Texts Words = new(LanguagePacks.Read(Path.Combine(Repository.Folder, "languages"), Repository.Folder, pseudo: false));

    public static Texts Of() => Words;
}
