namespace LearningHub.Tests.Engine;

/// <summary>The behaviour suite on the embedded engine, which needs nothing more.</summary>
internal static class TestSilo
{
    public static ISiloBuilder UseEngineOfThisBuild(this ISiloBuilder silo) => silo;
}
