using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.SignalR;

namespace LearningHub.Web.Live;

/// <summary>A connection speaks the language of the page that opened it: what the hub answers to it is said in that language.</summary>
internal sealed class LiveHubLanguage : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.Context.GetHttpContext()?.Features.Get<IRequestCultureFeature>() is { RequestCulture: var chosen })
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (chosen.Culture, chosen.UICulture);
        return await next(invocationContext);
    }
}
