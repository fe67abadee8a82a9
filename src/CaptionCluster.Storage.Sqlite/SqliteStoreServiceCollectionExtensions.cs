using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.Sqlite.Captions;
using CaptionCluster.Storage.Sqlite.Jobs;
using CaptionCluster.Storage.Sqlite.Keys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Storage.Sqlite;

public static class SqliteStoreServiceCollectionExtensions
{
    /// <summary>
    /// Keeps captions, jobs and keys in a SQLite file each: the <see cref="ICaptionStore"/>, <see cref="IJobStore"/> and
    /// <see cref="IKeyStore"/> when no database is configured. The section has <see cref="SqliteStoreOptions"/>.
    /// </summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, IConfiguration section)
    {
        services.AddOptions<SqliteStoreOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddWatchedStore<ICaptionStore, SqliteCaptionStore>()
            .AddWatchedStore<IJobStore, SqliteJobStore>()
            .AddWatchedStore<IKeyStore, SqliteKeyStore>();
    }
}
