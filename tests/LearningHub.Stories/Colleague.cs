using System.Net;
using System.Text.RegularExpressions;
using LearningHub.Domain.Learning;

namespace LearningHub.Stories;

/// <summary>One of many who confirm: a phone without script that opens pages and sends their forms, cheaper than a browser.</summary>
public sealed partial class Colleague : IDisposable
{
    private static readonly Module Taught = DemoHub.Content.Current("labour-mobility")!;

    private readonly HttpClient http;
    private readonly string address;

    public Colleague(HubProcess hub)
    {
        address = hub.Address;
        http = new HttpClient { BaseAddress = new(address) };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.Add("Origin", address); // as every browser does with a form
    }

    /// <summary>Signs in as a new colleague of the demonstration and confirms a session of its step-down trainer.</summary>
    public async Task WasTaughtByAnotherAsync()
    {
        using var asColleague = new FormUrlEncodedContent([KeyValuePair.Create("as", "colleague")]);
        using var answer = await http.PostAsync(new Uri("/demo/continue", UriKind.Relative), asColleague);
        await SubmitAsync(await ReadAsync(answer), "confirm");
    }

    /// <summary>Confirms with a coupon and answers its questions.</summary>
    /// <param name="name">Null for who is signed in.</param>
    /// <param name="wrongOn">The key message that did not come across, or null.</param>
    public async Task ConfirmsAsync(string code, string? name, string? wrongOn, bool canTeach = false)
    {
        using var opened = await http.GetAsync(new Uri($"/confirm/{code}", UriKind.Relative));
        var check = await SubmitAsync(await ReadAsync(opened), "confirm", name is null ? [] : [("Name", name)]);
        var thanks = await SubmitAsync(check, "check", [.. Asked().Matches(check.Html).Select(found => found.Groups["item"].Value).Distinct()
            .Select(item => ($"item-{item}", Answer(Taught.Item(item)!, wrongOn)))]);
        Assert.Contains("Thank you", thanks.Html, StringComparison.Ordinal);
        if (canTeach) Assert.Contains("sees that you can teach this", (await SubmitAsync(thanks, "can-teach")).Html, StringComparison.Ordinal);
    }

    /// <summary>The right option, or a wrong one of a message that did not come across.</summary>
    public static string Answer(Item item, string? wrongOn) =>
        item.Message == wrongOn && wrongOn is not null ? item.Options.First(option => !option.Right).Id : item.RightOption!;

    public void Dispose() => http.Dispose();

    private async Task<(Uri At, string Html)> SubmitAsync((Uri At, string Html) page, string name, params (string Field, string Value)[] typed)
    {
        var form = Form().Matches(page.Html).Select(found => found.Value).FirstOrDefault(found => found.Contains($"value=\"{name}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{page.At} has no form '{name}': {page.Html}");
        var hidden = Hidden().Matches(form).Select(found => KeyValuePair.Create(found.Groups["name"].Value, WebUtility.HtmlDecode(found.Groups["value"].Value)));
        using var fields = new FormUrlEncodedContent(hidden.Concat(typed.Select(field => KeyValuePair.Create(field.Field, field.Value))));
        using var answer = await http.PostAsync(page.At, fields);
        return await ReadAsync(answer);
    }

    private static async Task<(Uri, string)> ReadAsync(HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        return (answer.RequestMessage!.RequestUri!, await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"item-(?<item>[^\"]+)\"")]
    private static partial Regex Asked();
}
