using CaptionCluster.Storage.MongoDB.Captions;
using CaptionCluster.Storage.MongoDB.Jobs;
using CaptionCluster.Storage.MongoDB.Keys;
using CaptionCluster.Storage.Opening;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Storage.MongoDB;

public static class MongoDBStoreServiceCollectionExtensions
{
    /// <summary>
    /// Keeps captions, jobs and keys in MongoDB: the <see cref="ICaptionStore"/>, <see cref="IJobStore"/> and <see cref="IKeyStore"/> of a
    /// cluster. The section has <see cref="MongoDBCaptionStoreOptions"/>, <see cref="MongoDBJobStoreOptions"/> and
    /// <see cref="MongoDBKeyStoreOptions"/>.
    /// </summary>
    public static IServiceCollection AddMongoDBStore(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<MongoDBCaptionStoreOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MongoDBJobStoreOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MongoDBKeyStoreOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddStore<ICaptionStore, MongoDBCaptionStore>()
            .AddStore<IJobStore, MongoDBJobStore>()
            .AddStore<IKeyStore, MongoDBKeyStore>();
    }
}
