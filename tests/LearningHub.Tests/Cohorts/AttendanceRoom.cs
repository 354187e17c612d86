using System.Net;
using System.Net.Http.Json;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Common;
using LearningHub.Tests.Common;
using LearningHub.Web.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace LearningHub.Tests.Cohorts;

/// <summary>A workshop that is held today, with its facilitator at her desk.</summary>
internal sealed class AttendanceRoom(Hub hub, Browser facilitator, LearnerId facilitatorId, CohortId id, string code)
{
    public static readonly HalfDay Morning = new(DateOnly.FromDateTime(DateTime.UtcNow), false), Afternoon = new(Morning.Day, true);

    public CohortId Id => id;
    public string Code => code;
    public Browser Facilitator => facilitator;
    public ICohortGrain Grain => hub.Services.GetRequiredService<IGrainFactory>().GetGrain<ICohortGrain>(id.Value);
    public string Desk => $"/cohorts/{id}/attendance/{Morning}";

    public static async Task<AttendanceRoom> PlanAsync(Hub hub, string title = "Fair recruitment", ProgrammeId? programme = null)
    {
        var (browser, facilitator) = await hub.SignedInAsync(Roles.Facilitator);
        var (grains, id) = (hub.Services.GetRequiredService<IGrainFactory>(), new CohortId(Guid.CreateVersion7()));
        var code = await grains.ClaimCodeAsync(new JoinCodeTarget.Workshop(id), DateTimeOffset.UtcNow.AddDays(9));
        var planned = await grains.GetGrain<ICohortGrain>(id.Value).Plan(
            title, "Kigali", Morning.Day, Morning.Day.AddDays(4), [new ModuleVersion("labour-mobility", 1)], programme, code, facilitator);
        Assert.Null(planned.Refusal);
        return new(hub, browser, facilitator, id, code);
    }

    public async Task OpenAsync(HalfDay? half = null) => Assert.Null((await Grain.OpenHalfDay(half ?? Morning, facilitatorId, false)).Refusal);

    public async Task CloseAsync() => Assert.Null((await Grain.CloseHalfDay(Morning, facilitatorId, false)).Refusal);

    public async Task<(Browser Phone, LearnerId Learner)> JoinedAsync(string name = "Amina")
    {
        var (phone, learner, _) = await hub.LearnerAsync(name);
        Assert.Null((await Grain.Join(learner)).Refusal);
        return (phone, learner);
    }

    /// <summary>What the screen shows at a moment; now unless another is asked for.</summary>
    public string Digits(HalfDay? half = null, DateTimeOffset? at = null) =>
        hub.Services.GetRequiredService<AttendanceCodes>().Of(id).From(half ?? Morning, RotatingCode.StepOf(at ?? DateTimeOffset.UtcNow), 1)[0];

    public async Task<Page> ConfirmAsync(Browser phone, string? digits = null) =>
        await phone.SubmitAsync(await phone.OpenAsync($"/here/{code}"), "here", ("Here.Code", digits ?? Digits()));

    /// <summary>As the outbox sends it.</summary>
    public async Task<(HttpStatusCode Status, string Body)> SendAsync(Browser phone, string digits, DateTimeOffset typedAt, Guid? who = null)
    {
        using var response = await phone.Http.PostAsJsonAsync($"/here/{code}/confirmations", new { code = digits, typedAt, @for = who });
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<AttendanceLine> LineAsync(LearnerId learner) => (await ViewAsync()).People.Single(line => line.Learner == learner);

    public async Task<HalfDayView> ViewAsync() => (await hub.Services.GetRequiredService<AttendanceQuery>().FindAsync(id, Morning, facilitatorId))!;
}
