using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Hosting;

/// <summary>For commands that look into the store, beside a service that runs or instead of one.</summary>
public static class StoreHost
{
    /// <summary>The configured stores, to be asked for without a start of the host, and nothing else.</summary>
    public static IHostApplicationBuilder AddCaptionStores(this IHostApplicationBuilder builder)
    {
        var secrets = Secrets.Of(builder.Configuration);
        StartFailure.Hide(secrets);
        builder.Services.AddSingleton(secrets);
        builder.Services.AddHostedFolders();
        var provider = StoreProvider.Of(builder.Configuration)
            ?? throw new StartRefusedException(
                $"{StoreProvider.Setting} must be one of {string.Join(", ", StoreProvider.All.Select(known => known.Name))}.");
        if (provider.Problem(builder.Configuration) is { } problem) throw new StartRefusedException(problem);
        builder.AddCaptionStore();
        return builder;
    }
}
