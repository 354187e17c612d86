using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace LearningHub.Web.Languages;

/// <summary>Where a page's script lies in the reader's language.</summary>
internal static class ScriptAddress
{
    /// <summary>The script's address in the language of the request; in English where the build made none in that language.</summary>
    /// <param name="name">For example <c>site.js</c>.</param>
    public static string Script(this ResourceAssetCollection assets, string name) => assets.Script(name, CultureInfo.CurrentUICulture.Name);

    /// <summary>The same for a language that is named.</summary>
    public static string Script(this ResourceAssetCollection assets, string name, string tag)
    {
        var own = $"dist/{tag}/{name}";
        return "/" + (tag != Language.English.Tag && assets.Any(file => IsFile(file, own)) ? assets[own] : assets[$"dist/{name}"]);
    }

    private static bool IsFile(ResourceAsset file, string label) =>
        file.Url == label || file.Properties?.Any(property => property.Name == "label" && property.Value == label) == true;
}
