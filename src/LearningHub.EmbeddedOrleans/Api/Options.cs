namespace Orleans.Configuration
{
    /// <summary>When idle activations are let go.</summary>
    public class GrainCollectionOptions
    {
        /// <summary>How long an activation may be idle before it is let go.</summary>
        public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

        /// <summary>How often idle activations are looked for.</summary>
        public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

        /// <summary>How long an activation may take before its token is cancelled.</summary>
        public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

        /// <summary>How long a deactivation may take before it is given up.</summary>
        public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
    }

    public abstract class MessagingOptions
    {
        /// <summary>How long a caller waits for an answer; after it, the call ends with a <see cref="TimeoutException"/> and the grain works on.</summary>
        public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
    }

    public class SiloMessagingOptions : MessagingOptions;
}

namespace Orleans.Hosting
{
    public sealed class ReminderOptions
    {
        /// <summary>The shortest period a reminder may have.</summary>
        public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);
    }
}
