namespace LearningHub.Domain.Identity;

/// <summary>What a person may say of herself so that a programme can see whom it reaches. Each is her own word, optional, and shown in groups alone.</summary>
public enum Sex { Woman, Man, Other }

/// <summary>Age in bands of several years: nobody is asked for a day of birth.</summary>
public enum AgeBand { Under25, From25, From35, From50 }

/// <summary>What one person said of herself; null where she said nothing.</summary>
/// <param name="Language">BCP 47 tag of the language she chose last; null for English.</param>
public sealed record Traits(Sex? Sex, AgeBand? Age, bool? Disability, string? Language);
