using CaptionCluster.Storage.MongoDB.Captions;
using CaptionCluster.Storage.MongoDB.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptionCluster.Storage.MongoDB;

/// <summary>The stores of a cluster. One section may serve all: each takes what it knows from it.</summary>
public static class MongoDBStoreServiceCollectionExtensions
{
    /// <summary>
    /// Keeps captions in MongoDB: the <see cref="ICaptionStore"/> of a cluster. The section has <see cref="MongoDBCaptionStoreOptions"/>.
    /// Options are checked and indexes made at start; at stop, after every other service, what waits is written.
    /// </summary>
    public static IServiceCollection AddMongoDBCaptionStore(this IServiceCollection services, IConfiguration section) =>
        services.AddStore<ICaptionStore, MongoDBCaptionStore, MongoDBCaptionStoreOptions>(section);

    /// <summary>
    /// Keeps jobs in MongoDB: the <see cref="IJobStore"/> of a cluster. The section has <see cref="MongoDBJobStoreOptions"/>. Options are
    /// checked and indexes made at start.
    /// </summary>
    public static IServiceCollection AddMongoDBJobStore(this IServiceCollection services, IConfiguration section) =>
        services.AddStore<IJobStore, MongoDBJobStore, MongoDBJobStoreOptions>(section);

    private static IServiceCollection AddStore<TService, TStore, TOptions>(this IServiceCollection services, IConfiguration section)
        where TService : class
        where TStore : class, TService, IOpenedAtStart
        where TOptions : class
    {
        services.AddOptions<TOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<TStore>();
        services.TryAddSingleton<TService>(provider => provider.GetRequiredService<TStore>());
        services.AddHostedService<StoreLifetime<TStore>>();
        return services;
    }
}
