using LearningHub.Domain.Common;
using LearningHub.Grains.Common;

namespace LearningHub.Grains.Evidence;

/// <summary>Names for people and sessions in one programme's packs: keyed by the site's secret and the programme, so that the same person has one
/// name in all packs of a programme and another in every other programme. Nobody can go back from a name without the secret.</summary>
public sealed class Pseudonyms(Seal seal, ProgrammeId programme, ModuleVersion module, DateTimeOffset asOf)
{
    private const int Characters = 20;

    public string Of(LearnerId person) => Named('P', $"evidence person {programme}", person.Value);

    public string Of(CascadeSessionId session) => Named('S', $"evidence session {programme}", session.Value);

    public string Of(InstitutionId institution) => Named('I', $"evidence institution {programme}", institution.Value);

    public string OfLot(Guid lot) => Named('L', $"evidence lot {programme}", lot);

    /// <summary>Another name for a person beside her answers, and another one in each pack: answers can't be laid beside a place in the tree,
    /// nor beside those of an earlier pack.</summary>
    public string OfAnswers(LearnerId person) => Named('A', $"evidence answers {programme} {module} {asOf.UtcTicks}", person.Value);

    /// <summary>People of one session, beside their answers: again another name in each pack.</summary>
    public string OfCluster(CascadeSessionId session) => Named('C', $"evidence cluster {programme} {module} {asOf.UtcTicks}", session.Value);

    private string Named(char kind, string purpose, Guid id) => kind + seal.Hash(purpose, id.ToString())[..Characters];
}
