var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
await app.RunAsync();

/// <summary>The program. Public so that tests can run it in memory.</summary>
public partial class Program;
