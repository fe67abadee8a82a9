using System.Diagnostics;
using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>Asks /health/live over and over, with a short pause, and notes how long each answer took.</summary>
internal static class HealthProbe
{
    public static Task<List<double>> RunAsync(Child server, CancellationToken stop) => Task.Run(async () =>
    {
        using var connection = new RawConnection(server.Port);
        await connection.ConnectAsync();
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var milliseconds = new List<double>();
        while (!stop.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            var status = await connection.GetAsync("/health/live");
            if (status != 200) throw new InvalidOperationException($"/health/live answered {status}.");
            milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await pause.WaitForNextTickAsync(CancellationToken.None);
        }

        return milliseconds;
    });
}
