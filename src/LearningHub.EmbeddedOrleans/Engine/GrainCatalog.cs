using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;

namespace LearningHub.EmbeddedOrleans;

/// <summary>Knows the grain classes of the program. It looks through the loaded assemblies that use this one, and looks again when something is missing.</summary>
internal sealed class GrainCatalog
{
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> byInterface = new();
    private readonly Lock scanning = new();
    private volatile GrainClass[] classes = [];

    /// <exception cref="ArgumentException">No grain class, or more than one, has the interface.</exception>
    public GrainClass Of(Type grainInterface, string? classNamePrefix) => byInterface.GetOrAdd((grainInterface, classNamePrefix), it =>
    {
        GrainClass[] found = [.. Classes(of => of.Any(IsAsked)).Where(IsAsked)];
        return found switch
        {
            [var only] => Unambiguous(only),
            [] => throw new ArgumentException($"No grain class implements {it.Interface.FullName}. Is the assembly that holds it loaded?"),
            _ => throw new ArgumentException($"{it.Interface.FullName} is implemented by {string.Join(" and ", found.Select(of => of.Type.FullName))}. Say which by grainClassNamePrefix."),
        };

        bool IsAsked(GrainClass grain) =>
            it.Interface.IsAssignableFrom(grain.Type) && (it.Prefix is null || grain.Type.FullName!.StartsWith(it.Prefix, StringComparison.Ordinal));
    });

    /// <returns>Null when no grain class has that type name.</returns>
    public GrainClass? Of(GrainType type) => Classes(of => of.Any(it => it.GrainType == type)).FirstOrDefault(it => it.GrainType == type);

    private GrainClass Unambiguous(GrainClass grain) => classes.FirstOrDefault(it => it != grain && it.GrainType == grain.GrainType) is { } other
        ? throw new ArgumentException($"{grain.Type.FullName} and {other.Type.FullName} share the grain type '{grain.GrainType}'. Give one of them [GrainType(\"…\")].")
        : grain;

    private GrainClass[] Classes(Predicate<GrainClass[]> enough)
    {
        if (enough(classes)) return classes;
        lock (scanning) // two scans at once would know one class twice, and take it for two that share a grain type
        {
            if (!enough(classes)) classes = Scan();
            return classes;
        }
    }

    private GrainClass[] Scan()
    {
        var here = typeof(GrainCatalog).Assembly.GetName().Name;
        var known = classes.ToDictionary(it => it.Type);
        return [.. from assembly in AppDomain.CurrentDomain.GetAssemblies()
                   where !assembly.IsDynamic && assembly.GetReferencedAssemblies().Any(it => it.Name == here)
                   from type in TypesOf(assembly)
                   where GrainClass.IsOne(type)
                   select known.GetValueOrDefault(type) ?? new GrainClass(type)];
    }

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }
}
