using QRCoder;

namespace LearningHub.Web.Layout;

/// <summary>The dark squares of a QR code with two empty ones on each side; the page's white padding adds the rest of the quiet zone.</summary>
public sealed class QrSquares
{
    private const int Quiet = 2;
    private const int Own = 4; // QRCoder's matrix brings four empty squares on each side

    private readonly List<System.Collections.BitArray> matrix;

    private QrSquares(List<System.Collections.BitArray> matrix) => this.matrix = matrix;

    /// <summary>Squares a side.</summary>
    public int Size => matrix.Count - 2 * (Own - Quiet);

    public bool this[int x, int y] => matrix[y + Own - Quiet][x + Own - Quiet];

    public static QrSquares Of(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return new(code.ModuleMatrix);
    }

    /// <summary>Row by row, one bit a square, the first in the highest bit of the first byte.</summary>
    public string ToBase64()
    {
        var bits = new byte[(Size * Size + 7) / 8];
        for (var y = 0; y < Size; y++)
            for (var x = 0; x < Size; x++)
                if (this[x, y]) bits[(y * Size + x) / 8] |= (byte)(0x80 >> ((y * Size + x) % 8));
        return Convert.ToBase64String(bits);
    }
}
