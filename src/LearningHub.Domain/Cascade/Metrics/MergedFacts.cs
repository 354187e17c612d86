using LearningHub.Domain.Common;
using LearningHub.Domain.Identity;

namespace LearningHub.Domain.Cascade.Metrics;

/// <summary>One person counted once: facts in which every sign-in of a person bears one id.</summary>
/// <remarks>What was recorded stays as it was; only the facts on their way to the figures are renamed. So a merge that is taken back
/// restores every figure exactly. Who confirmed her own session under another sign-in drops out there, as a trainer does.</remarks>
public static class MergedFacts
{
    /// <summary>These facts with the merges applied. Merges hold for every as-of date: who somebody is does not change with time.</summary>
    public static CascadeFacts Merged(this CascadeFacts facts, PersonMap people)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(people);
        if (people.IsEmpty) return facts;
        LearnerId Of(LearnerId person) => people[person];
        return facts with
        {
            Seeds = [.. facts.Seeds.Select(fact => fact with { Person = Of(fact.Person) })],
            Sessions = [.. facts.Sessions.Select(fact => fact with { Trainers = [.. fact.Trainers.Select(Of).Distinct()] })],
            Exposures = [.. facts.Exposures.Select(fact => fact with { Person = Of(fact.Person) })],
            Qualifications = [.. facts.Qualifications.Select(fact => fact with { Person = Of(fact.Person) })],
            Pledges = [.. facts.Pledges.Select(fact => fact with { Person = Of(fact.Person) })],
            Posts = [.. facts.Posts.Select(fact => fact with { Person = Of(fact.Person) })],
            SpotChecks = [.. facts.SpotChecks.Select(fact => fact.Person is { } person ? fact with { Person = Of(person) } : fact)],
            Answers = [.. facts.Answers.Select(fact => fact with { Person = Of(fact.Person) })],
        };
    }
}
