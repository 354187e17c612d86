using System.Security.Claims;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Cohorts;
using LearningHub.Web.Identity;
using LearningHub.Web.Learning;

namespace LearningHub.Web.Home;

/// <summary>What a signed-in person most likely came to do.</summary>
public sealed class NextStepQuery(LearningOverviewQuery overview, OwnAttendanceQuery attendance, ContentLibrary content, TimeProvider clock)
{
    /// <param name="Sentence">Where the person stands.</param>
    /// <param name="Button">What the one button says.</param>
    public sealed record Step(string Sentence, string Button, string Address);

    public async Task<Step> OfAsync(ClaimsPrincipal person, CancellationToken ct = default) => person switch
    {
        _ when person.IsInRole(Roles.Administrator) => new("Invite the people who run workshops and follow institutions.", "Open people and roles", "/admin/people"),
        _ when person.IsInRole(Roles.ProgrammeOfficer) => new("See how far knowledge has spread, what is claimed and what is verified.", "Open programmes", "/programmes"),
        _ when person.IsInRole(Roles.Donor) => new("See how far your programme's knowledge has spread, what is claimed and what is verified.", "Open my programmes", "/programmes"),
        _ when person.IsInRole(Roles.FocalPoint) => new("See who of your institution is verified, and who is missing.", "Open my institution", "/institutions"),
        _ when person.IsInRole(Roles.Facilitator) => new("Your workshops, their people and their live sessions.", "Open my workshops", "/cohorts"),
        _ => await OfLearnerAsync(person, ct),
    };

    private async Task<Step> OfLearnerAsync(ClaimsPrincipal person, CancellationToken ct)
    {
        var halves = await attendance.OpenAsync(person.LearnerId(), clock.GetUtcNow(), ct);
        if (halves.FirstOrDefault(half => half.Mine is null) is { Open: { } here })
            return new($"{HalfDays.Name(here.HalfDay)} of \u201C{here.Title}\u201D is open.", "I am here", $"/here/{here.Code}");
        var lines = await overview.OfAsync(person.LearnerId(), ct);
        // The test's page asks about the module as it is now; who qualified in an earlier version has nothing to refresh there.
        var open = lines.Where(line => content.Current(line.Module.Module)?.Id == line.Module).Select(line => (Line: line, Test: line.RefresherAt(clock.GetUtcNow())));
        if (open.FirstOrDefault(refresher => refresher.Test is not null) is { Test: { } test } faded)
            return new($"You learned {Title(faded.Line)} some time ago. {TestForm.Size} questions show what is left.", "Take the refresher", TestWords.AddressOf(faded.Line.Module.Module, test));
        if (lines.FirstOrDefault(line => line.Qualified && line.Pledged) is not null)
            return new("You have promised to teach your colleagues.", "Open my kit, coupons and tree", "/cascade");
        if (lines.FirstOrDefault(line => line.Qualified) is { } ready)
            return new($"You can teach {Title(ready)}. Promise how many colleagues, and by when.", "Make my pledge", "/cascade");
        return lines.LastOrDefault() is { } begun
            ? new($"You have begun {Title(begun)}.", "Go on reading", $"/modules/{begun.Module.Module}")
            : new("You will teach this to your colleagues. Start with one lesson.", "Choose a module", "/modules");
    }

    private string Title(LearningOverviewQuery.Line line) => content.Find(line.Module)?.Title ?? line.Module.Module;
}
