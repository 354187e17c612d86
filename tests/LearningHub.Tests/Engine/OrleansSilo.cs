using LearningHub.Tests.Common;

namespace LearningHub.Tests.Engine;

/// <summary>The behaviour suite on a real silo of its own, for builds with <c>GrainEngine=Orleans</c>.</summary>
internal static class TestSilo
{
    public static ISiloBuilder UseEngineOfThisBuild(this ISiloBuilder silo) => silo.UseLocalhostClustering(Ports.Free(), Ports.Free());
}
