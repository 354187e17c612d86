using System.Net;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace LearningHub.Web.Hosting;

/// <summary>Runs the grains in an Orleans cluster over PostgreSQL. Compiled when the build property <c>GrainEngine</c> is <c>Orleans</c>.</summary>
/// <remarks><c>Role</c> says what this node does: <c>All</c> (the default) holds grains and serves pages, <c>Silo</c> holds grains only,
/// <c>Web</c> serves pages and calls the grains of the others. The cluster's tables must be there: docs/decisions/0001-two-engines.md.</remarks>
public static class GrainEngine
{
    /// <summary>The cluster's and the service's usual name. They stand in the cluster's tables: a changed <c>Orleans:ServiceId</c> would lose every reminder.</summary>
    private const string UsualName = "learning-hub";

    /// <summary>How long a node waits for rows of nodes that are gone before it takes their place. After all machines went down at
    /// once and came back under other addresses, Orleans' own five minutes would be five minutes without the hub.</summary>
    private static readonly TimeSpan LongestJoin = TimeSpan.FromMinutes(1);

    /// <exception cref="StartException">A value of <c>Role</c>, <c>Storage</c> or <c>Orleans</c> is wrong.</exception>
    public static void AddGrainEngine(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var settings = builder.Configuration;
        var database = DatabaseOf(settings);
        switch (settings["Role"]?.ToUpperInvariant())
        {
            case null or "" or "ALL":
                AddSilo(builder, database);
                break;
            case "SILO":
                AddSilo(builder, database);
                builder.Services.AddSingleton<IStartupFilter, HealthOnly>();
                break;
            case "WEB":
                AddClient(builder, database);
                break;
            default:
                throw new StartException($"Role is '{settings["Role"]}'. Allowed: All or Silo or Web. Set it in appsettings.json or as Role.");
        }
    }

    private static void AddSilo(WebApplicationBuilder builder, string database)
    {
        var (siloPort, gatewayPort) = (PortOf(builder.Configuration, "Orleans:SiloPort", 11111), PortOf(builder.Configuration, "Orleans:GatewayPort", 30000));
        var address = AddressOf(builder.Configuration);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(it => Name(it, builder.Configuration));
            silo.Configure<ClusterMembershipOptions>(it => it.MaxJoinAttemptTime = LongestJoin);
            silo.UseAdoNetClustering((AdoNetClusteringSiloOptions it) => (it.Invariant, it.ConnectionString) = ("Npgsql", database));
            silo.UseAdoNetReminderService((AdoNetReminderTableOptions it) => (it.Invariant, it.ConnectionString) = ("Npgsql", database));
            silo.Configure<EndpointOptions>(it =>
            {
                (it.SiloPort, it.GatewayPort) = (siloPort, gatewayPort);
                if (address is null) return;
                it.AdvertisedIPAddress = address;
                it.SiloListeningEndpoint = new IPEndPoint(IPAddress.Any, siloPort);
                it.GatewayListeningEndpoint = new IPEndPoint(IPAddress.Any, gatewayPort);
            });
            AddSerialization(silo.Services);
        });
    }

    private static void AddClient(WebApplicationBuilder builder, string database) => builder.UseOrleansClient(client =>
    {
        client.Configure<ClusterOptions>(it => Name(it, builder.Configuration));
        client.UseAdoNetClustering((AdoNetClusteringClientOptions it) => (it.Invariant, it.ConnectionString) = ("Npgsql", database));
        AddSerialization(client.Services);
    });

    private static void Name(ClusterOptions cluster, ConfigurationManager settings) => (cluster.ClusterId, cluster.ServiceId) =
        (settings["Orleans:ClusterId"] is { Length: > 0 } id ? id : UsualName, settings["Orleans:ServiceId"] is { Length: > 0 } service ? service : UsualName);

    /// <summary>Records of the domain travel as JSON, the form the journal stores, and are handed over uncopied within a process: they never change.</summary>
    private static void AddSerialization(IServiceCollection services)
    {
        services.AddSerializer(it => it.AddJsonSerializer(isSerializable: IsDomainType, isCopyable: null));
        services.AddSingleton<IGeneralizedCopier, ImmutableDomainCopier>();
        services.Configure<ExceptionSerializationOptions>(it => it.SupportedNamespacePrefixes.Add("LearningHub"));
    }

    private static bool IsDomainType(Type type) => type.Namespace?.StartsWith("LearningHub.Domain", StringComparison.Ordinal) is true;

    private static string DatabaseOf(ConfigurationManager settings)
    {
        var (provider, database) = (settings["Storage:Provider"], settings["Storage:ConnectionString"]);
        if (!string.Equals(provider, "PostgreSQL", StringComparison.OrdinalIgnoreCase) || string.IsNullOrWhiteSpace(database))
            throw new StartException($"Storage:Provider is '{provider}'. A cluster allows only PostgreSQL, with Storage:ConnectionString. Set both, or build without -p:GrainEngine=Orleans for one machine.");
        return database;
    }

    private static int PortOf(ConfigurationManager settings, string key, int usual) => settings[key] switch
    {
        null or "" => usual,
        var value when int.TryParse(value, out var port) && port is > 0 and < 65536 => port,
        var value => throw new StartException($"{key} is '{value}'. Allowed: a number from 1 to 65535. Without it, {usual} is used."),
    };

    /// <summary>The address that other nodes reach this one at; null lets Orleans take the machine's own. Keep it the same over restarts.</summary>
    private static IPAddress? AddressOf(ConfigurationManager settings) => settings["Orleans:Address"] switch
    {
        null or "" => null,
        var value when IPAddress.TryParse(value, out var address) => address,
        var value => throw new StartException($"Orleans:Address is '{value}'. Allowed: the IP address that the other nodes reach this one at. Without it, the machine's own is used."),
    };

    private sealed class ImmutableDomainCopier : IGeneralizedCopier
    {
        public bool IsSupportedType(Type type) => IsDomainType(type);
        public object? DeepCopy(object? input, CopyContext context) => input;
    }

    /// <summary>A node that holds grains only serves no visitor, whoever finds its address.</summary>
    private sealed class HealthOnly : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, go) =>
            {
                if (http.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal)) return go(http);
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
            next(app);
        };
    }
}
