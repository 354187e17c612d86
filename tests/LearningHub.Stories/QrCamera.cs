using Microsoft.Playwright;

namespace LearningHub.Stories;

/// <summary>Reads a QR code off a picture of what is on the screen or on paper, as a phone's camera would: what was drawn, and not what was meant.</summary>
internal static class QrCamera
{
    private const string Read = """
        async ({ png, scale }) => {
          const bytes = Uint8Array.from(atob(png), sign => sign.charCodeAt(0));
          const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
          const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
          const paper = new OffscreenCanvas(width, height).getContext("2d");
          paper.drawImage(picture, 0, 0, width, height);
          return jsQR(paper.getImageData(0, 0, width, height).data, width, height)?.data ?? null;
        }
        """;

    private static readonly string Script = File.ReadAllText(Path.Combine(HubProcess.Repository, "src/LearningHub.Web/client/node_modules/jsqr/dist/jsQR.js"));

    /// <param name="wholePage">Also what stands below the screen's edge.</param>
    /// <param name="place">Where the camera points when the page holds several codes.</param>
    /// <param name="scale">Less than 1 for a camera that stands far off.</param>
    /// <returns>What the code says, or null when the picture holds none that can be read.</returns>
    public static async Task<string?> ReadAsync(IPage page, bool wholePage = false, ILocator? place = null, double scale = 1)
    {
        var png = place is null ? await page.ScreenshotAsync(new() { FullPage = wholePage }) : await place.ScreenshotAsync();
        if (!await page.EvaluateAsync<bool>("() => 'jsQR' in window")) await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string?>(Read, new { png = Convert.ToBase64String(png), scale });
    }
}
