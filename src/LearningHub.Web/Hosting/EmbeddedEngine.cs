namespace LearningHub.Web.Hosting;

/// <summary>Runs the grains inside this program: one machine, no cluster. Compiled when the build property <c>GrainEngine</c> is <c>Embedded</c>.</summary>
public static class GrainEngine
{
    /// <exception cref="StartException"><c>Role</c> asks for a part of a cluster, which this build has not.</exception>
    public static void AddGrainEngine(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var role = builder.Configuration["Role"];
        if (!string.IsNullOrWhiteSpace(role) && !role.Equals("All", StringComparison.OrdinalIgnoreCase))
            throw new StartException($"Role is '{role}'. This build runs on one machine and allows only All. Leave Role out, or build with -p:GrainEngine=Orleans to run a cluster.");
        builder.UseOrleans(_ => { });
    }
}
