using CaptionCluster.Storage.MongoDB;
using CaptionCluster.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

internal static class StoreExtensions
{
    /// <summary>The configured store, and no other.</summary>
    public static void AddCaptionStore(this IHostApplicationBuilder builder)
    {
        if (builder.Configuration[$"{StoreProviders.Section}:Provider"] == StoreProviders.MongoDB)
        {
            builder.Services.AddMongoDBCaptionStore(builder.Configuration.GetSection(ClusterProviders.MongoDBSection));
        }
        else
        {
            builder.Services.AddSqliteStore(builder.Configuration.GetSection(StoreProviders.Section).Bind);
        }
    }
}
