using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LearningHub.Tests.Engine;

/// <summary>What one public type of an assembly shows to those who compile against it, as text that can be compared.</summary>
/// <param name="Kind">For example <c>public abstract class</c>, <c>public readonly struct</c>, <c>public enum</c>.</param>
/// <param name="Bases">Base type and interfaces.</param>
/// <param name="Members">Public and protected members, for example <c>public static Orleans.Runtime.GrainId Parse(string value)</c>.</param>
public sealed record SurfaceType(string Name, string Kind, ImmutableSortedSet<string> Bases, ImmutableSortedSet<string> Members);

/// <summary>Reads an assembly's public types from its metadata alone, so that its dependencies need not be there.</summary>
public static class PublicSurface
{
    public static ImmutableSortedDictionary<string, SurfaceType> Of(string assemblyPath)
    {
        using var file = File.OpenRead(assemblyPath);
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return metadata.TypeDefinitions
            .Select(metadata.GetTypeDefinition)
            .Where(type => IsPublic(metadata, type))
            .Select(type => Describe(metadata, type))
            .ToImmutableSortedDictionary(type => type.Name, type => type, StringComparer.Ordinal);
    }

    private static bool IsPublic(MetadataReader metadata, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
            IsPublic(metadata, metadata.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };

    private static SurfaceType Describe(MetadataReader metadata, TypeDefinition type)
    {
        var names = new TypeNames(metadata);
        var scope = new GenericNames(names.OfParameters(type.GetGenericParameters()), []);
        var bases = type.GetInterfaceImplementations()
            .Select(it => names.Of(metadata.GetInterfaceImplementation(it).Interface, scope))
            .Append(type.BaseType.IsNil ? "" : names.Of(type.BaseType, scope))
            .Where(name => name is not ("" or "System.Object" or "System.ValueType" or "System.Enum"));
        var members = Methods(metadata, type, names, scope)
            .Concat(Fields(metadata, type, names, scope))
            .Concat(Properties(metadata, type, names, scope));
        return new(
            names.Of(type),
            Kind(metadata, type, names) + names.Constraints(type.GetGenericParameters(), scope),
            [.. bases],
            [.. members]);
    }

    private static string Kind(MetadataReader metadata, TypeDefinition type, TypeNames names)
    {
        if (type.Attributes.HasFlag(TypeAttributes.Interface)) return "interface";
        var parent = type.BaseType.IsNil ? "" : names.Of(type.BaseType, GenericNames.None);
        if (parent == "System.Enum") return "enum";
        if (parent == "System.ValueType") return HasAttribute(metadata, type.GetCustomAttributes(), "IsReadOnlyAttribute") ? "readonly struct" : "struct";
        return (type.Attributes.HasFlag(TypeAttributes.Abstract), type.Attributes.HasFlag(TypeAttributes.Sealed)) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
    }

    private static IEnumerable<string> Methods(MetadataReader metadata, TypeDefinition type, TypeNames names, GenericNames scope)
    {
        foreach (var method in type.GetMethods().Select(metadata.GetMethodDefinition))
        {
            if (Access(method.Attributes & MethodAttributes.MemberAccessMask) is not { } access) continue;
            var name = metadata.GetString(method.Name);
            if (name.StartsWith('<') || name is "Finalize") continue;
            var inner = scope with { OfMethod = names.OfParameters(method.GetGenericParameters()) };
            var signature = method.DecodeSignature(names, inner);
            var parameters = Parameters(metadata, method, signature);
            var arity = inner.OfMethod.IsEmpty ? "" : $"<{string.Join(", ", inner.OfMethod)}>";
            var modifiers = (method.Attributes.HasFlag(MethodAttributes.Static) ? "static " : "") + (type.Attributes.HasFlag(TypeAttributes.Interface) ? "" : Virtual(method.Attributes));
            yield return $"{access} {modifiers}{signature.ReturnType} {name}{arity}({parameters}){names.Constraints(method.GetGenericParameters(), inner)}";
        }
    }

    /// <summary>Only what a subclass may rely on: that it can override, or must.</summary>
    private static string Virtual(MethodAttributes it) =>
        !it.HasFlag(MethodAttributes.Virtual) || it.HasFlag(MethodAttributes.Final) ? "" : it.HasFlag(MethodAttributes.Abstract) ? "abstract " : "virtual ";

    private static string Parameters(MetadataReader metadata, MethodDefinition method, MethodSignature<string> signature)
    {
        var named = method.GetParameters().Select(metadata.GetParameter).Where(it => it.SequenceNumber > 0).ToDictionary(it => it.SequenceNumber - 1);
        return string.Join(", ", signature.ParameterTypes.Select((type, i) => named.TryGetValue(i, out var it)
            ? $"{(it.Attributes.HasFlag(ParameterAttributes.Out) ? "out " : "")}{type} {metadata.GetString(it.Name)}{(it.Attributes.HasFlag(ParameterAttributes.Optional) ? " = …" : "")}"
            : type));
    }

    private static IEnumerable<string> Fields(MetadataReader metadata, TypeDefinition type, TypeNames names, GenericNames scope)
    {
        foreach (var field in type.GetFields().Select(metadata.GetFieldDefinition))
        {
            if (Access((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask)) is not { } access || field.Attributes.HasFlag(FieldAttributes.SpecialName)) continue;
            var value = field.GetDefaultValue() is { IsNil: false } constant ? " = " + ValueOf(metadata, constant) : "";
            var modifiers = field.Attributes.HasFlag(FieldAttributes.Static) ? "static " : field.Attributes.HasFlag(FieldAttributes.InitOnly) ? "readonly " : "";
            yield return $"{access} {modifiers}{field.DecodeSignature(names, scope)} {metadata.GetString(field.Name)}{value}";
        }
    }

    /// <summary>A property's accessors are among the methods; this adds that it is a property, and whether it must be set.</summary>
    private static IEnumerable<string> Properties(MetadataReader metadata, TypeDefinition type, TypeNames names, GenericNames scope)
    {
        foreach (var property in type.GetProperties().Select(metadata.GetPropertyDefinition))
        {
            var getter = property.GetAccessors().Getter;
            var accessor = getter.IsNil ? property.GetAccessors().Setter : getter;
            if (Access(metadata.GetMethodDefinition(accessor).Attributes & MethodAttributes.MemberAccessMask) is not { } access) continue;
            var required = HasAttribute(metadata, property.GetCustomAttributes(), "RequiredMemberAttribute") ? "required " : "";
            yield return $"{access} property {required}{property.DecodeSignature(names, scope).ReturnType} {metadata.GetString(property.Name)}";
        }
    }

    private static string? Access(MethodAttributes access) => access switch
    {
        MethodAttributes.Public => "public",
        MethodAttributes.Family => "protected",
        MethodAttributes.FamORAssem => "protected internal",
        _ => null,
    };

    private static string ValueOf(MetadataReader metadata, ConstantHandle handle)
    {
        var constant = metadata.GetConstant(handle);
        return Convert.ToString(metadata.GetBlobReader(constant.Value).ReadConstant(constant.TypeCode), System.Globalization.CultureInfo.InvariantCulture) ?? "null";
    }

    private static bool HasAttribute(MetadataReader metadata, CustomAttributeHandleCollection attributes, string name) =>
        attributes.Select(metadata.GetCustomAttribute).Any(it => TypeNames.OfAttribute(metadata, it) == name);
}
