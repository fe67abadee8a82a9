using CaptionCluster.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

internal static class StoreExtensions
{
    /// <summary>The configured store, and no other. An unknown one is refused when the host starts.</summary>
    public static void AddCaptionStore(this IHostApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection(StoreOptions.Section);
        builder.Services.AddSqliteStore(section.Bind);
    }
}
