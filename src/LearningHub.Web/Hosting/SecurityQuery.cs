using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace LearningHub.Web.Hosting;

/// <summary>An address with a number or id that is none, cut short or typed by hand, shows the page as without it.</summary>
/// <remarks>The framework fails on it before the page is asked, which would read as "something broke on our side".</remarks>
internal static class SecurityQuery
{
    private const BindingFlags OfPages = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Dictionary<Type, Func<string, bool>> Readable = new()
    {
        [typeof(int)] = text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        [typeof(long)] = text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        [typeof(bool)] = text => bool.TryParse(text, out _),
        [typeof(Guid)] = text => Guid.TryParse(text, out _),
    };

    private static readonly ConcurrentDictionary<Type, Dictionary<string, Func<string, bool>>> Asked = new();

    /// <summary>Stands behind routing: the page says what it reads from its address.</summary>
    public static IApplicationBuilder UseReadableQuery(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.QueryString.HasValue && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is { } page)
            LeaveOut(context.Request, Asked.GetOrAdd(page.Type, Of));
        return next(context);
    });

    private static void LeaveOut(HttpRequest request, Dictionary<string, Func<string, bool>> asked)
    {
        bool Fits(string name, IEnumerable<string?> values) => !asked.TryGetValue(name, out var fits) || values.All(value => string.IsNullOrEmpty(value) || fits(value));
        if (request.Query.All(part => Fits(part.Key, part.Value))) return;
        request.QueryString = QueryString.Create(request.Query.Where(part => Fits(part.Key, part.Value)));
    }

    private static Dictionary<string, Func<string, bool>> Of(Type page) =>
        page.GetProperties(OfPages)
            .Select(property => (Said: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>(), property.Name, Type: Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
            .Where(property => property.Said is not null && Readable.ContainsKey(property.Type))
            .ToDictionary(property => property.Said!.Name ?? property.Name, property => Readable[property.Type], StringComparer.OrdinalIgnoreCase);
}
