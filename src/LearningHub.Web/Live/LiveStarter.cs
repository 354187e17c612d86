using System.Collections.Immutable;
using System.Security.Cryptography;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Domain.Live;
using LearningHub.Grains.Common;
using LearningHub.Grains.Learning.Content;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Live;

/// <summary>Starts live sessions from a module's live questions, for the page and the endpoint alike.</summary>
public sealed class LiveStarter(ContentLibrary library, LiveDoor door, IGrainFactory grains, IOptions<LiveOptions> options, TimeProvider clock)
{
    /// <param name="module">A module's id, with or without <c>@version</c>.</param>
    /// <param name="plan">Ids of live questions in the order to ask them; null for all.</param>
    /// <param name="run">Title of a run of show of the module, followed step by step; null for questions alone.</param>
    public async Task<(LiveStarted? Started, Refusal? Refusal)> StartAsync(string? module, ImmutableArray<string>? plan, string? run, LearnerId host)
    {
        var version = ModuleVersion.TryParse(module);
        if ((version is null ? library.Current(module ?? "") : library.Find(version)) is not { } found)
            return (null, new Refusal("live.no-such-module", "There is no such module. Choose one of the list."));
        if (Plan(found, plan, run, out var refusal) is not { } activities) return (null, refusal);

        var session = new LiveSessionId(Guid.CreateVersion7());
        var code = await grains.ClaimCodeAsync(new JoinCodeTarget.LiveRoom(session), clock.GetUtcNow().AddHours(options.Value.CodeHours));
        var reply = await door.Grain(session).Start(new(found.Id, activities, host, code));
        return reply.Refusal is null ? (new(session, code, door.HostClaim(session)), null) : (null, reply.Refusal);
    }

    private static ImmutableArray<PlannedActivity>? Plan(Module module, ImmutableArray<string>? plan, string? run, out Refusal? refusal)
    {
        if (run is null) return LivePlan.Choose(module, plan, out refusal) is { } items ? LivePlan.Of(items, RandomNumberGenerator.GetInt32) : null;
        refusal = null;
        if (module.Runs.FirstOrDefault(known => known.Title == run) is { } found) return LivePlan.Of(module, found, RandomNumberGenerator.GetInt32);
        refusal = new Refusal("live.no-such-run", $"This module has no such run of show. Choose one of: {string.Join(", ", module.Runs.Select(known => known.Title))}.");
        return null;
    }
}
