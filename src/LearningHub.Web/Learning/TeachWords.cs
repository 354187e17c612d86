using LearningHub.Domain.Learning;
using LearningHub.Web.Languages;

namespace LearningHub.Web.Learning;

/// <summary>How pages say how far a learner is on the way to teaching a module, and what she does next.</summary>
internal static class TeachWords
{
    /// <summary>What stands, or what is missing, in one sentence.</summary>
    public static string Of(Texts T, TeachReady ready, TeachStep step) => step switch
    {
        TeachStep.Read when ready.Read >= ready.Lessons => T["You have read all lessons."],
        TeachStep.Read when ready.Qualified => T["You were taught this by a colleague; {0} of {1} lessons are read.", ready.Read, ready.Lessons],
        TeachStep.Read => T["{0} of {1} lessons are read.", ready.Read, ready.Lessons],
        TeachStep.Test => ready.Qualified ? T["You have passed the test."] : T["The test after the lessons is not passed yet."],
        TeachStep.TeachBack => ready.Cleared ? T["Your teach-back is passed."] : T["The teach-back is open: two colleagues of your workshop or a facilitator listen to you."],
        _ when ready.Has(step) => T["You can say all key messages without looking."],
        _ => T["You can say {0} of {1} key messages without looking.", ready.Rehearsed, ready.Messages],
    };

    /// <summary>The button that leads on.</summary>
    public static string Button(Texts T, TeachStep step) => step switch
    {
        TeachStep.Read => T["Go on reading"],
        TeachStep.Test => T["Take the test"],
        TeachStep.TeachBack => T["Teach it back"],
        _ => T["Say the messages aloud"],
    };

    /// <summary>Where the next step is done: the first lesson that is not read, the test, the first lesson with a message that is not rehearsed.</summary>
    /// <param name="progress">Of the same learner and module; null leads to the module's page where a lesson would have to be known.</param>
    public static string AddressOf(Module module, TeachStep step, Grains.Learning.ModuleProgress? progress = null)
    {
        var home = $"/modules/{module.Id.Module}";
        if (step == TeachStep.Test) return TestWords.AddressOf(module.Id.Module, TestOccasion.Post);
        if (step == TeachStep.TeachBack) return $"/teach-back/{module.Id.Module}";
        if (progress is null) return $"{home}#teach-ready";
        var lesson = step == TeachStep.Read
            ? module.Lessons.FirstOrDefault(lesson => !progress.Read.Contains(lesson.Id))
            : module.Lessons.FirstOrDefault(lesson => lesson.Messages.Any(message => !progress.Rehearsed.GetValueOrDefault(message)));
        return lesson is null ? home : $"{home}/{lesson.Slug}{(step == TeachStep.Rehearse ? "#rehearse" : "")}";
    }
}
