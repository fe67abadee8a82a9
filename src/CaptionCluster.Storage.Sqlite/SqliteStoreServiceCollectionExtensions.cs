using CaptionCluster.Storage.Sqlite.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CaptionCluster.Storage.Sqlite;

public static class SqliteStoreServiceCollectionExtensions
{
    /// <summary>
    /// Keeps captions and jobs in a SQLite file each: the <see cref="ICaptionStore"/> and <see cref="IJobStore"/> when no database is
    /// configured. Options are checked and the files are opened at start; at stop, after every other service, what waits is written.
    /// </summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, Action<SqliteStoreOptions>? configure = null)
    {
        var options = services.AddOptions<SqliteStoreOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null) options.Configure(configure);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SqliteCaptionStore>();
        services.TryAddSingleton<ICaptionStore>(provider => provider.GetRequiredService<SqliteCaptionStore>());
        services.TryAddSingleton<SqliteJobStore>();
        services.TryAddSingleton<IJobStore>(provider => provider.GetRequiredService<SqliteJobStore>());
        services.AddSingleton<IStoreCondition>(provider => provider.GetRequiredService<SqliteCaptionStore>());
        services.AddSingleton<IStoreCondition>(provider => provider.GetRequiredService<SqliteJobStore>());
        services.AddHostedService<SqliteStoreLifetime>();
        services.AddHostedService<SqliteStoreWatch>();
        return services;
    }
}
