using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LearningHub.Journal;

/// <summary>Adds the journal to a program.</summary>
public static class Setup
{
    /// <summary>One journal for <typeparamref name="TContext"/>, whose factory must be registered. Each feature may call this to add its own families.</summary>
    public static JournalBuilder<TContext> AddJournal<TContext>(this IServiceCollection services, Action<JournalBuilder<TContext>>? configure = null)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<JournalWriter<TContext>>();
        services.TryAddSingleton(provider => new JournalRebuild<TContext>(
            provider.GetRequiredService<IDbContextFactory<TContext>>(), provider.GetServices<IFamily<TContext>>()));
        services.TryAddSingleton<JournalSealer<TContext>>();
        services.TryAddSingleton<JournalCheck<TContext>>();
        var builder = new JournalBuilder<TContext>(services);
        configure?.Invoke(builder);
        return builder;
    }
}

/// <summary>Says which events the journal keeps and which read tables they change.</summary>
public sealed class JournalBuilder<TContext>(IServiceCollection services) where TContext : DbContext
{
    /// <summary>Makes <see cref="Journal{TContext, TEvent}"/> available for a closed family of records.</summary>
    public JournalBuilder<TContext> Family<TEvent>() where TEvent : class
    {
        if (services.Any(service => service.ServiceType == typeof(Journal<TContext, TEvent>))) return this;
        services.AddSingleton<Family<TContext, TEvent>>();
        services.AddSingleton<IFamily<TContext>>(provider => provider.GetRequiredService<Family<TContext, TEvent>>());
        services.AddSingleton(provider => new Journal<TContext, TEvent>(
            provider.GetRequiredService<JournalWriter<TContext>>(),
            provider.GetRequiredService<Family<TContext, TEvent>>(),
            provider.GetRequiredService<IDbContextFactory<TContext>>()));
        return this;
    }

    /// <summary>Adds a projection, and its family with it. Projections of one family run in the order of these calls.</summary>
    public JournalBuilder<TContext> Project<TProjection, TEvent>()
        where TProjection : class, IProjection<TContext, TEvent>
        where TEvent : class
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IProjection<TContext, TEvent>, TProjection>());
        return Family<TEvent>();
    }
}
