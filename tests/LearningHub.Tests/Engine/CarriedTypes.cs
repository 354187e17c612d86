using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace LearningHub.Tests.Engine;

/// <summary>Finds what a real silo could not carry from one process to another, or what one grain could change under another's hands.</summary>
/// <remarks>Records of the domain travel as JSON and are handed over uncopied within a process, so they must be readable from JSON and never change.</remarks>
public static class CarriedTypes
{
    private static readonly ImmutableHashSet<Type> Plain =
    [
        typeof(bool), typeof(byte), typeof(short), typeof(int), typeof(long), typeof(float), typeof(double), typeof(decimal), typeof(char), typeof(string),
        typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Uri),
    ];

    private static readonly ImmutableHashSet<Type> Collections =
        [typeof(ImmutableArray<>), typeof(ImmutableList<>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>)];

    private static readonly ImmutableHashSet<Type> Dictionaries = [typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>)];

    /// <summary>What is wrong with a grain or observer interface; empty when nothing is.</summary>
    public static IEnumerable<string> ProblemsOf(Type contract)
    {
        if (!contract.IsVisible) yield return $"{contract.Name} is not public; a silo makes its reference in another assembly.";
        foreach (var property in contract.GetProperties()) yield return $"{contract.Name}.{property.Name} is a property; use a method that returns a task.";
        foreach (var method in contract.GetMethods().Where(it => !it.IsSpecialName && !it.IsStatic))
        {
            var name = $"{contract.Name}.{method.Name}";
            if (method.GetParameters().Count(it => it.ParameterType == typeof(CancellationToken)) > 1) yield return $"{name} has more than one cancellation token.";
            if (ResultOf(method.ReturnType) is not { } result) yield return $"{name} returns {Short(method.ReturnType)}; return Task, Task<T>, ValueTask or ValueTask<T>.";
            else foreach (var problem in ProblemsOf(result, $"{name} (result)", [])) yield return problem;
            foreach (var parameter in method.GetParameters().Where(it => it.ParameterType != typeof(CancellationToken)))
            {
                if (parameter.ParameterType.IsByRef) yield return $"{name}: {parameter.Name} is handed over by reference.";
                else foreach (var problem in ProblemsOf(parameter.ParameterType, $"{name}: {parameter.Name}", [])) yield return problem;
            }
        }
    }

    private static Type? ResultOf(Type returned) =>
        returned == typeof(Task) || returned == typeof(ValueTask) ? typeof(bool)
        : returned.IsGenericType && returned.GetGenericTypeDefinition() is var open && (open == typeof(Task<>) || open == typeof(ValueTask<>)) ? returned.GetGenericArguments()[0]
        : null;

    private static IEnumerable<string> ProblemsOf(Type type, string where, HashSet<Type> seen)
    {
        if (Plain.Contains(type) || (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))) return [];
        if (Nullable.GetUnderlyingType(type) is { } inner) return ProblemsOf(inner, where, seen);
        if (type.IsGenericType && type.GetGenericTypeDefinition() is var open)
        {
            var arguments = type.GetGenericArguments();
            if (Collections.Contains(open) || typeof(ITuple).IsAssignableFrom(type)) return arguments.SelectMany(it => ProblemsOf(it, where, seen));
            if (Dictionaries.Contains(open)) return [.. KeyProblems(arguments[0], where), .. ProblemsOf(arguments[1], where, seen)];
        }

        if (!IsDomain(type)) return [$"{where} carries {Short(type)}; carry records of LearningHub.Domain, immutable collections and plain values only."];
        return type.IsEnum || !seen.Add(type) ? [] : RecordProblems(type, where, seen);
    }

    private static IEnumerable<string> RecordProblems(Type type, string where, HashSet<Type> seen)
    {
        if (type.IsDefined(typeof(JsonConverterAttribute))) return [];
        if (type.IsInterface || type is { IsClass: true, IsSealed: false, IsAbstract: false }) return [$"{where} carries {Short(type)}, which others may extend; seal it."];
        var kinds = type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).Select(it => it.DerivedType).ToArray();
        if (type.IsAbstract && kinds.Length == 0) return [$"{where} carries {Short(type)}, which is abstract without [JsonDerivedType]: its kind would be lost."];
        return [.. Mutable(type, where), .. Members(type).SelectMany(it => ProblemsOf(it.PropertyType, $"{where} > {Short(type)}.{it.Name}", seen)), .. kinds.SelectMany(it => ProblemsOf(it, where, seen))];
    }

    private static IEnumerable<string> Mutable(Type type, string where) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(it => it.SetMethod is { IsPublic: true } set && !IsInit(set)).Select(it => it.Name)
            .Concat(type.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(it => !it.IsInitOnly).Select(it => it.Name))
            .Select(it => $"{where} carries {Short(type)}, whose {it} can be changed; make it init-only.");

    private static bool IsInit(MethodInfo set) => set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

    private static IEnumerable<PropertyInfo> Members(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(it => it.GetIndexParameters().Length == 0 && it.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always });

    private static IEnumerable<string> KeyProblems(Type key, string where) =>
        Plain.Contains(key) || key.IsEnum || key.IsDefined(typeof(JsonConverterAttribute)) ? [] : [$"{where} has a dictionary with the key {Short(key)}, which JSON has no name for."];

    private static bool IsDomain(Type type) => type.Namespace is "LearningHub.Domain" || type.Namespace?.StartsWith("LearningHub.Domain.", StringComparison.Ordinal) is true;

    private static string Short(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>"
        : type.DeclaringType is { } outer && !type.IsGenericParameter ? $"{outer.Name}.{type.Name}" : type.Name;
}
