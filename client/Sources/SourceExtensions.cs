using CaptionCluster.Client.Sources.Fetching;
using CaptionCluster.Client.Sources.Guard;
using CaptionCluster.Client.Sources.Known;

namespace CaptionCluster.Client.Sources;

internal static class SourceExtensions
{
    /// <summary>Pictures by URL, and the guard before every address that a stranger can make this service call.</summary>
    public static void AddSources(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SourceOptions>().BindConfiguration("CaptionCluster:Sources").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<INetwork, SystemNetwork>();
        services.AddSingleton<SourceRules>();
        services.AddSingleton<SourceSlots>();
        services.AddSingleton<SourceClient>();
        services.AddSingleton<SourceAnswers>();
        services.AddSingleton<SourceFetcher>();
        services.AddSingleton<KnownSources>();
        services.AddSingleton<SourceMetrics>();
        services.AddSingleton<ISourceReader, SourceReader>();
    }
}
