using LearningHub.Grains.Learning;
using LearningHub.Grains.Learning.Content;
using LearningHub.Web.Hosting;

namespace LearningHub.Web.Learning;

/// <summary>Adds modules, lessons and tests to the program.</summary>
public static class LearningSetup
{
    public static WebApplicationBuilder AddLearningPages(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var content = builder.Configuration.GetSection(ContentOptions.Section).Get<ContentOptions>() ?? new();
        // While writing, a mistake stops the start; in front of learners, one broken question must not take the lessons away.
        var strict = builder.Configuration[$"{ContentOptions.Section}:{nameof(ContentOptions.Strict)}"] is null ? builder.Environment.IsDevelopment() : content.Strict;
        builder.Services.AddLearning(content.Path, builder.Environment.ContentRootPath, strict);
        builder.Services.AddSingleton<QuestionDesk>().AddSingleton<QuestionNews>().AddSingleton<PageWeight>();
        builder.Services.AddOutputCache(cache => cache.AddPolicy(VisitorPageCache.Policy, new VisitorPageCache()));
        return builder;
    }

    /// <summary>Reads all content before the first request.</summary>
    /// <exception cref="StartException">There is no content, or an author's mistake in it and the start is strict.</exception>
    public static WebApplication ReadContent(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        try
        {
            app.Services.GetRequiredService<ContentLibrary>();
            return app;
        }
        catch (ContentException e)
        {
            throw new StartException(e.Message, e);
        }
    }
}
