using System.Collections.Immutable;
using System.Security.Cryptography;
using LearningHub.Domain.Common;
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
    public async Task<(LiveStarted? Started, Refusal? Refusal)> StartAsync(string? module, ImmutableArray<string>? plan, LearnerId host)
    {
        var version = ModuleVersion.TryParse(module);
        if ((version is null ? library.Current(module ?? "") : library.Find(version)) is not { } found)
            return (null, new("live.no-such-module", "There is no such module. Choose one of the list."));
        if (LivePlan.Choose(found, plan, out var refusal) is not { } items) return (null, refusal);

        var session = new LiveSessionId(Guid.CreateVersion7());
        var code = await grains.ClaimCodeAsync(new JoinCodeTarget.LiveRoom(session), clock.GetUtcNow().AddHours(options.Value.CodeHours));
        var reply = await door.Grain(session).Start(new(found.Id, LivePlan.Of(items, RandomNumberGenerator.GetInt32), host, code));
        return reply.Refusal is null ? (new(session, code, door.HostClaim(session)), null) : (null, reply.Refusal);
    }
}
