using System.Collections.Immutable;

namespace LearningHub.Tests.Engine;

/// <summary>The part of Orleans' API that we use from assemblies which are not on every registry: Core, Runtime, Reminders and Serialization.Abstractions.</summary>
/// <remarks>Written down from Orleans' source. A line without indent names a type; those below it are its members.</remarks>
public static class UnservedApi
{
    public static readonly ImmutableSortedDictionary<string, SurfaceType> Types = Read().ToImmutableSortedDictionary(it => it.Name, it => it, StringComparer.Ordinal);

    private const string Signatures = """
        Microsoft.Extensions.Hosting.OrleansSiloGenericHostExtensions :: static class :
            public static Microsoft.Extensions.Hosting.IHostApplicationBuilder UseOrleans(Microsoft.Extensions.Hosting.IHostApplicationBuilder hostAppBuilder, System.Action`1<Orleans.Hosting.ISiloBuilder> configureDelegate)
        Orleans.AliasAttribute :: sealed class : System.Attribute
            public property System.String Alias
            public System.String get_Alias()
            public System.Void .ctor(System.String alias)
        Orleans.Configuration.GrainCollectionOptions :: class :
            public property System.TimeSpan ActivationTimeout
            public property System.TimeSpan CollectionAge
            public property System.TimeSpan CollectionQuantum
            public property System.TimeSpan DeactivationTimeout
            public System.TimeSpan get_ActivationTimeout()
            public System.TimeSpan get_CollectionAge()
            public System.TimeSpan get_CollectionQuantum()
            public System.TimeSpan get_DeactivationTimeout()
            public System.Void .ctor()
            public System.Void set_ActivationTimeout(System.TimeSpan value)
            public System.Void set_CollectionAge(System.TimeSpan value)
            public System.Void set_CollectionQuantum(System.TimeSpan value)
            public System.Void set_DeactivationTimeout(System.TimeSpan value)
        Orleans.Configuration.MessagingOptions :: abstract class :
            protected System.Void .ctor()
            public property System.TimeSpan ResponseTimeout
            public System.TimeSpan get_ResponseTimeout()
            public System.Void set_ResponseTimeout(System.TimeSpan value)
        Orleans.Configuration.SiloMessagingOptions :: class : Orleans.Configuration.MessagingOptions
            public System.Void .ctor()
        Orleans.GenerateSerializerAttribute :: sealed class : System.Attribute
            public System.Void .ctor()
        Orleans.GrainReminderExtensions :: static class :
            public static System.Threading.Tasks.Task UnregisterReminder(Orleans.Grain grain, Orleans.Runtime.IGrainReminder reminder)
            public static System.Threading.Tasks.Task UnregisterReminder(Orleans.IGrainBase grain, Orleans.Runtime.IGrainReminder reminder)
            public static System.Threading.Tasks.Task`1<Orleans.Runtime.IGrainReminder> GetReminder(Orleans.Grain grain, System.String reminderName)
            public static System.Threading.Tasks.Task`1<Orleans.Runtime.IGrainReminder> GetReminder(Orleans.IGrainBase grain, System.String reminderName)
            public static System.Threading.Tasks.Task`1<Orleans.Runtime.IGrainReminder> RegisterOrUpdateReminder(Orleans.Grain grain, System.String reminderName, System.TimeSpan dueTime, System.TimeSpan period)
            public static System.Threading.Tasks.Task`1<Orleans.Runtime.IGrainReminder> RegisterOrUpdateReminder(Orleans.IGrainBase grain, System.String reminderName, System.TimeSpan dueTime, System.TimeSpan period)
            public static System.Threading.Tasks.Task`1<System.Collections.Generic.List`1<Orleans.Runtime.IGrainReminder>> GetReminders(Orleans.Grain grain)
            public static System.Threading.Tasks.Task`1<System.Collections.Generic.List`1<Orleans.Runtime.IGrainReminder>> GetReminders(Orleans.IGrainBase grain)
        Orleans.Hosting.ISiloBuilder :: interface :
            public Microsoft.Extensions.Configuration.IConfiguration get_Configuration()
            public Microsoft.Extensions.DependencyInjection.IServiceCollection get_Services()
            public property Microsoft.Extensions.Configuration.IConfiguration Configuration
            public property Microsoft.Extensions.DependencyInjection.IServiceCollection Services
        Orleans.Hosting.ReminderOptions :: sealed class :
            public property System.TimeSpan MinimumReminderPeriod
            public System.TimeSpan get_MinimumReminderPeriod()
            public System.Void .ctor()
            public System.Void set_MinimumReminderPeriod(System.TimeSpan value)
        Orleans.Hosting.SiloBuilderExtensions :: static class :
            public static Orleans.Hosting.ISiloBuilder Configure<TOptions>(Orleans.Hosting.ISiloBuilder builder, System.Action`1<TOptions> configureOptions) where TOptions : class
            public static Orleans.Hosting.ISiloBuilder ConfigureServices(Orleans.Hosting.ISiloBuilder builder, System.Action`1<Microsoft.Extensions.DependencyInjection.IServiceCollection> configureDelegate)
        Orleans.Hosting.SiloBuilderReminderMemoryExtensions :: static class :
            public static Orleans.Hosting.ISiloBuilder UseInMemoryReminderService(Orleans.Hosting.ISiloBuilder builder)
        Orleans.IClusterClient :: interface : Orleans.IGrainFactory
            public property System.IServiceProvider ServiceProvider
            public System.IServiceProvider get_ServiceProvider()
        Orleans.IGrainState`1 :: interface :
            public property System.Boolean RecordExists
            public property System.String ETag
            public property T State
            public System.Boolean get_RecordExists()
            public System.String get_ETag()
            public System.Void set_ETag(System.String value)
            public System.Void set_RecordExists(System.Boolean value)
            public System.Void set_State(T value)
            public T get_State()
        Orleans.IRemindable :: interface : Orleans.IGrain, Orleans.Runtime.IAddressable
            public System.Threading.Tasks.Task ReceiveReminder(System.String reminderName, Orleans.Runtime.TickStatus status)
        Orleans.IdAttribute :: sealed class : System.Attribute
            public property System.UInt32 Id
            public System.UInt32 get_Id()
            public System.Void .ctor(System.UInt32 id)
        Orleans.ImmutableAttribute :: sealed class : System.Attribute
            public System.Void .ctor()
        Orleans.ResponseTimeoutAttribute :: sealed class : System.Attribute
            public System.Void .ctor(System.String timeout)
        Orleans.Runtime.IGrainReminder :: interface :
            public property System.String ReminderName
            public System.String get_ReminderName()
        Orleans.Runtime.IPersistentState`1 :: interface : Orleans.Core.IStorage, Orleans.Core.IStorage`1<TState>
        Orleans.Runtime.PersistentStateAttribute :: class : System.Attribute
            public property System.String StateName
            public property System.String StorageName
            public System.String get_StateName()
            public System.String get_StorageName()
            public System.Void .ctor(System.String stateName, System.String storageName = …)
        Orleans.Runtime.TickStatus :: struct :
            public property System.DateTime CurrentTickTime
            public property System.DateTime FirstTickTime
            public property System.TimeSpan Period
            public System.DateTime get_CurrentTickTime()
            public System.DateTime get_FirstTickTime()
            public System.TimeSpan get_Period()
            public virtual System.String ToString()
        Orleans.Storage.IGrainStorage :: interface :
            public System.Threading.Tasks.Task ClearStateAsync<T>(System.String stateName, Orleans.Runtime.GrainId grainId, Orleans.IGrainState`1<T> grainState)
            public System.Threading.Tasks.Task ReadStateAsync<T>(System.String stateName, Orleans.Runtime.GrainId grainId, Orleans.IGrainState`1<T> grainState)
            public System.Threading.Tasks.Task WriteStateAsync<T>(System.String stateName, Orleans.Runtime.GrainId grainId, Orleans.IGrainState`1<T> grainState)
        Orleans.Storage.InconsistentStateException :: class : Orleans.Runtime.OrleansException
            public property System.String CurrentEtag
            public property System.String StoredEtag
            public System.String get_CurrentEtag()
            public System.String get_StoredEtag()
            public System.Void .ctor()
            public System.Void .ctor(System.String errorMsg, System.String storedEtag, System.String currentEtag, System.Exception storageException)
            public System.Void .ctor(System.String errorMsg, System.String storedEtag, System.String currentEtag)
            public System.Void .ctor(System.String msg, System.Exception exc)
            public System.Void .ctor(System.String msg)
        Orleans.Utilities.ObserverManager`1 :: class : Orleans.Utilities.ObserverManager`2<Orleans.Runtime.IAddressable, TObserver>
            public System.Void .ctor(System.TimeSpan expiration, Microsoft.Extensions.Logging.ILogger log)
        Orleans.Utilities.ObserverManager`2 :: class : System.Collections.Generic.IEnumerable`1<TObserver>, System.Collections.IEnumerable
            public property System.Func`1<System.DateTime> GetDateTime
            public property System.Int32 Count
            public property System.TimeSpan ExpirationDuration
            public System.Collections.Generic.IEnumerator`1<TObserver> GetEnumerator()
            public System.Func`1<System.DateTime> get_GetDateTime()
            public System.Int32 get_Count()
            public System.Threading.Tasks.Task Notify(System.Func`2<TObserver, System.Threading.Tasks.Task> notification, System.Func`2<TObserver, System.Boolean> predicate = …)
            public System.TimeSpan get_ExpirationDuration()
            public System.Void .ctor(System.TimeSpan expiration, Microsoft.Extensions.Logging.ILogger log)
            public System.Void Clear()
            public System.Void ClearExpired()
            public System.Void Notify(System.Action`1<TObserver> notification, System.Func`2<TObserver, System.Boolean> predicate = …)
            public System.Void set_ExpirationDuration(System.TimeSpan value)
            public System.Void set_GetDateTime(System.Func`1<System.DateTime> value)
            public System.Void Subscribe(TIdentity id, TObserver observer)
            public System.Void Unsubscribe(TIdentity id)
        """;

    private static IEnumerable<SurfaceType> Read()
    {
        SurfaceType? type = null;
        foreach (var line in Signatures.Split('\n').Select(it => it.TrimEnd()).Append("end ::"))
        {
            if (line.StartsWith(' '))
            {
                type = type! with { Members = type.Members.Add(line.Trim()) };
                continue;
            }

            if (type is not null) yield return type;
            var (name, rest) = (line.Split(" :: ")[0], line.Split(" ::", 2)[1].Trim());
            var (kind, bases) = rest.Split(" :", 2) is [var before, var after] ? (before, after.Trim()) : (rest, "");
            type = new(name, kind, [.. SplitBases(bases)], []);
        }
    }

    /// <summary>At commas that stand outside angle brackets.</summary>
    private static IEnumerable<string> SplitBases(string bases)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i < bases.Length; i++)
        {
            depth += bases[i] switch { '<' => 1, '>' => -1, _ => 0 };
            if (bases[i] != ',' || depth > 0) continue;
            yield return bases[from..i];
            from = i + 2;
        }

        if (bases.Length > 0) yield return bases[from..];
    }
}
