using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace LearningHub.Tests.Engine;

/// <summary>The names of the generic parameters that are in force where a signature stands.</summary>
public sealed record GenericNames(ImmutableArray<string> OfType, ImmutableArray<string> OfMethod)
{
    public static readonly GenericNames None = new([], []);
}

/// <summary>Writes types of metadata as full names without their assembly.</summary>
public sealed class TypeNames(MetadataReader metadata) : ISignatureTypeProvider<string, GenericNames>
{
    public string Of(TypeDefinition type) => type.GetDeclaringType() is { IsNil: false } outer
        ? $"{Of(metadata.GetTypeDefinition(outer))}.{metadata.GetString(type.Name)}"
        : Full(type.Namespace, type.Name);

    public string Of(EntityHandle handle, GenericNames scope) => handle.Kind switch
    {
        HandleKind.TypeDefinition => Of(metadata.GetTypeDefinition((TypeDefinitionHandle)handle)),
        HandleKind.TypeReference => GetTypeFromReference(metadata, (TypeReferenceHandle)handle, 0),
        HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, scope),
        _ => throw new BadImageFormatException($"A type is named by a {handle.Kind}."),
    };

    public ImmutableArray<string> OfParameters(GenericParameterHandleCollection parameters) =>
        [.. parameters.Select(it => metadata.GetString(metadata.GetGenericParameter(it).Name))];

    public string Constraints(GenericParameterHandleCollection parameters, GenericNames scope) => string.Concat(
        from parameter in parameters.Select(metadata.GetGenericParameter)
        let demands = Demands(parameter, scope).ToArray()
        where demands.Length > 0
        select $" where {metadata.GetString(parameter.Name)} : {string.Join(", ", demands)}");

    private IEnumerable<string> Demands(GenericParameter parameter, GenericNames scope)
    {
        if (parameter.Attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint)) yield return "class";
        if (parameter.Attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint)) yield return "struct";
        foreach (var constraint in parameter.GetConstraints())
            yield return Of(metadata.GetGenericParameterConstraint(constraint).Type, scope);
        if ((parameter.Attributes & (GenericParameterAttributes.DefaultConstructorConstraint | GenericParameterAttributes.NotNullableValueTypeConstraint)) == GenericParameterAttributes.DefaultConstructorConstraint)
            yield return "new()";
    }

    public static string OfAttribute(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind == HandleKind.MethodDefinition)
        {
            var type = metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType();
            return metadata.GetString(metadata.GetTypeDefinition(type).Name);
        }

        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return parent.Kind == HandleKind.TypeReference ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) : "";
    }

    private string Full(StringHandle space, StringHandle name) =>
        space.IsNil ? metadata.GetString(name) : $"{metadata.GetString(space)}.{metadata.GetString(name)}";

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Of(reader.GetTypeDefinition(handle));

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0)}.{reader.GetString(type.Name)}"
            : Full(type.Namespace, type.Name);
    }

    public string GetTypeFromSpecification(MetadataReader reader, GenericNames genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => $"System.{typeCode}";
    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";
    public string GetGenericTypeParameter(GenericNames genericContext, int index) => index < genericContext.OfType.Length ? genericContext.OfType[index] : $"!{index}";
    public string GetGenericMethodParameter(GenericNames genericContext, int index) => index < genericContext.OfMethod.Length ? genericContext.OfMethod[index] : $"!!{index}";
    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";
    public string GetSZArrayType(string elementType) => $"{elementType}[]";
    public string GetByReferenceType(string elementType) => $"{elementType}&";
    public string GetPointerType(string elementType) => $"{elementType}*";
    public string GetPinnedType(string elementType) => elementType;
    public string GetFunctionPointerType(MethodSignature<string> signature) => "delegate*";

    /// <summary>An init accessor is told from a set accessor by this modifier alone.</summary>
    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) =>
        isRequired ? $"{unmodifiedType} [{modifier[(modifier.LastIndexOf('.') + 1)..]}]" : unmodifiedType;
}
