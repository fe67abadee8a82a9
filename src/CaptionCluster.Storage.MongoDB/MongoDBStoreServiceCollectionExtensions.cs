using CaptionCluster.Storage.MongoDB.Captions;
using CaptionCluster.Storage.MongoDB.Jobs;
using CaptionCluster.Storage.Opening;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Storage.MongoDB;

public static class MongoDBStoreServiceCollectionExtensions
{
    /// <summary>
    /// Keeps captions and jobs in MongoDB: the <see cref="ICaptionStore"/> and <see cref="IJobStore"/> of a cluster. The section has
    /// <see cref="MongoDBCaptionStoreOptions"/> and <see cref="MongoDBJobStoreOptions"/>.
    /// </summary>
    public static IServiceCollection AddMongoDBStore(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<MongoDBCaptionStoreOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MongoDBJobStoreOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddStore<ICaptionStore, MongoDBCaptionStore>().AddStore<IJobStore, MongoDBJobStore>();
    }
}
