using LearningHub.Domain.Learning;

namespace LearningHub.Web.Offline;

/// <summary>What the page says on each option of a self-check; a phone without a link shows it in the server's place.</summary>
/// <param name="Feedback">HTML, as the lesson prints it; empty where there is none.</param>
public sealed record OptionAnswer(string Id, bool Right, string Feedback);

/// <summary>All self-checks of a module: id of the check to its options.</summary>
public sealed record CheckAnswers(IReadOnlyDictionary<string, IReadOnlyList<OptionAnswer>> Checks);

/// <summary>The answers of "Check yourself" as one file of a kept module.</summary>
internal sealed class SelfCheckAnswers : IOfflinePart
{
    public static string AddressOf(Module module) => $"/offline/{module.Id.Module}/checks.json";

    public IEnumerable<OfflineAddress> Of(Module module) => Checks(module).Any() ? [new(AddressOf(module), OfflineKind.Answers)] : [];

    public static CheckAnswers OfModule(Module module) => new(Checks(module).ToDictionary(
        check => check.Id,
        check => (IReadOnlyList<OptionAnswer>)[.. check.Options.Select(option => new OptionAnswer(option.Id, option.Right, option.Feedback?.Html ?? ""))]));

    private static IEnumerable<Item> Checks(Module module) => module.Lessons.SelectMany(lesson => lesson.Parts).Select(part => part.Check).OfType<Item>();
}
