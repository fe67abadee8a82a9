using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Hosting;

/// <summary>A start that fails stops what it had started and leaves the telling to <see cref="StartFailure"/>.</summary>
public static partial class HostStart
{
    private const string HostCategory = "Microsoft.Extensions.Hosting.Internal.Host";

    /// <summary>Starts, serves until told to stop, stops. What ends a start is thrown.</summary>
    public static async Task RunToEndAsync(this IHost host)
    {
        try
        {
            if (await StartedAsync(host)) await host.WaitForShutdownAsync();
        }
        finally
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }

    /// <summary>Until everything has started, the host does not log the exception that ends its start: whoever runs it gets it.</summary>
    internal static void AddQuietStart(this IHostApplicationBuilder builder)
    {
        var start = new StartState();
        builder.Services.AddSingleton(start);
        builder.Services.AddHostedService(_ => start);
        builder.Logging.AddFilter(HostCategory, level => start.IsOver && level >= LogLevel.Warning);
    }

    /// <summary>False when it was told to stop meanwhile, and has.</summary>
    private static async Task<bool> StartedAsync(IHost host)
    {
        try
        {
            await host.StartAsync();
            return true;
        }
        catch (Exception error)
        {
            var isToldToStop = IsCancellation(error) && IsToldToStop(host);
            if (host.Services.GetRequiredService<StartState>().IsBegun) await StopAsync(host);
            if (isToldToStop) return false;
            throw;
        }
    }

    private static bool IsToldToStop(IHost host) =>
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    private static bool IsCancellation(Exception failure) => failure switch
    {
        AggregateException several => several.InnerExceptions.All(IsCancellation),
        OperationCanceledException or OrleansLifecycleCanceledException => true,
        _ => false,
    };

    /// <summary>What half started may not stop well either; the reason to tell is the first one.</summary>
    private static async Task StopAsync(IHost host)
    {
        try
        {
            await host.StopAsync();
        }
        catch (Exception error)
        {
            LogNotStopped(host.Services.GetRequiredService<ILogger<StartState>>(), error);
        }
    }

    [LoggerMessage(LogLevel.Debug, "What had started did not stop well")]
    private static partial void LogNotStopped(ILogger logger, Exception failure);
}
