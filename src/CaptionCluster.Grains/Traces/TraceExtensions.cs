using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Grains;

public static class TraceExtensions
{
    /// <summary>Keeps traces in memory where the configuration says so.</summary>
    public static IServiceCollection AddTraceBook(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TraceOptions>().BindConfiguration(TraceOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        if (!configuration.KeepsTraces()) return services;
        return services.AddSingleton<TraceBook>()
            .AddSingleton<ITraceBook>(provider => provider.GetRequiredService<TraceBook>())
            .AddHostedService<TraceListener>();
    }

    public static bool KeepsTraces(this IConfiguration configuration) =>
        bool.TryParse(configuration[TraceOptions.Section + ":Enabled"], out var isEnabled) && isEnabled;
}
