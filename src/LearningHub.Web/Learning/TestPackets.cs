using System.Collections.Immutable;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Identity;
using LearningHub.Web.Languages;
using LearningHub.Web.Live;

namespace LearningHub.Web.Learning;

/// <summary>A test for a phone that will have no link: every question, and which option is right of none.</summary>
/// <param name="Attempt">The idempotency key of the whole test; the same until it is taken.</param>
/// <param name="Begun">False for a test that was prepared ahead; it begins when the learner begins it.</param>
/// <param name="Given">What the hub holds already, by question.</param>
public sealed record TestPacket(
    Guid Attempt, string Module, TestOccasion Occasion, string Title, bool Begun, ImmutableArray<PacketQuestion> Questions, ImmutableDictionary<string, PacketAnswer> Given);

/// <param name="Prompt">HTML of the module's own text.</param>
public sealed record PacketQuestion(string Id, string Prompt, ImmutableArray<PacketOption> Options);

/// <param name="Text">HTML of the module's own text.</param>
public sealed record PacketOption(string Id, string Text);

public sealed record PacketAnswer(string Option, bool? Sure);

/// <summary>Hands tests out ahead: <c>GET /modules/{name}/test/{occasion}/packet</c>, for whoever is signed in.</summary>
public static class TestPackets
{
    public static IEndpointRouteBuilder MapTestPackets(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/modules/{name}/test/{occasion}/packet", OfAsync).RequireAuthorization(Policies.Learner);
        return routes;
    }

    private static async Task<IResult> OfAsync(string name, string occasion, ContentLibrary library, TestGivenQuery tests, IGrainFactory grains, Texts T, HttpContext http)
    {
        if (library.Current(name) is not { } module || !Enum.TryParse<TestOccasion>(occasion, ignoreCase: true, out var when) || !Enum.IsDefined(when)) return Results.NotFound();
        var learner = http.User.LearnerId();
        var test = await grains.GetGrain<ILearnerGrain>(learner.Value).PreviewTest(module.Id, when);
        if (test.Attempt is not { } attempt) return LiveEndpoints.Refused(T, test.Refusal!);
        var given = test.Begun ? (await tests.OfAsync(learner, attempt, http.RequestAborted))?.Given : null;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new TestPacket(
            attempt, module.Id.ToString(), when, TestWords.TitleOf(T, when), test.Begun,
            [.. test.Items.Select(module.Item).OfType<Item>().Select(item => new PacketQuestion(
                item.Id, item.Prompt.Html, [.. TestForm.Options(item, Dice.SeedOf(attempt, item.Id)).Select(option => new PacketOption(option.Id, option.Text.Html))]))],
            (given ?? ImmutableDictionary<string, AnswerGiven>.Empty).ToImmutableDictionary(answer => answer.Key, answer => new PacketAnswer(answer.Value.Option, answer.Value.Sure))), LiveWire.Json);
    }
}
