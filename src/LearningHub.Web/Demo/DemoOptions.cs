namespace LearningHub.Web.Demo;

/// <summary>Demonstration data and its one-click sign-ins. They exist in Development only, whatever is configured.</summary>
public sealed class DemoOptions
{
    /// <summary>Load the demonstration data into an empty hub, and let a newcomer continue as each kind of person. <c>Demo__Enabled</c>.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>Whether this installation shows the demonstration.</summary>
public sealed record DemoSwitch(bool On);
