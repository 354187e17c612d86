using LearningHub.Web.Layout;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningHub.Tests.Common;

/// <summary>A page of the live room answered 500 about once in five thousand times on a busy machine: it was drawn with its room and without the picture of it.</summary>
public sealed class WholeComponentTests
{
    [Fact]
    public async Task A_page_is_drawn_when_all_it_asked_for_is_there()
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var second = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = renderer.BeginRenderingComponent<Page>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(Page.Second)] = second.Task }));
            Assert.Equal("", page.ToHtmlString());
            second.SetResult("a picture");
            await page.QuiescenceTask;
            return page.ToHtmlString();
        });
        Assert.Equal("a room with a picture of 9 letters", html);
    }

    [Fact]
    public void Every_page_and_part_is_such_a_component()
    {
        var others = typeof(WholeComponent).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IComponent)) && !type.IsAssignableTo(typeof(WholeComponent)) && !type.IsAssignableTo(typeof(LayoutComponentBase)));
        Assert.DoesNotContain(others, type => !type.Name.StartsWith("_Imports", StringComparison.Ordinal));
    }

    /// <summary>The first thing is there at once, the second is not.</summary>
    private sealed class Page : WholeComponent
    {
        private string? room;
        private string? picture;

        [Parameter] public Task<string> Second { get; set; } = null!;

        protected override async Task OnInitializedAsync()
        {
            room = await Task.FromResult("a room");
            picture = await Second;
        }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (room is not null) builder.AddContent(0, $"{room} with {picture} of {picture!.Length} letters");
        }
    }
}
