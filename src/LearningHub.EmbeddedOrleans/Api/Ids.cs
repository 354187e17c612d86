using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>A part of an id: text that is compared byte by byte.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>
{
    private readonly string? text;
    private readonly int hash;

    private IdSpan(string text) => (this.text, hash) = (text, string.GetHashCode(text, StringComparison.Ordinal));

    public bool IsDefault => text is null;

    public static IdSpan Create(string id) => new(id);

    public bool Equals(IdSpan obj) => hash == obj.hash && string.Equals(text, obj.text, StringComparison.Ordinal);
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is IdSpan other && Equals(other);
    public override int GetHashCode() => hash;
    public override string ToString() => text ?? "";
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}

/// <summary>A grain class's name among the grains: <c>LearnerGrain</c> is <c>learner</c>.</summary>
public readonly struct GrainType(IdSpan id) : IEquatable<GrainType>
{
    public IdSpan Value { get; } = id;
    public bool IsDefault => Value.IsDefault;

    public static GrainType Create(string value) => string.IsNullOrWhiteSpace(value)
        ? throw new ArgumentNullException(nameof(value))
        : new(IdSpan.Create(value));

    public bool Equals(GrainType obj) => Value.Equals(obj.Value);
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);
    public override int GetHashCode() => Value.GetHashCode();
    public override string? ToString() => Value.ToString();
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}

/// <summary>A grain's address: its type and its key, written <c>learner/0193…</c>.</summary>
public readonly struct GrainId(GrainType type, IdSpan key) : IEquatable<GrainId>
{
    public GrainType Type { get; } = type;
    public IdSpan Key { get; } = key;
    public bool IsDefault => Type.IsDefault && Key.IsDefault;

    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    public static GrainId Create(GrainType type, string key) => string.IsNullOrWhiteSpace(key)
        ? throw new ArgumentNullException(nameof(key))
        : new(type, IdSpan.Create(key));

    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <exception cref="FormatException">The text has no slash between a type and a key.</exception>
    public static GrainId Parse(string value) =>
        TryParse(value, out var id) ? id : throw new FormatException($"'{value}' is no grain id. Write type/key, for example learner/5f0c.");

    public static bool TryParse(string? value, out GrainId result)
    {
        result = default;
        if (value?.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash)) return false;
        result = new(new GrainType(IdSpan.Create(value[..slash])), IdSpan.Create(value[(slash + 1)..]));
        return true;
    }

    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(Type, Key);
    public override string ToString() => $"{Type}/{Key}";
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}

/// <summary>One life of a grain in memory, from its activation to its deactivation.</summary>
public readonly struct ActivationId(Guid key) : IEquatable<ActivationId>
{
    private readonly Guid key = key;

    public bool IsDefault => key == Guid.Empty;
    public static ActivationId NewId() => new(Guid.NewGuid());
    public bool Equals(ActivationId other) => key == other.key;
    public override bool Equals(object? obj) => obj is ActivationId other && Equals(other);
    public override int GetHashCode() => key.GetHashCode();
    public override string ToString() => $"@{key:N}";
    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);
    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);
}
