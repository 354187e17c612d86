using System.ComponentModel.DataAnnotations;
using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace LearningHub.Web.Cascade.Print;

/// <summary>Settings of printing, section <c>Print</c>. Without a Chromium, people print with their own browser.</summary>
public sealed class PrintOptions
{
    /// <summary>Path of a Chromium program that makes PDF files.</summary>
    public string? Chromium { get; init; }

    /// <summary>Seconds one print may take.</summary>
    [Range(5, 300, ErrorMessage = "Print:Seconds must be from 5 to 300. Set it in appsettings.json or as Print__Seconds.")]
    public int Seconds { get; init; } = 30;
}

/// <summary>Makes a PDF of a page that stands in one file: one Chromium at a time, without network, gone when the page is printed.</summary>
/// <remarks>What it prints may hold names: neither the page nor what Chromium says about it is logged, and its folder is deleted.</remarks>
public sealed partial class PrintPress(IOptions<PrintOptions> options, ILogger<PrintPress> logger) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Whether a Chromium is configured.</summary>
    public bool IsReady => options.Value.Chromium is { Length: > 0 };

    /// <param name="tagged">Marked for readers' voices; about twice as large.</param>
    /// <returns>The PDF, or null: no Chromium is configured, it failed, or others wait for too long already.</returns>
    public async Task<byte[]?> PrintAsync(string html, bool tagged, CancellationToken ct = default)
    {
        if (!IsReady || !await turn.WaitAsync(TimeSpan.FromSeconds(options.Value.Seconds), ct)) return null;
        var folder = Directory.CreateTempSubdirectory("hub-print-").FullName;
        try
        {
            var (page, pdf) = (Path.Combine(folder, "page.html"), Path.Combine(folder, "page.pdf"));
            await File.WriteAllTextAsync(page, html, ct);
            using var time = CancellationTokenSource.CreateLinkedTokenSource(ct);
            time.CancelAfter(TimeSpan.FromSeconds(options.Value.Seconds));
            await RunAsync(StartOf(folder, page, pdf, tagged), time.Token);
            if (File.Exists(pdf)) return await File.ReadAllBytesAsync(pdf, ct);
            MadeNothing();
            return null;
        }
        finally
        {
            turn.Release();
            Forget(folder);
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task RunAsync(ProcessStartInfo start, CancellationToken ct)
    {
        using var chromium = Process.Start(start) ?? throw new InvalidOperationException("Chromium did not start.");
        try
        {
            // What it says is read and thrown away: a full pipe would stop it.
            await Task.WhenAll(chromium.StandardOutput.BaseStream.CopyToAsync(Stream.Null, ct), chromium.StandardError.BaseStream.CopyToAsync(Stream.Null, ct), chromium.WaitForExitAsync(ct));
        }
        catch (OperationCanceledException)
        {
            TookTooLong(options.Value.Seconds);
        }
        finally
        {
            if (!chromium.HasExited) chromium.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo StartOf(string folder, string page, string pdf, bool tagged)
    {
        var start = new ProcessStartInfo(options.Value.Chromium!)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder,
            ArgumentList =
            {
                "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", // the page is one file; nothing is fetched
                $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri,
            },
        };
        if (!tagged) start.ArgumentList.Insert(0, "--disable-pdf-tagging");
        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess) start.ArgumentList.Insert(0, "--no-sandbox"); // Chromium refuses to run as root with one
        start.Environment["HOME"] = folder;
        return start;
    }

    private void Forget(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LeftBehind(folder, e.GetType().Name); // a process of Chromium that is just ending may still write there
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chromium made no PDF. Look whether the program at Print:Chromium runs for the user of the hub.")]
    private partial void MadeNothing();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chromium took longer than {Seconds} seconds for one print and was ended.")]
    private partial void TookTooLong(int seconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder {Folder} of a print could not be deleted ({Reason}). Delete it; it may hold names.")]
    private partial void LeftBehind(string folder, string reason);
}
