using System.Collections.Immutable;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;

namespace LearningHub.Domain.Cascade;

/// <summary>A sheet that the session's own trainer typed: a name on a list (T1) until somebody independent has seen the paper, or the colleague confirms herself.</summary>
public sealed record ListedSheet(LearnerId Learner, ImmutableArray<JudgedAnswer> Answers);

/// <summary>What was typed from one sheet: a letter for each question of its coupon, in the order printed.</summary>
/// <param name="Answers">Those that were given; a dash stands for a question left empty.</param>
/// <param name="Refusal">Why the letters make no sense, or null.</param>
public sealed record SheetAnswers(ImmutableArray<GivenAnswer> Answers, Refusal? Refusal)
{
    /// <summary>Reads <c>badca</c>, <c>B A D C A</c> or <c>b-dca</c>; nothing at all means a sheet without its check.</summary>
    /// <param name="asked">The coupon's check, see <see cref="CouponCheck.Draw"/>.</param>
    /// <param name="typed">The letters as the sheet shows them, which is the coupon's own order and not the author's.</param>
    public static SheetAnswers Read(ImmutableArray<Item> asked, Guid coupon, string? typed)
    {
        var signs = (typed ?? "").ToLowerInvariant().Where(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '?').ToList();
        if (signs.Count == 0) return new([], null);
        if (signs.Count != asked.Length)
            return new([], new("cascade.sheet-length", $"This sheet has {asked.Length} questions; {signs.Count} letters were typed. Type a dash for a question without an answer."));
        var answers = ImmutableArray.CreateBuilder<GivenAnswer>();
        foreach (var (item, sign) in asked.Zip(signs))
        {
            if (sign is '-' or '?') continue;
            var options = CouponCheck.Options(item, coupon);
            if (sign - 'a' is not (>= 0 and var place) || place >= options.Length)
                return new([], new("cascade.sheet-letter", $"“{sign}” is not a letter of this sheet. Type a letter from a to {(char)('a' + options.Length - 1)}, or a dash."));
            answers.Add(new(item.Id, options[place].Id));
        }

        return new(answers.ToImmutable(), null);
    }
}
