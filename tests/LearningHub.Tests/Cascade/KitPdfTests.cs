using System.Net;
using System.Text;
using LearningHub.Grains.Cascade;
using LearningHub.Grains.Learning.Content;
using LearningHub.Tests.Common;
using LearningHub.Web.Cascade.Print;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace LearningHub.Tests.Cascade;

/// <summary>Kits on paper, with the Chromium that Debian ships.</summary>
public sealed class KitPdfTests
{
    private const int MostBytes = 300 * 1024;

    private static string Chromium => Path.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : "/usr/bin/chromium-browser";

    [Fact]
    public async Task The_kit_of_every_module_is_a_small_pdf_on_a4_and_a_session_adds_thirty_coupons_and_nine_sheets()
    {
        using var hub = new Hub { Settings = { ["Print:Chromium"] = Chromium } };
        var (trainer, id, _) = await hub.LearnerAsync("Kit Trainer");
        var library = hub.Services.GetRequiredService<ContentLibrary>();
        Assert.Equal(4, library.Modules.Length);
        foreach (var module in library.Modules)
        {
            var pdf = await PdfAsync(trainer, $"/modules/{module.Id.Module}/kit.pdf");
            Assert.InRange(pdf.Length, 20_000, MostBytes);
            AssertA4(pdf);
        }

        var session = Guid.CreateVersion7();
        var grain = hub.Services.GetRequiredService<IGrainFactory>().GetGrain<ICascadeSessionGrain>(session);
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        Assert.Null((await grain.Record(new(library.Current("labour-mobility")!.Id, today, "Gasabo", "Training room 2", 20, [id], 30, null), id, today)).Refusal);
        Assert.Null((await grain.IssueCoupons(Guid.NewGuid(), 30, id)).Refusal);
        var page = await trainer.OpenAsync($"/cascade/sessions/{session}/kit?sheets=9");
        Assert.Equal((30, 9), (page.Document.QuerySelectorAll(".coupon").Length, page.Document.QuerySelectorAll(".check-sheet").Length));
        Assert.Contains("sheets=9", page.Document.QuerySelector("a[href*='kit.pdf']")!.GetAttribute("href"), StringComparison.Ordinal);
        var kit = await PdfAsync(trainer, $"/cascade/sessions/{session}/kit.pdf?sheets=9");
        Assert.InRange(kit.Length, 50_000, MostBytes);
        AssertA4(kit);

        var (other, _, _) = await hub.LearnerAsync("Nosy");
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync($"/cascade/sessions/{session}/kit.pdf")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync($"/cascade/sessions/{session}/kit")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync("/modules/no-such/kit.pdf")).Status);
    }

    [Fact]
    public async Task A_kit_speaks_the_language_of_whoever_prints_it()
    {
        if (OperatingSystem.IsWindows()) return; // the program below is a shell script
        var folder = Directory.CreateTempSubdirectory("hub-press-test-").FullName;
        var program = Path.Combine(folder, "chromium"); // prints nothing: hands back the page
        await File.WriteAllTextAsync(program, "#!/bin/sh\nfor a; do case $a in --print-to-pdf=*) to=${a#*=};; file://*) page=${a#file://};; esac; done\ncp \"$page\" \"$to\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var hub = new Hub { Settings = { ["Print:Chromium"] = program } };
        var (trainer, _, _) = await hub.LearnerAsync("Kit Trainer");
        foreach (var (language, said) in new[] { ("fr", "Dites ces 5 phrases."), ("en", "Say these 5 sentences."), ("fr", "Dites ces 5 phrases.") })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, "/modules/labour-mobility/kit.pdf") { Headers = { { "Accept-Language", language } } };
            using var response = await trainer.Http.SendAsync(asked);
            var page = await response.Content.ReadAsStringAsync();
            Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
            Assert.Contains(said, page, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_chromium_that_hangs_is_ended_and_leaves_nothing_behind()
    {
        if (OperatingSystem.IsWindows()) return; // the program below is a shell script
        var folder = Directory.CreateTempSubdirectory("hub-press-test-").FullName;
        var (program, notes) = (Path.Combine(folder, "chromium"), Path.Combine(folder, "notes"));
        await File.WriteAllTextAsync(program, $"#!/bin/sh\necho $$ $HOME > {notes}\nexec sleep 60\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var press = new PrintPress(Options.Create(new PrintOptions { Chromium = program, Seconds = 1 }), NullLogger<PrintPress>.Instance);
        Assert.Null(await press.PrintAsync("<p>Amina", tagged: true));
        var said = (await File.ReadAllTextAsync(notes)).Split(' ', '\n');
        Assert.False(Directory.Exists(said[1]));
        Assert.False(File.Exists($"/proc/{said[0]}/cmdline") && (await File.ReadAllTextAsync($"/proc/{said[0]}/cmdline")).Contains("sleep", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Without_a_chromium_the_browser_prints()
    {
        using var press = new PrintPress(Options.Create(new PrintOptions()), NullLogger<PrintPress>.Instance);
        Assert.False(press.IsReady);
        Assert.Null(await press.PrintAsync("<p>", tagged: false));
    }

    private static async Task<byte[]> PdfAsync(Browser browser, string address)
    {
        using var response = await browser.Http.GetAsync(address);
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return await response.Content.ReadAsByteArrayAsync();
    }

    /// <summary>595 by 842 points, as PDF files say it.</summary>
    private static void AssertA4(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", text, StringComparison.Ordinal);
        Assert.Matches(@"/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]", text);
    }
}
