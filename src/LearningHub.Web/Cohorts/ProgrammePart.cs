using System.Collections.Immutable;
using System.Globalization;
using LearningHub.Domain.Cascade.Metrics;
using LearningHub.Domain.Cohorts;
using LearningHub.Domain.Common;
using LearningHub.Domain.Learning;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Cohorts;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;
using LearningHub.Web.Identity;
using LearningHub.Web.Layout;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Cohorts;

/// <summary>A page about one module of one programme as of one day. Every link from it keeps the module and the day.</summary>
public abstract class ProgrammePart : WholeComponent
{
    /// <summary>The programme's id.</summary>
    [Parameter] public Guid Id { get; set; }

    /// <summary>The module version shown; the programme's first when none is named.</summary>
    [SupplyParameterFromQuery(Name = "module")] public string? ChosenModule { get; set; }

    /// <summary>The last day whose facts count, as YYYY-MM-DD; today when none is named.</summary>
    [SupplyParameterFromQuery(Name = "asOf")] public string? ChosenDay { get; set; }

    [CascadingParameter] protected HttpContext Http { get; set; } = null!;
    [Inject] protected ContentLibrary Content { get; set; } = null!;
    [Inject] private ProgrammeQuery Programmes { get; set; } = null!;
    [Inject] private CascadeBooks Books { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    public ProgrammeView? Programme { get; private set; }

    /// <summary>Modules of the programme's workshops that this hub still teaches.</summary>
    public ImmutableArray<Module> Modules { get; private set; } = [];

    public Module? Module { get; private set; }

    /// <summary>How far a large cascade's figures are while they are not here; null when they are.</summary>
    public ComingBook? Coming { get; private set; }

    /// <summary>Null while the programme has no module, or the figures are coming.</summary>
    public Lineage? Lineage { get; private set; }

    public ImmutableArray<Figure> Figures { get; private set; } = [];

    /// <summary>What the programme wants of the module's figures, by the id of the definition.</summary>
    public ImmutableDictionary<string, Target> Targets { get; private set; } = ImmutableDictionary<string, Target>.Empty;

    /// <summary>The day that every figure is named after.</summary>
    public DateOnly Day { get; private set; }

    public DateOnly Today { get; private set; }

    /// <summary>Shown on the programme's first screen and on none below it.</summary>
    public virtual bool IsFirst => false;

    /// <summary>A donor reads: aggregates alone, no row of a person and nothing to decide.</summary>
    public bool ForDonor => !Http.User.LooksAfterProgrammes();

    protected sealed override async Task OnInitializedAsync()
    {
        var now = Clock.GetUtcNow();
        Today = DateOnly.FromDateTime(now.UtcDateTime);
        Day = DateOnly.TryParseExact(ChosenDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < Today ? day : Today;
        Programme = Http.User.Reads(new(Id)) ? await Programmes.FindAsync(new(Id)) : null; // somebody else's is as if it did not exist
        if (Programme is null)
        {
            Http.AnswerWith(StatusCodes.Status404NotFound);
            return;
        }

        Modules = [.. Programme.Modules.Select(id => Content.Find(id)).OfType<Module>()];
        Module = Modules.FirstOrDefault(m => m.Id == ModuleVersion.TryParse(ChosenModule)) ?? Modules.FirstOrDefault();
        if (Module is not null)
        {
            DateTimeOffset? until = Day == Today ? null : new(Day, new(23, 59, 59), TimeSpan.Zero);
            // What somebody sends is taken: the form that takes it must be drawn.
            var book = HttpMethods.IsPost(Http.Request.Method) ? await Books.OfProgrammeAsync(Programme.Id, Module.Id, until) : await Books.SoonAsync(Programme.Id, Module.Id, until);
            if (book is null)
            {
                Coming = Books.ComingOf(Module.Id);
                Http.AnswerWith(StatusCodes.Status202Accepted);
                return;
            }

            (Lineage, Figures) = (book.Lineage, book.Figures);
            Targets = await Programmes.TargetsAsync(Programme.Id, Module.Id);
        }

        await LoadAsync();
    }

    /// <summary>Asks for what the page needs beside the figures.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>A figure, or null where it does not exist. A slice that names less than the figure's own still finds it.</summary>
    public Figure? Find(Definition definition, string slice = "") =>
        Figures.FirstOrDefault(f => f.Definition.Id == definition.Id && (f.Slice == slice || (slice.Length > 0 && f.Slice.StartsWith(slice + ";by=", StringComparison.Ordinal))));

    /// <summary>The address of another page of the programme, for the same module and day.</summary>
    /// <param name="part">Below the programme, for example <c>generations</c>; empty for its first screen.</param>
    /// <param name="more">Further parts of the query, each as name=value and escaped.</param>
    public string To(string part = "", params string[] more) => On(Day, part, more);

    /// <summary>The same as of another day.</summary>
    public string On(DateOnly day, string part = "", params string[] more)
    {
        string[] query = [.. Module is null || Module == Modules[0] ? [] : (string[])[$"module={Module.Id}"], .. day == Today ? [] : (string[])[string.Create(CultureInfo.InvariantCulture, $"asOf={day:yyyy-MM-dd}")], .. more];
        return $"/programmes/{Id}{(part.Length > 0 ? "/" + part : "")}{(query.Length > 0 ? "?" + string.Join('&', query) : "")}";
    }

    /// <summary>The page behind a number: formula, population, rows.</summary>
    public string ToFigure(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return To($"figures/{figure.Definition.Id}", figure.Slice.Length > 0 ? [$"slice={Uri.EscapeDataString(figure.Slice)}"] : []);
    }
}
