using CaptionCluster.Storage.MongoDB.Captions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.MongoDB.Tests.Captions;

internal static class StoreFactory
{
    public static MongoDBCaptionStore Open(
        string connectionString, string database, Action<MongoDBCaptionStoreOptions>? configure = null, TimeProvider? time = null)
    {
        var options = new MongoDBCaptionStoreOptions { ConnectionString = connectionString, Database = database };
        configure?.Invoke(options);
        return new MongoDBCaptionStore(Options.Create(options), time ?? TimeProvider.System, NullLogger<MongoDBCaptionStore>.Instance);
    }
}
