using System.Net;
using System.Net.Sockets;

namespace LearningHub.Tests.Common;

/// <summary>Ports of this machine for servers under test.</summary>
public static class Ports
{
    /// <summary>A free port below 32768, where the system hands out none by itself, so that nothing else takes it meanwhile.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException) { } // taken: try another
        }
    }
}
