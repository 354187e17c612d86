namespace LearningHub.Domain.Identity;

/// <summary>How a person can be reached.</summary>
public enum ContactKind { Phone, Email }
