using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.PostgreSQL.Captions;
using CaptionCluster.Storage.PostgreSQL.Jobs;
using CaptionCluster.Storage.PostgreSQL.Keys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Storage.PostgreSQL;

public static class PostgreSQLStoreServiceCollectionExtensions
{
    /// <summary>
    /// Keeps captions, jobs and keys in PostgreSQL, 13 or newer: the <see cref="ICaptionStore"/>, <see cref="IJobStore"/> and
    /// <see cref="IKeyStore"/> of those who run it. The section has <see cref="PostgreSQLStoreOptions"/>.
    /// </summary>
    public static IServiceCollection AddPostgreSQLStore(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<PostgreSQLStoreOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddWatchedStore<ICaptionStore, PostgreSQLCaptionStore>()
            .AddWatchedStore<IJobStore, PostgreSQLJobStore>()
            .AddWatchedStore<IKeyStore, PostgreSQLKeyStore>();
    }
}
