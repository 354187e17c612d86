using System.Security.Cryptography;
using System.Text;
using LearningHub.Domain.Common;
using LearningHub.Grains.Identity;

namespace LearningHub.Web.Demo;

/// <summary>The people of the demonstration. All of them are invented; their surname says so.</summary>
public sealed class DemoCast(DateTimeOffset at)
{
    private static readonly string[] First =
    [
        "Amina", "Baraka", "Claudine", "Desta", "Espérance", "Farid", "Grace", "Hamisi", "Imani", "Jonas", "Keza", "Liya", "Moussa", "Nadia", "Olivier",
        "Patience", "Rehema", "Samuel", "Thandi", "Umutoni", "Violet", "Wanjiru", "Yusuf", "Zainab", "Ange", "Binta", "Chantal", "Dieudonné", "Elodie", "Fabrice",
        "Gloria", "Habib", "Innocent", "Josiane", "Kofi", "Lambert", "Mariam", "Njeri", "Odile", "Pascal",
    ];

    private readonly List<Person> people = [];

    /// <summary>Everybody so far, to be stored.</summary>
    public IReadOnlyList<Person> People => people;

    /// <summary>The same name gives the same person on every machine.</summary>
    public static Guid Id(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("learning-hub-demonstration|" + name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8: made from content
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>One more person, named after the number of those before.</summary>
    public LearnerId Next() => Named($"{First[people.Count % First.Length]} {(char)('A' + people.Count / First.Length)}.");

    public LearnerId Named(string name)
    {
        var id = new LearnerId(Id(name));
        people.Add(Person.Learner(id, $"{name} (fictional)", at));
        return id;
    }
}
