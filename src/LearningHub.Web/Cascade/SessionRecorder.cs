using System.Collections.Immutable;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Pledges;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Grains.Identity;

namespace LearningHub.Web.Cascade;

/// <summary>Records a session that a trainer held, from a form or from what waited on a phone.</summary>
public sealed class SessionRecorder(
    IGrainFactory grains, InstitutionQuery institutions, CohortQuery cohorts, PersonNames people, PaperSheets sheets, Seal seal, TimeProvider clock)
{
    /// <summary>Workshops whose people are offered as co-trainers.</summary>
    private const int WorkshopsForPeers = 3;
    private const string RosterPurpose = "session-roster";

    private static readonly Refusal Incomplete = new("cascade.form-incomplete", "Something is missing in the form. Fill in every field and send it again.");

    private DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>People who may have taught with her: those of her last workshops, by name.</summary>
    public async Task<ImmutableArray<RosterLine>> PeersAsync(LearnerId me)
    {
        var found = new List<RosterLine>();
        foreach (var line in (await cohorts.OfPersonAsync(me)).Take(WorkshopsForPeers))
            if (await cohorts.FindAsync(line.Id) is { } cohort) found.AddRange(cohort.Facilitators.Concat(cohort.Members));
        var labels = await people.OfAsync([.. found.Select(p => p.Learner).Distinct().Take(PersonNames.Limit)]);
        return [.. found.Where(p => p.Learner != me && labels.TryGetValue(p.Learner, out var label) && !label.Hidden).DistinctBy(p => p.Learner).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <param name="typed">A field of the form, or null.</param>
    /// <returns>The session, or why it is not recorded. With a session and a refusal it is recorded, and its list of names is not.</returns>
    public async Task<(Guid? Session, Refusal? Refusal)> RecordAsync(LearnerId me, Func<string, string?> typed)
    {
        if (ModuleVersion.TryParse(typed("module")) is not { } module || Wording.Day(typed("held")) is not { } held || !Guid.TryParse(typed("session"), out var session)) return (null, Incomplete);
        var names = NamesIn(typed("names"));
        var heads = Wording.Number(typed("heads"));
        if (heads > 0 && names.Length > heads) return (null, new("cascade.names-too-many", $"Your list has {names.Length} names, and you wrote that {heads} were there. Mend one of the two."));

        var known = await institutions.NamedAsync();
        var institution = Guid.TryParse(typed("institution"), out var id) && known.Any(i => i.Id.Value == id) ? new InstitutionId(id) : (InstitutionId?)null;
        var together = (await PeersAsync(me)).Where(p => p.Learner.ToString() == typed("co-trainer")).Select(p => p.Learner);
        var details = new SessionDetails(module, held, typed("district") ?? "", typed("venue") ?? "", Wording.Number(typed("minutes")), [me, .. together], heads, institution);
        if ((await grains.GetGrain<ICascadeSessionGrain>(session).Record(details, me, Today)).Refusal is { } refusal) return (null, refusal);
        if (Guid.TryParse(typed("keeps"), out var pledge)) await grains.GetGrain<IPledgeGrain>(pledge).LinkSession(me, new(session)); // what does not fit is not linked; the session stands
        return (session, names.IsEmpty ? null : await sheets.ListAsync(new(session), seal.IdFor(RosterPurpose, $"{session}"), names, me));
    }

    private static ImmutableArray<string> NamesIn(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(CascadeSession.MostHeads + 1)];
}
