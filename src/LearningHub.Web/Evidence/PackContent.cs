using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Common;
using LearningHub.Domain.Evidence;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;

namespace LearningHub.Web.Evidence;

/// <summary>What a pack says: the facts that may leave, the tree and the figures made from them, and nothing else.</summary>
/// <param name="Facts">Reduced by <see cref="Release"/>; empty for protection content.</param>
/// <param name="Lineage">Who taught whom, from these facts.</param>
/// <param name="Figures">What is published, from these facts (of protection content in steps, from facts that stay here): the same in the pack and in the donor report.</param>
public sealed record PackContent(ProgrammeId Programme, Module Module, CascadeFacts Facts, Lineage Lineage, ImmutableArray<Figure> Figures)
{
    /// <summary>Sessions frozen by an institution: in no total.</summary>
    public int Contested { get; init; }

    /// <summary>Sessions whose trainer had not qualified: in no total.</summary>
    public int Quarantined { get; init; }

    /// <summary>T of fan-out and reproduction, whole days.</summary>
    public const int WindowDays = 90;

    /// <summary>Days after the due date of a pledge that still count.</summary>
    public const int GraceDays = 14;

    /// <summary>The as-of moment, in whole microseconds: what a file can say.</summary>
    public DateTimeOffset AsOf => Lineage.AsOf;

    public static PackContent Of(ProgrammeId programme, Module module, CascadeBook book)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(book);
        var asOf = new DateTimeOffset(book.AsOf.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        var facts = Release.Of(book.Lineage, module.Sensitive);
        var lineage = Lineage.Of(facts, asOf);
        return new(programme, module, facts, lineage, module.Sensitive ? book.Figures : Domain.Cascade.Metrics.Figures.Of(lineage, sensitive: false, WindowDays))
        {
            Contested = book.Lineage.Contested.Count, Quarantined = book.Lineage.Quarantined.Count,
        };
    }

    /// <summary>A figure, or null where it does not exist; of several bases the first.</summary>
    public Figure? Find(Definition definition, string slice = "") => Figures.FirstOrDefault(figure => figure.Definition.Id == definition.Id
        && (figure.Slice == slice || (slice.Length > 0 && figure.Slice.StartsWith(slice + ";by=", StringComparison.Ordinal))));

    /// <summary>Generations that have a size, the workshop's included.</summary>
    public int Generations => Figures.Count(figure => figure.Definition.Id == Definitions.Generation.Id);
}
