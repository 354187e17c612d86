using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using LearningHub.Grains.Learning.Questions;

namespace LearningHub.Web.Learning;

/// <summary>Takes questions and answers from pages and from phones that kept them, by one rule on names.</summary>
public sealed class QuestionDesk(IGrainFactory grains, QuestionEdition edition)
{
    private static readonly Refusal NamesSomebody = new("question.names-somebody", "This looks as if it names or reaches a real person. Nothing of that kind may be written here. Say it without names, numbers and links.");

    /// <param name="id">Made by the form: the same question sent twice is one.</param>
    public async Task<Refusal?> AskAsync(LearnerId by, string? id, Module module, string lesson, bool nameless, string? text)
    {
        if (!Guid.TryParse(id, out var question)) return new("question.form-incomplete", "Something is missing. Open the page again and answer once more.");
        if (module.Sensitive && LiveTexts.MayNameSomebody(text ?? "")) return NamesSomebody;
        return (await grains.GetGrain<IQuestionGrain>(question).Ask(module.Id, lesson, by, nameless, text ?? "")).Refusal;
    }

    /// <param name="sensitive">Of a protection module: an answer names nobody either.</param>
    /// <param name="shown">The question as everybody will read it; null for an answer to the asker alone.</param>
    public async Task<Refusal?> AnswerAsync(Guid question, LearnerId by, bool sensitive, string? text, string? shown)
    {
        if ((shown is not null && LiveTexts.MayNameSomebody(shown)) || (sensitive && LiveTexts.MayNameSomebody(text ?? ""))) return NamesSomebody;
        var refusal = (await grains.GetGrain<IQuestionGrain>(question).Answer(by, text ?? "", shown)).Refusal;
        edition.Changed();
        return refusal;
    }

    public async Task<Refusal?> TakeBackAsync(Guid question, LearnerId by)
    {
        var refusal = (await grains.GetGrain<IQuestionGrain>(question).TakeBack(by)).Refusal;
        edition.Changed();
        return refusal;
    }
}
