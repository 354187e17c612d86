using System.Globalization;

namespace LearningHub.Domain.Evidence;

/// <summary>A figure's number as it is published: ten significant digits, so that whoever adds up in another order gets the same digits.</summary>
public static class PublishedNumber
{
    private const int Digits = 10;

    /// <summary>The number in decimal notation without trailing zeros: <c>0.6060606061</c>, <c>20</c>.</summary>
    /// <remarks>First to 15 significant digits, which takes away what floating point added, then to ten, halves away from zero.</remarks>
    public static string Of(double value)
    {
        var exact = (decimal)value; // 15 significant digits
        if (exact == 0) return "0";
        var places = Digits - 1 - (int)Math.Floor(Math.Log10((double)Math.Abs(exact)));
        return Math.Round(exact, Math.Clamp(places, 0, 28), MidpointRounding.AwayFromZero).ToString("0.############################", CultureInfo.InvariantCulture);
    }
}
