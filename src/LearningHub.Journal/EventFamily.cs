using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace LearningHub.Journal;

/// <summary>The stored names of a closed family of records, read from its <see cref="JsonDerivedTypeAttribute"/>s.</summary>
public static partial class EventFamily
{
    /// <summary>Stored name to record, for every record of the family.</summary>
    /// <exception cref="InvalidOperationException">The family can't be stored: a record without a name, a name used twice or not of the form <c>feature.what-happened.v1</c>.</exception>
    public static FrozenDictionary<string, Type> NamesOf(Type family)
    {
        ArgumentNullException.ThrowIfNull(family);
        var names = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var derived in family.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false))
        {
            if (derived.TypeDiscriminator is not string name || !StoredName().IsMatch(name))
                throw Wrong(family, $"the name '{derived.TypeDiscriminator}' of {derived.DerivedType.Name} is not of the form 'feature.what-happened.v1'");
            if (!names.TryAdd(name, derived.DerivedType))
                throw Wrong(family, $"the name '{name}' stands for both {names[name].Name} and {derived.DerivedType.Name}");
        }

        if (names.Count == 0) throw Wrong(family, "it has no [JsonDerivedType]");
        var nameless = family.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
            .FirstOrDefault(type => type.IsSubclassOf(family) && !type.IsAbstract && !names.ContainsValue(type));
        return nameless is null ? names.ToFrozenDictionary(StringComparer.Ordinal) : throw Wrong(family, $"{nameless.Name} has no stored name; add a [JsonDerivedType] for it");
    }

    private static InvalidOperationException Wrong(Type family, string what) => new($"Event family {family.Name} can't be stored: {what}.");

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+\.v[1-9][0-9]*$")]
    private static partial Regex StoredName();
}

/// <summary>The journal holds an event that this program has no record for.</summary>
public sealed class UnknownEventException(JournalRow row, string family)
    : Exception($"Position {row.Position} of the journal (stream '{row.Stream}', version {row.Version}) holds '{row.Type}', which {family} doesn't know. "
        + "A newer program wrote it, or its record was removed: start the newer program, or bring the record back under that name.");
