using System.Collections.Immutable;
using LearningHub.Domain.Cascade.Help;
using LearningHub.Domain.Common;
using LearningHub.Domain.Live;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cascade.Help;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Identity;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Messages;

/// <summary>Asking for help, and one request with what the two wrote.</summary>
public sealed partial class HelpPage(
    HelpQuery help, CohortQuery cohorts, PersonNames names, ContentLibrary library, IGrainFactory grains, NavigationManager navigation, IHttpContextAccessor http)
{
    /// <summary>Workshops whose people can be asked.</summary>
    private const int Workshops = 3;

    private HelpLine? line;
    private ImmutableArray<HelpSaid> said = [];
    private ImmutableArray<HelpLine> own = [];
    private ImmutableArray<RosterLine> peers = [];
    private ImmutableHashSet<LearnerId> facilitators = [];
    private string other = "";

    private string Other => PersonWords.Shown(T, other);

    /// <summary>A request; null for a new one.</summary>
    [Parameter] public Guid? Id { get; set; }

    /// <summary>The module it is about, from the page that leads here.</summary>
    [SupplyParameterFromQuery(Name = "module")] public string? Module { get; set; }

    private Refusal? Wrong { get; set; }
    private HttpContext Http => http.HttpContext!;
    private LearnerId Me => Http.User.LearnerId();
    private ContentLibrary Library => library;

    protected override async Task OnInitializedAsync()
    {
        if (Id is not { } id)
        {
            own = [.. (await help.OfPersonAsync(Me, Http.RequestAborted)).Where(request => request.By == Me)];
            await FindPeersAsync();
        }
        else if (await help.FindAsync(id, Me, Http.RequestAborted) is { } found)
        {
            (line, said) = found;
            var person = line.By == Me ? line.To : line.By;
            other = (await names.OfAsync([person], Http.RequestAborted)).FirstName(person);
        }
        else
        {
            Http.AnswerWith(StatusCodes.Status404NotFound);
        }
    }

    /// <summary>Facilitators first; nobody who asked to be hidden.</summary>
    private async Task FindPeersAsync()
    {
        List<RosterLine> leads = [], members = [];
        foreach (var workshop in (await cohorts.OfPersonAsync(Me, Http.RequestAborted)).Take(Workshops))
        {
            if (await cohorts.FindAsync(workshop.Id, ct: Http.RequestAborted) is not { } cohort) continue;
            leads.AddRange(cohort.Facilitators);
            members.AddRange(cohort.Members.OrderBy(member => member.Name, StringComparer.CurrentCultureIgnoreCase));
        }

        var labels = await names.OfAsync([.. leads.Concat(members).Select(person => person.Learner).Distinct().Take(PersonNames.Limit)], Http.RequestAborted);
        facilitators = [.. leads.Select(person => person.Learner)];
        peers = [.. leads.Concat(members).Where(person => person.Learner != Me && labels.TryGetValue(person.Learner, out var label) && !label.Hidden).DistinctBy(person => person.Learner)];
    }

    private async Task AskAsync()
    {
        var module = ModuleVersion.TryParse(Typed("module"));
        if (!Guid.TryParse(Typed("id"), out var id) || module is null || library.Find(module) is null || !Enum.TryParse<HelpKind>(Typed("kind"), out var kind) || !HelpWords.BetweenPeers.Contains(kind)
            || peers.FirstOrDefault(peer => peer.Learner.ToString() == Typed("to")) is not { } to)
        {
            Wrong = new("help.form-incomplete", "Choose a module, what you need, and whom you ask.");
            return;
        }

        if (NamesSomebody(module)) return;
        await KeepAsync(grains.GetGrain<IHelpGrain>(id).Ask(kind, module, Me, to.Learner, Typed("text") ?? ""), $"/help/{id}");
    }

    private Task AnswerAsync() => line is null || NamesSomebody(line.Module) || !Guid.TryParse(Typed("id"), out var id)
        ? Task.CompletedTask
        : KeepAsync(grains.GetGrain<IHelpGrain>(line.Id).Answer(id, Me, Typed("text") ?? ""), $"/help/{line.Id}");

    /// <summary>In a protection module nothing that looks like a case is kept, with script and without.</summary>
    private bool NamesSomebody(ModuleVersion module)
    {
        if (!IsSensitive(module) || !LiveTexts.MayNameSomebody(Typed("text") ?? "")) return false;
        Wrong = new("help.names-somebody", "This looks as if it names or reaches a real person. In this module nothing of that kind may be written. Say it without names, numbers and places.");
        return true;
    }

    private Task CloseAsync() => line is null ? Task.CompletedTask : KeepAsync(grains.GetGrain<IHelpGrain>(line.Id).Close(Me), $"/help/{line.Id}");

    private async Task KeepAsync(Task<Reply> asked, string next)
    {
        Wrong = (await asked).Refusal;
        if (Wrong is null) navigation.NavigateTo(next);
    }

    private string TitleOf(ModuleVersion module) => library.Current(module.Module)?.Title ?? module.Module;

    private bool IsSensitive(ModuleVersion module) => library.Find(module)?.Sensitive ?? false;

    private string? Typed(string field) => Http.Request.HasFormContentType && Http.Request.Form.TryGetValue(field, out var value) ? value.ToString() : null;
}
