using CaptionCluster.Storage.MongoDB;
using CaptionCluster.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

internal static class StoreExtensions
{
    /// <summary>The configured store of captions and jobs, and no other.</summary>
    public static void AddCaptionStore(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[$"{StoreProviders.Section}:Provider"] == StoreProviders.MongoDB)
        {
            var section = builder.Configuration.GetSection(ClusterProviders.MongoDBSection);
            builder.Services.AddMongoDBCaptionStore(section).AddMongoDBJobStore(section);
        }
        else
        {
            builder.Services.AddSqliteStore(builder.Configuration.GetSection(StoreProviders.Section).Bind);
            builder.Services.AddHealthChecks().AddCheck<StoreHealthCheck>("store");
        }
    }
}
