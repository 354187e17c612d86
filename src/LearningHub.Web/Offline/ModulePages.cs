using LearningHub.Domain.Learning;

namespace LearningHub.Web.Offline;

/// <summary>The pages of a module that a visitor may read. Its first page is named by <see cref="OfflineBook"/>, since it shows what the others weigh.</summary>
internal sealed class ModulePages : IOfflinePart
{
    public IEnumerable<OfflineAddress> Of(Module module)
    {
        var home = $"/modules/{module.Id.Module}";
        foreach (var lesson in module.Lessons) yield return new($"{home}/{lesson.Slug}");
        yield return new("/glossary");
        if (module.Case is not null) yield return new($"{home}/case");
        if (module.Guide is not null) yield return new($"{home}/guide");
        yield return new($"{home}/kit");
    }
}
