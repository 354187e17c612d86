using System.Globalization;
using Orleans.Runtime;

namespace Orleans;

/// <summary>Reads the address of a grain or a reference, and makes further references to it.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to this grain, for handing on. Never hand on <c>this</c>.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) => (TGrainInterface)grain.AsReference(typeof(TGrainInterface));

    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    public static object AsReference(this IAddressable grain, Type interfaceType) => RuntimeContext.ReferenceTo(grain, interfaceType);

    public static object Cast(this IAddressable grain, Type interfaceType) => grain.AsReference(interfaceType);

    public static GrainId GetGrainId(this IAddressable grain) => (object?)grain switch
    {
        GrainProxy reference => reference.GrainId,
        IGrainBase activated => activated.GrainContext.GrainId,
        null => throw new ArgumentNullException(nameof(grain)),
        _ => throw new ArgumentException($"{grain.GetType().Name} has no address. Make a reference with IGrainFactory.CreateObjectReference.", nameof(grain)),
    };

    public static Guid GetPrimaryKey(this IAddressable grain) =>
        Guid.TryParseExact(grain.Key(), "N", out var key) ? key : throw WrongKey(grain, "a Guid");

    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.TryParse(grain.Key(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key) ? key : throw WrongKey(grain, "a whole number");

    public static string GetPrimaryKeyString(this IAddressable grain) => grain.Key();

    private static string Key(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static InvalidOperationException WrongKey(IAddressable grain, string wanted) =>
        new($"The key of grain {grain.GetGrainId()} is not {wanted}. Read it the way its interface says.");
}
