namespace LearningHub.Web.Hosting;

/// <summary>Looks at every setting before anything starts: a typing mistake stops the program with a sentence, not with a surprise next week.</summary>
internal static class Settings
{
    /// <exception cref="StartException">A value is wrong; the message names key, value and what is allowed.</exception>
    public static WebApplicationBuilder CheckSettings(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (Switch(settings, "Demo:Enabled") == true && builder.Environment.IsProduction())
            throw new StartException("Demo:Enabled is 'true' in Production. Allowed there: false, or no value. The demonstration signs anybody in as anybody; it is for Development only.");
        OneOf(settings, "Role", Roles);
        Existing(settings, "Content:Path", Directory.Exists, "an existing folder with the courses");
        Existing(settings, "Languages:Path", Directory.Exists, "an existing folder with one folder a language");
        Switch(settings, "Languages:Pseudo");
        Existing(settings, "Print:Chromium", IsProgram, "the path of a Chromium program that may be run");
        if (settings["Smtp:Port"] is { Length: > 0 } port && !(int.TryParse(port, out var number) && number is > 0 and < 65536))
            throw Wrong("Smtp:Port", port, "a number from 1 to 65535");
        return builder;
    }

    private static bool? Switch(ConfigurationManager settings, string key) => settings[key] switch
    {
        null or "" => null,
        var value when bool.TryParse(value, out var on) => on,
        var value => throw Wrong(key, value, "true or false"),
    };

    private static void OneOf(ConfigurationManager settings, string key, string[] allowed)
    {
        if (settings[key] is { Length: > 0 } value && !allowed.Contains(value, StringComparer.OrdinalIgnoreCase)) throw Wrong(key, value, string.Join(" or ", allowed));
    }

    private static void Existing(ConfigurationManager settings, string key, Predicate<string> exists, string allowed)
    {
        if (settings[key] is { Length: > 0 } value && !exists(value)) throw Wrong(key, value, allowed);
    }

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);

    private static StartException Wrong(string key, string value, string allowed) =>
        new($"{key} is '{value}'. Allowed: {allowed}. Set it in appsettings.json or as {key.Replace(":", "__", StringComparison.Ordinal)}.");

    private static readonly string[] Roles = ["All", "Silo", "Web"];
}
