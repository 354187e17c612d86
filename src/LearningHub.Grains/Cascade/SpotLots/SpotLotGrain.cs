using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using LearningHub.Domain.Cascade;
using LearningHub.Domain.Cascade.SpotLots;
using LearningHub.Domain.Common;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using LearningHub.Journal;

namespace LearningHub.Grains.Cascade.SpotLots;

/// <summary>One lot of a spot check: drawn, called, closed. The key is <see cref="SpotLotKey.Id"/>. Callers vouch that <c>by</c> is a programme officer.</summary>
public interface ISpotLotGrain : IGrainWithGuidKey
{
    /// <summary>Draws the sample. A lot is drawn once; a second call changes nothing.</summary>
    Task<Reply> Draw(SpotLotKey lot, LearnerId by);

    /// <summary>What a call found. Of somebody who confirmed a session, the session hears it too.</summary>
    /// <param name="place">In the order of asking, counted from 1.</param>
    Task<Reply> RecordCall(int place, SpotCallResult result, ImmutableArray<GivenAnswer> answers, LearnerId by);

    /// <summary>Ends the calls; from now on the trainers see the result of the lot.</summary>
    Task<Reply> Close(LearnerId by);
}

public sealed class SpotLotGrain(Journal<HubDbContext, SpotLotEvent> journal, SpotFrameQuery frames, ContentLibrary library, TimeProvider clock)
    : DecidingGrain<SpotLotState, SpotLotCommand, SpotLotEvent>(journal, SpotLot.Rules), ISpotLotGrain
{
    public const string StreamPrefix = "spot-lot-";

    protected override string Stream => StreamPrefix + this.GetPrimaryKey();

    public async Task<Reply> Draw(SpotLotKey lot, LearnerId by)
    {
        if (lot.Id != this.GetPrimaryKey()) throw new ArgumentException($"The lot {lot} has the key {lot.Id}; this is {this.GetPrimaryKey()}.", nameof(lot));
        var frame = await frames.OfAsync(lot);
        return await HandleAsync(new SpotLotCommand.DrawLot(lot, frame, BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(8)), by, clock.GetUtcNow()));
    }

    public async Task<Reply> RecordCall(int place, SpotCallResult result, ImmutableArray<GivenAnswer> answers, LearnerId by)
    {
        var asked = State.Draw is { } draw && library.Find(draw.Lot.Module) is { } module ? SpotQuestions.Draw(module, this.GetPrimaryKey(), place) : [];
        var reply = await HandleAsync(new SpotLotCommand.RecordCall(place, result, asked, answers, by, clock.GetUtcNow()));
        // Also when it was said before: a stop between the two writes is mended by sending the call again.
        if (reply.Accepted && State.Answered.TryGetValue(place, out var known) && State.Draw!.Order[place - 1] is { Person: { } person, Session: var session })
            await GrainFactory.GetGrain<ICascadeSessionGrain>(session.Value).RecordSpotCheck(person, known.Outcome, by);
        return reply;
    }

    public Task<Reply> Close(LearnerId by) => HandleAsync(new SpotLotCommand.CloseLot(by, clock.GetUtcNow()));
}
