using System.Collections.Immutable;
using System.Security.Claims;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Cohorts;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using LearningHub.Web.Learning;

namespace LearningHub.Web.Home;

/// <summary>What a signed-in person most likely came to do.</summary>
public sealed class NextStepQuery(
    LearningOverviewQuery overview, TeachReadyQuery ready, ModuleProgressQuery progress, CascadeSessionQuery sessions, OwnAttendanceQuery attendance, ContentLibrary content, Texts T, TimeProvider clock)
{
    /// <param name="Sentence">Where the person stands.</param>
    /// <param name="Button">What the one button says.</param>
    public sealed record Step(string Sentence, string Button, string Address);

    public async Task<Step> OfAsync(ClaimsPrincipal person, CancellationToken ct = default) => person switch
    {
        _ when person.IsInRole(Roles.Administrator) => new(T["Invite the people who run workshops and follow institutions."], T["Open people and roles"], "/admin/people"),
        _ when person.IsInRole(Roles.ProgrammeOfficer) => new(T["See how far knowledge has spread, what is claimed and what is verified."], T["Open programmes"], "/programmes"),
        _ when person.IsInRole(Roles.Donor) => new(T["See how far your programme's knowledge has spread, what is claimed and what is verified."], T["Open my programmes"], "/programmes"),
        _ when person.IsInRole(Roles.FocalPoint) => new(T["See who of your institution is verified, and who is missing."], T["Open my institution"], "/institutions"),
        _ when person.IsInRole(Roles.Facilitator) => new(T["Your workshops, their people and their live sessions."], T["Open my workshops"], "/cohorts"),
        _ => await OfLearnerAsync(person, ct),
    };

    private async Task<Step> OfLearnerAsync(ClaimsPrincipal person, CancellationToken ct)
    {
        var halves = await attendance.OpenAsync(person.LearnerId(), clock.GetUtcNow(), ct);
        if (halves.FirstOrDefault(half => half.Mine is null) is { Open: { } here })
            return new(T["{0} of “{1}” is open.", HalfDays.Title(T, here.HalfDay), here.Title], T["I am here"], $"/here/{here.Code}");
        var lines = await overview.OfAsync(person.LearnerId(), ct);
        // The test's page asks about the module as it is now; who qualified in an earlier version has nothing to refresh there.
        var open = lines.Where(line => content.Current(line.Module.Module)?.Id == line.Module).Select(line => (Line: line, Test: line.RefresherAt(clock.GetUtcNow())));
        if (open.FirstOrDefault(refresher => refresher.Test is not null) is { Test: { } test } faded)
            return new(T["You learned “{0}” some time ago. {1} questions show what is left.", Title(faded.Line), TestForm.Size], T["Take the refresher"], TestWords.AddressOf(faded.Line.Module.Module, test));
        if (lines.FirstOrDefault(line => line is { Qualified: true, Pledged: false }) is { } free && !lines.Any(line => line.Qualified && line.Pledged))
            return new(T["You can teach “{0}”. Promise how many colleagues, and by when.", Title(free)], T["Make my pledge"], "/cascade");
        return await TowardsTeachingAsync(person.LearnerId(), lines, ct);
    }

    /// <summary>Who has promised says the messages aloud before she teaches; who has begun goes on where she stands.</summary>
    private async Task<Step> TowardsTeachingAsync(LearnerId learner, ImmutableArray<LearningOverviewQuery.Line> lines, CancellationToken ct)
    {
        var states = await ready.OfAsync(learner, ct);
        if (lines.Any(line => line.Qualified && line.Pledged))
            // Once she teaches, her kit and her tree come first; what is missing stands there too.
            return (await sessions.OfTrainerAsync(learner, ct)).IsEmpty
                && states.FirstOrDefault(one => one.Ready is { Qualified: true, IsReady: false } && lines.Any(line => line.Module == one.Module.Id && line.Pledged)) is { Module: { } promised } soon
                ? await StepAsync(learner, promised, soon.Ready, T["You have promised to teach “{0}”.", promised.Title], ct)
                : new(T["You have promised to teach your colleagues."], T["Open my kit, coupons and tree"], "/cascade");
        return states.LastOrDefault() is { Module: { } begun } last
            ? await StepAsync(learner, begun, last.Ready, T["You have begun “{0}”.", begun.Title], ct)
            : new(T["You will teach this to your colleagues. Start with one lesson."], T["Choose a module"], "/modules");
    }

    private async Task<Step> StepAsync(LearnerId learner, Module module, TeachReady state, string stands, CancellationToken ct) => state.Next is { } next
        ? new($"{stands} {TeachWords.Of(T, state, next)}", TeachWords.Button(T, next), TeachWords.AddressOf(module, next, await progress.OfAsync(learner, module.Id, ct)))
        : new(stands, T["Pass it on"], "/cascade");

    private string Title(LearningOverviewQuery.Line line) => content.Find(line.Module)?.Title ?? line.Module.Module;
}
