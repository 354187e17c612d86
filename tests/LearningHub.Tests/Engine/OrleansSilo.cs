using System.Net;
using System.Net.Sockets;

namespace LearningHub.Tests.Engine;

/// <summary>The behaviour suite on a real silo of its own, for builds with <c>GrainEngine=Orleans</c>.</summary>
internal static class TestSilo
{
    public static ISiloBuilder UseEngineOfThisBuild(this ISiloBuilder silo) => silo.UseLocalhostClustering(FreePort(), FreePort());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
