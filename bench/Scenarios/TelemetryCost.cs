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
            await LoadRun.PostAsync(server, "/v1/captions", options.Clients, 2 * options.Images, photos.Unique);
        }

        var pairs = new List<(LoadResult On, LoadResult Off)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var (first, second) = round % 2 == 0 ? (off, on) : (on, off); // What else the machine does, neither has to itself.
            var one = await LoadRun.PostAsync(first, "/v1/captions", options.Clients, options.Images, photos.Unique);
            var other = await LoadRun.PostAsync(second, "/v1/captions", options.Clients, options.Images, photos.Unique);
            var (with, without) = first == on ? (one, other) : (other, one);
            pairs.Add((with, without));
            progress(
                $"telemetry {round + 1}/{options.Rounds}: {with.PerSecond:0.0}/s of {without.PerSecond:0.0}/s, processor "
                + $"{with.ProcessorMilliseconds:0.00} ms of {without.ProcessorMilliseconds:0.00} ms"
            );
        }

        return
        [
            Compare("telemetry sent, throughput", "0.0'/s'", pairs, result => result.PerSecond, (on, off) => on / off),
            Compare("telemetry sent, processor time", "0.00' ms'", pairs, result => result.ProcessorMilliseconds, (on, off) => off / on),
        ];
    }

    private static Row Compare(
        string what, string format, List<(LoadResult On, LoadResult Off)> pairs, Func<LoadResult, double> figure,
        Func<double, double, double> ratioOf)
    {
        var ratio = pairs.Select(pair => ratioOf(figure(pair.On), figure(pair.Off))).Median();
        return new(
            what,
            pairs.Select(pair => figure(pair.On)).Median().ToString(format),
            pairs.Select(pair => figure(pair.Off)).Median().ToString(format),
            $"{ratio:0.00}",
            ">= 0.95",
            ratio >= 0.95
        );
    }
}
