using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace CaptionCluster.Grains;

public static class CaptionGrainsExtensions
{
    /// <summary>
    /// What the caption grains of a silo need, apart from an <see cref="ICaptionStore"/> and an
    /// <see cref="CaptionCluster.Inference.IModelRepository"/>, which the host brings.
    /// </summary>
    public static ISiloBuilder AddCaptionGrains(this ISiloBuilder silo, Action<ImageGrainOptions>? configure = null)
    {
        silo.Services.AddCaptionGrains();
        if (configure is not null) silo.Services.Configure(configure);
        return silo;
    }

    /// <inheritdoc cref="AddCaptionGrains(ISiloBuilder, Action{ImageGrainOptions}?)"/>
    public static IServiceCollection AddCaptionGrains(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddOptions<ImageGrainOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<PendingWritesOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<InferenceRouterOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<GrainCollectionOptions>().Configure<IOptions<ImageGrainOptions>>(
            (collection, images) => collection.ClassSpecificCollectionAge[typeof(ImageGrain).FullName!] = images.Value.CollectionAge);

        // Who waited too long has left: say so to the grain that still counts them.
        services.Configure<SiloMessagingOptions>(messaging => messaging.CancelRequestOnTimeout = true);

        services.TryAddKeyedSingleton<TimeProvider>(CaptionClock.Key, (provider, _) => provider.GetService<TimeProvider>() ?? TimeProvider.System);
        services.AddPlacementDirector<OnSiloPlacement, OnSiloPlacementDirector>();
        services.AddSingleton<CaptionInstruments>();
        services.AddSingleton<GuardedStore>();
        services.AddSingleton<InferenceSilos>();
        services.AddSingleton<InferenceRouter>();
        services.AddParticipant<PendingWrites>();
        services.AddParticipant<SiloHeartbeat>();
        return services;
    }

    private static void AddParticipant<T>(this IServiceCollection services) where T : class, ILifecycleParticipant<ISiloLifecycle>
    {
        services.AddSingleton<T>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<T>());
    }
}
