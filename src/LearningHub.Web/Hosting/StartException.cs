namespace LearningHub.Web.Hosting;

/// <summary>The program can't start as it is set up. The message is for the person who runs it: what is wrong, with key and value, and what to do.</summary>
/// <remarks><c>Program</c> prints it as one line and ends with exit code 1; a stack trace would hide the sentence that helps.</remarks>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
