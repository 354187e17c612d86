using System.Globalization;
using System.Net;
using System.Text;
using QRCoder;

namespace LearningHub.Web.Layout;

/// <summary>QR codes as inline SVG without a style attribute: one path, crisp on a projector and on paper.</summary>
public static class QrSvg
{
    /// <param name="text">What the code carries: an address.</param>
    /// <param name="label">What a screen reader says instead.</param>
    public static string For(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix; // carries its quiet zone of four modules
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                if (!rows[y][x]) continue;
                var from = x;
                while (x < rows.Count && rows[y][x]) x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }

        return $"""<svg class="qr" role="img" aria-label="{WebUtility.HtmlEncode(label)}" viewBox="0 0 {rows.Count} {rows.Count}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{rows.Count}v{rows.Count}H0z"/><path fill="#000" d="{path}"/></svg>""";
    }
}
