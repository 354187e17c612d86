using LearningHub.EmbeddedOrleans;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans
{
    /// <summary>A grain that reminders wake.</summary>
    public interface IRemindable : IGrain
    {
        Task ReceiveReminder(string reminderName, Runtime.TickStatus status);
    }

    /// <summary>Reminders outlive the activation and the program; a tick activates the grain again. Ticks missed while the program was down are skipped.</summary>
    public static class GrainReminderExtensions
    {
        /// <exception cref="InvalidOperationException">The grain is not <see cref="IRemindable"/>.</exception>
        /// <exception cref="ArgumentException">The period is shorter than <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>.</exception>
        public static Task<Runtime.IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
            RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

        /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)"/>
        public static Task<Runtime.IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
        {
            ArgumentNullException.ThrowIfNull(grain);
            ThrowIfBlank(reminderName);
            if (grain is not IRemindable)
                throw new InvalidOperationException($"Grain {grain.GrainContext.GrainId} has no reminders: its class does not implement IRemindable.");
            return RemindersOf(grain).RegisterAsync(grain.GrainContext.GrainId, reminderName, dueTime, period);
        }

        public static Task UnregisterReminder(this Grain grain, Runtime.IGrainReminder reminder) => UnregisterReminder((IGrainBase)grain, reminder);

        public static Task UnregisterReminder(this IGrainBase grain, Runtime.IGrainReminder reminder)
        {
            ArgumentNullException.ThrowIfNull(reminder);
            return RemindersOf(grain).UnregisterAsync(grain.GrainContext.GrainId, reminder.ReminderName);
        }

        /// <returns>Null when the grain has no reminder of that name.</returns>
        public static Task<Runtime.IGrainReminder?> GetReminder(this Grain grain, string reminderName) => GetReminder((IGrainBase)grain, reminderName);

        /// <inheritdoc cref="GetReminder(Grain, string)"/>
        public static async Task<Runtime.IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
        {
            ThrowIfBlank(reminderName);
            return (await GetReminders(grain)).Find(it => it.ReminderName == reminderName);
        }

        public static Task<List<Runtime.IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

        public static Task<List<Runtime.IGrainReminder>> GetReminders(this IGrainBase grain) => RemindersOf(grain).OfAsync(grain.GrainContext.GrainId);

        private static ReminderService RemindersOf(IGrainBase grain)
        {
            ArgumentNullException.ThrowIfNull(grain);
            return grain.GrainContext.ActivationServices.GetRequiredService<ReminderService>();
        }

        private static void ThrowIfBlank(string reminderName)
        {
            if (string.IsNullOrWhiteSpace(reminderName)) throw new ArgumentNullException(nameof(reminderName));
        }
    }
}

namespace Orleans.Runtime
{
    /// <summary>A reminder that has been registered.</summary>
    public interface IGrainReminder
    {
        string ReminderName { get; }
    }

    /// <summary>What a grain is told with a reminder's tick; times are UTC.</summary>
    public struct TickStatus
    {
        public DateTime FirstTickTime { get; private set; }
        public TimeSpan Period { get; private set; }
        public DateTime CurrentTickTime { get; private set; }

        internal static TickStatus Create(DateTime firstTickTime, TimeSpan period, DateTime timeStamp) =>
            new() { FirstTickTime = firstTickTime, Period = period, CurrentTickTime = timeStamp };

        public override readonly string ToString() => $"<{FirstTickTime:O}, {Period}, {CurrentTickTime:O}>";
    }
}
