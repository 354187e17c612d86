using LearningHub.Domain.Common;

namespace LearningHub.Domain.Cascade.Views;

/// <summary>Five letters that stand for a person or a session where a name has no place: in trees and in the rows behind a figure.</summary>
/// <remarks>Short enough to read out. Two of them may agree in a large programme; links carry the whole id.</remarks>
public static class ShortId
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // no I, L, O, U: nothing is misread

    public static string Of(LearnerId person) => Of(person.Value);

    public static string Of(CascadeSessionId session) => Of(session.Value);

    public static string Of(InstitutionId institution) => Of(institution.Value);

    public static string OfLot(Guid lot) => Of(lot);

    private static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var tail = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]); // the end of an id is random, its beginning is a time
        return string.Create(5, tail, static (letters, rest) =>
        {
            for (var i = 0; i < letters.Length; i++, rest >>= 5) letters[i] = Alphabet[(int)(rest & 31)];
        });
    }
}
