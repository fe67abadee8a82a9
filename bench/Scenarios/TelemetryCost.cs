using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>
/// A server that sends every span, metric and log line to a collector beside one that sends none, by turns: unique pictures.
/// </summary>
internal static class TelemetryCost
{
    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var cores = Cores.AllButOne;
        using var elsewhere = cores.Leave();
        var photos = new Photos(options.Photos, seed: 5);
        await using var collector = await Child.StartSelfAsync(Cores.All, "bare-kestrel"); // Reads what it gets, and says 200.
        await using var off = await Child.StartServerAsync(cores, options.Variant);
        await using var on = await Child.StartServerAsync(cores, options.Variant,
        [
            "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
            .. ((string[])["TRACES", "METRICS", "LOGS"]).SelectMany(signal => (string[])
                [$"--OTEL_EXPORTER_OTLP_{signal}_ENDPOINT", $"http://127.0.0.1:{collector.Port}/v1/captions"]),
        ]);
        foreach (var server in (Child[])[off, on])
        {
            await LoadRun.PostAsync(server, "/v1/captions", options.Clients, options.Images, photos.Unique);
        }

        var pairs = new List<(LoadResult On, LoadResult Off)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var without = await LoadRun.PostAsync(off, "/v1/captions", options.Clients, options.Images, photos.Unique);
            var with = await LoadRun.PostAsync(on, "/v1/captions", options.Clients, options.Images, photos.Unique);
            pairs.Add((with, without));
            progress(
                $"telemetry {round + 1}/{options.Rounds}: {with.PerSecond:0.0}/s of {without.PerSecond:0.0}/s, processor "
                + $"{with.ProcessorMilliseconds:0.00} ms of {without.ProcessorMilliseconds:0.00} ms"
            );
        }

        var ratio = pairs.Select(pair => pair.On.PerSecond / pair.Off.PerSecond).Median();
        return
        [
            new(
                "telemetry sent, throughput",
                $"{pairs.Select(pair => pair.On.PerSecond).Median():0.0}/s",
                $"{pairs.Select(pair => pair.Off.PerSecond).Median():0.0}/s",
                $"{ratio:0.00}",
                ">= 0.95",
                ratio >= 0.95
            ),
        ];
    }
}
