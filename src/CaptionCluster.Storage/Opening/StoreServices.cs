using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptionCluster.Storage.Opening;

internal static class StoreServices
{
    /// <summary>
    /// One store of a process: its options are checked and it is opened at start; at stop, after every other service, what waits is
    /// written.
    /// </summary>
    public static IServiceCollection AddStore<TService, TStore>(this IServiceCollection services)
        where TService : class
        where TStore : class, TService, IOpenedAtStart
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TStore>();
        services.TryAddSingleton<TService>(provider => provider.GetRequiredService<TStore>());
        services.AddHostedService<StoreLifetime<TStore>>();
        return services;
    }

    /// <summary>The same for one that is looked after.</summary>
    public static IServiceCollection AddWatchedStore<TService, TStore>(this IServiceCollection services)
        where TService : class
        where TStore : class, TService, IOpenedAtStart, IWatchedStore
    {
        services.AddStore<TService, TStore>();
        services.AddSingleton<IStoreCondition>(provider => provider.GetRequiredService<TStore>());
        services.AddHostedService<StoreWatch<TStore>>();
        return services;
    }
}
