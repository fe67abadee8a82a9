using System.Diagnostics;
using CaptionCluster.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Models;

/// <summary>Tells whoever started the process when it is of use, and where.</summary>
internal sealed partial class ReadyLine(
    ModelCatalog catalog,
    IOptions<ClusterOptions> cluster,
    IHostApplicationLifetime host,
    IServer server,
    TimeProvider time,
    ILogger<ReadyLine> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await AnnounceAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before it was ready: there is nothing to announce.
        }
    }

    private async Task AnnounceAsync(CancellationToken stoppingToken)
    {
        if (cluster.Value.IsAlone) LogStarting();
        else LogJoining(cluster.Value.Name, cluster.Value.Provider);
        await catalog.Ready.WaitAsync(stoppingToken);
        await StartedAsync(stoppingToken);
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        LogReady(string.Join(" or ", addresses), SecondsSinceStart());
    }

    /// <summary>Of the process, as whoever started it counts.</summary>
    private double SecondsSinceStart()
    {
        using var process = Process.GetCurrentProcess();
        return (time.GetUtcNow() - new DateTimeOffset(process.StartTime)).TotalSeconds;
    }

    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = host.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "starting: one silo in this process, models are loading")]
    private partial void LogStarting();

    [LoggerMessage(LogLevel.Information, "starting: a front of cluster '{Cluster}', found by {Provider}")]
    private partial void LogJoining(string cluster, string provider);

    [LoggerMessage(LogLevel.Information, "ready: open {Addresses} ({Seconds:0.0} s)")]
    private partial void LogReady(string addresses, double seconds);
}
