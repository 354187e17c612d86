namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason(DeactivationReasonCode code, Exception? exception, string text) : IEquatable<DeactivationReason>
{
    public DeactivationReason(DeactivationReasonCode code, string text) : this(code, null, text) { }

    public string Description { get; } = text;
    public DeactivationReasonCode ReasonCode { get; } = code;

    /// <summary>The failure that led to it, if any.</summary>
    public Exception? Exception { get; } = exception;

    public bool Equals(DeactivationReason other) => (ReasonCode, Description, Exception) == (other.ReasonCode, other.Description, other.Exception);
    public override bool Equals(object? obj) => obj is DeactivationReason other && Equals(other);
    public override int GetHashCode() => HashCode.Combine(ReasonCode, Description, Exception);
    public static bool operator ==(DeactivationReason left, DeactivationReason right) => left.Equals(right);
    public static bool operator !=(DeactivationReason left, DeactivationReason right) => !left.Equals(right);
    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} Exception: {Exception}";
}

/// <summary>Kinds of reasons. This engine uses a part; the rest keeps the numbers as they are on a real silo.</summary>
public enum DeactivationReasonCode : byte
{
    None,
    ShuttingDown,
    ActivationFailed,
    DirectoryFailure,
    ActivationIdle,
    ActivationUnresponsive,
    DuplicateActivation,
    IncompatibleRequest,
    ApplicationError,
    ApplicationRequested,
    Migrating,
    RuntimeRequested,
    HighMemoryPressure,
}
