using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.SpotLots;

/// <summary>Whose sessions a lot is about.</summary>
public enum SpotLotKind { Trainer, Institution }

/// <summary>Three months, by the day a session was held.</summary>
/// <param name="Number">1 to 4.</param>
public sealed record Quarter(int Year, int Number)
{
    public DateOnly First => new(Year, 3 * Number - 2, 1);

    public DateOnly Last => First.AddMonths(3).AddDays(-1);

    public static Quarter Of(DateOnly day) => new(day.Year, (day.Month + 2) / 3);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year}-Q{Number}");
}

/// <summary>Names a lot: the sessions of one trainer, or of one institution, in one quarter.</summary>
/// <param name="Of">The trainer's or the institution's id.</param>
/// <param name="Part">Counted from 1: a second draw of the same quarter takes only sessions that no earlier part held.</param>
public sealed record SpotLotKey(ModuleVersion Module, SpotLotKind Kind, Guid Of, Quarter Quarter, int Part)
{
    /// <summary>The lot's id. It follows from the name, so that nobody can draw the same lot until he likes the sample.</summary>
    public Guid Id
    {
        get
        {
            var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"spot-lot|{Module}|{Kind}|{Of}|{Quarter}|{Part}"))).AsSpan(0, 16).ToArray();
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8: made from content
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return new(bytes, bigEndian: true);
        }
    }
}
