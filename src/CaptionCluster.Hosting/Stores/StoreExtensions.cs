using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

internal static class StoreExtensions
{
    /// <summary>The configured store of captions and jobs, and no other.</summary>
    public static void AddCaptionStore(this IHostApplicationBuilder builder)
    {
        var provider = StoreProvider.Of(builder.Configuration)!;
        provider.Add(builder.Services, builder.Configuration.GetSection(provider.Section));
        builder.Services.AddHealthChecks().AddCheck<StoreHealthCheck>("store");
    }
}
