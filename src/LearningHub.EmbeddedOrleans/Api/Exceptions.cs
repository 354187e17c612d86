namespace Orleans.Runtime
{
    /// <summary>The engine could not do what was asked of it.</summary>
    public class OrleansException : Exception
    {
        public OrleansException() { }
        public OrleansException(string message) : base(message) { }
        public OrleansException(string message, Exception? innerException) : base(message, innerException) { }
    }

    /// <summary>A call was turned away before it reached the grain.</summary>
    public class OrleansMessageRejectionException : OrleansException
    {
        private protected OrleansMessageRejectionException(string message, Exception? innerException) : base(message, innerException) { }
    }

    /// <summary>The program is shutting down; the call was not carried out.</summary>
    public sealed class SiloUnavailableException : OrleansMessageRejectionException
    {
        public SiloUnavailableException() : this("The program is shutting down.") { }
        public SiloUnavailableException(string msg) : base(msg, null) { }
        public SiloUnavailableException(string message, Exception? innerException) : base(message, innerException) { }
    }

    /// <summary>Something that the grains need has not been configured.</summary>
    public sealed class OrleansConfigurationException : Exception
    {
        public OrleansConfigurationException(string message) : base(message) { }
        public OrleansConfigurationException(string message, Exception? innerException) : base(message, innerException) { }
    }
}

namespace Orleans.Storage
{
    /// <summary>The stored state has moved on since it was read. Leaving a grain method, it ends the activation.</summary>
    public class InconsistentStateException : Runtime.OrleansException
    {
        public InconsistentStateException() { }
        public InconsistentStateException(string msg) : base(msg) { }
        public InconsistentStateException(string msg, Exception? exc) : base(msg, exc) { }
        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag) : this(errorMsg, storedEtag, currentEtag, null) { }

        public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
            : base($"{errorMsg} Stored etag: {storedEtag}, expected: {currentEtag}.", storageException) =>
            (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

        public string? StoredEtag { get; }
        public string? CurrentEtag { get; }
    }
}
