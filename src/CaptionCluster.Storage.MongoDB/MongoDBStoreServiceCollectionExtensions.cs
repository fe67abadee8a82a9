using CaptionCluster.Storage.MongoDB.Captions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptionCluster.Storage.MongoDB;

public static class MongoDBStoreServiceCollectionExtensions
{
    /// <summary>
    /// Keeps captions in MongoDB: the <see cref="ICaptionStore"/> of a cluster. The section has <see cref="MongoDBCaptionStoreOptions"/>.
    /// Options are checked and indexes made at start; at stop, after every other service, what waits is written.
    /// </summary>
    public static IServiceCollection AddMongoDBCaptionStore(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<MongoDBCaptionStoreOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MongoDBCaptionStore>();
        services.TryAddSingleton<ICaptionStore>(provider => provider.GetRequiredService<MongoDBCaptionStore>());
        services.AddHostedService<MongoDBCaptionStoreLifetime>();
        return services;
    }
}
