using CaptionCluster.Inference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace CaptionCluster.Grains;

public static class CaptionGrainsExtensions
{
    /// <summary>
    /// What the caption grains of a silo need, apart from an <see cref="ICaptionStore"/> (for images) and an
    /// <see cref="IModelRepository"/> (for inference), which the host brings.
    /// </summary>
    public static ISiloBuilder AddCaptionGrains(
        this ISiloBuilder silo,
        Action<ImageGrainOptions>? configure = null,
        SiloRoles roles = SiloRoles.All
    )
    {
        silo.Services.AddCaptionGrains(roles);
        if (configure is not null) silo.Services.Configure(configure);
        return silo;
    }

    /// <inheritdoc cref="AddCaptionGrains(ISiloBuilder, Action{ImageGrainOptions}?, SiloRoles)"/>
    public static IServiceCollection AddCaptionGrains(this IServiceCollection services, SiloRoles roles = SiloRoles.All)
    {
        services.AddMetrics();
        services.AddSingleton<IPostConfigureOptions<GrainTypeOptions>>(new GrainsOfRoles(roles));
        services.TryAddKeyedSingleton<TimeProvider>(
            CaptionClock.Key,
            (provider, _) => provider.GetService<TimeProvider>() ?? TimeProvider.System
        );
        services.AddSingleton<CaptionInstruments>();
        services.AddSingleton(new SiloDuties(roles));
        if (roles.HasFlag(SiloRoles.Images)) services.AddImages();
        services.AddInference();
        if (!roles.HasFlag(SiloRoles.Inference)) services.TryAddSingleton<IModelRepository, NoModels>();

        // Who waited too long has left: say so to the grain that still counts them.
        // And a grain that can't be placed is asked for again by its caller, who knows better where and how long.
        services.Configure<SiloMessagingOptions>(messaging =>
            (messaging.CancelRequestOnTimeout, messaging.PlacementMaxRetries) = (true, 0)
        );
        return services;
    }

    private static void AddImages(this IServiceCollection services)
    {
        services.AddOptions<ImageGrainOptions>().ValidateDataAnnotations().ValidateOnStart();
        services
            .AddOptions<PendingWritesOptions>()
            .BindConfiguration(PendingWritesOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services
            .AddOptions<GrainCollectionOptions>()
            .Configure<IOptions<ImageGrainOptions>>(
                (collection, images) => collection.ClassSpecificCollectionAge[typeof(ImageGrain).FullName!] = images.Value.CollectionAge
            );
        services.AddSingleton<GuardedStore>();
        services.AddParticipant<PendingWrites>();
        services.AddParticipant<Departures>();
    }

    /// <summary>The way to silos that infer, and the report of what this one has: every silo needs both.</summary>
    private static void AddInference(this IServiceCollection services)
    {
        services
            .AddOptions<InferenceRouterOptions>()
            .BindConfiguration(InferenceRouterOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddPlacementDirector<OnSiloPlacement, OnSiloPlacementDirector>();
        services.AddSingleton<WordsBook>();
        services.AddSingleton<RemoteWords>();
        services.AddSingleton<LocalInference>();
        services.AddSingleton<InferenceSilos>();
        services.AddSingleton<InferenceRouter>();
        services.AddParticipant<SiloHeartbeat>();
    }

    private static void AddParticipant<T>(this IServiceCollection services) where T : class, ILifecycleParticipant<ISiloLifecycle>
    {
        services.AddSingleton<T>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<T>());
    }
}
