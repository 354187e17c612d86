namespace LearningHub.Tests.Common;

/// <summary>The program with its demonstration data, shared by tests that read it: loading it costs more than they do.</summary>
public sealed class ReadDemo : Hub
{
    public ReadDemo() => Settings["Demo:Enabled"] = "true";
}

/// <summary>Its tests change no figure of the demonstration.</summary>
[CollectionDefinition(Name)]
public sealed class ReadsDemo : ICollectionFixture<ReadDemo>
{
    public const string Name = "reads the demonstration";
}
