using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace LearningHub.Web.Layout;

/// <summary>A component that is drawn when all it asked for is there, and not before.</summary>
/// <remarks>Blazor's own base draws what is half loaded too. Here nobody sees that, since a page leaves when it is whole; but a page that finds
/// its room at once and waits for the picture of it would be drawn with a room and no picture, and fail. How often depends on how busy the machine is.</remarks>
public abstract class WholeComponent : IComponent, IHandleEvent
{
    private readonly RenderFragment draw;
    private RenderHandle handle;
    private Task? loaded;

    protected WholeComponent() => draw = BuildRenderTree;

    /// <summary>Addresses of files that change with their content.</summary>
    protected ResourceAssetCollection Assets => handle.Assets;

    void IComponent.Attach(RenderHandle renderHandle) => handle = renderHandle;

    public async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        await (loaded ??= LoadAsync());
        OnParametersSet();
        handle.Render(draw);
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await item.InvokeAsync(arg);
        handle.Render(draw);
    }

    protected virtual void OnInitialized()
    {
    }

    protected virtual Task OnInitializedAsync() => Task.CompletedTask;

    protected virtual void OnParametersSet()
    {
    }

    protected virtual void BuildRenderTree(RenderTreeBuilder builder)
    {
    }

    private Task LoadAsync()
    {
        OnInitialized();
        return OnInitializedAsync();
    }
}
