using System.Globalization;
using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>
/// Unique pictures through HTTP against the bare loop, by turns: throughput and processor time a picture. Meanwhile, the health probe.
/// </summary>
internal static class UniqueImages
{
    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var cores = Cores.AllButOne;
        using var elsewhere = cores.Leave();
        var photos = new Photos(options.Photos, seed: 1);
        var (rates, costs) = (new List<(double Ours, double Bare)>(), new List<(double Ours, double Bare)>());
        var health = new List<double>();
        await using var bare = await Child.StartSelfAsync(cores, "bare-loop", options.Photos, options.Variant);
        await using var server = await Child.StartServerAsync(cores, options.Variant);
        await bare.AskAsync($"throughput {options.Images}");
        await LoadRun.PostAsync(server, "/v1/captions", options.Clients, LoadRun.Warming, photos.Unique);
        for (var round = 0; round < options.Rounds; round++)
        {
            var answer = (await bare.AskAsync($"throughput {options.Images}"))
                .Split(' ')
                .Select(value => double.Parse(value, CultureInfo.InvariantCulture))
                .ToArray();
            var (rate, cost) = (options.Images / answer[0], answer[1] * 1000 / options.Images);
            using var probing = new CancellationTokenSource();
            var probe = HealthProbe.RunAsync(server, probing.Token);
            var ours = await LoadRun.PostAsync(server, "/v1/captions", options.Clients, options.Images, photos.Unique);
            await probing.CancelAsync();
            health.AddRange(await probe);
            rates.Add((ours.PerSecond, rate));
            costs.Add((ours.ProcessorMilliseconds, cost));
            progress(
                $"unique {round + 1}/{options.Rounds}: {ours.PerSecond:0}/s of {rate:0}/s, processor {ours.ProcessorMilliseconds:0.00} "
                + $"ms of {cost:0.00} ms, median {ours.Quantile(0.5):0} ms, p99 {ours.Quantile(0.99):0} ms, {server.WorkingSet >> 20} MiB"
            );
        }

        var (throughput, processor) = (
            rates.Select(pair => pair.Ours / pair.Bare).Median(),
            costs.Select(pair => pair.Bare / pair.Ours).Median()
        );
        health.Sort();
        var p99 = health[(int)(health.Count * 0.99)];
        return
        [
            new(
                "unique images, throughput",
                $"{rates.Select(pair => pair.Ours).Median():0}/s",
                $"{rates.Select(pair => pair.Bare).Median():0}/s",
                $"{throughput:0.00}",
                ">= 0.90",
                throughput >= 0.90
            ),
            new(
                "unique images, processor time",
                $"{costs.Select(pair => pair.Ours).Median():0.00} ms",
                $"{costs.Select(pair => pair.Bare).Median():0.00} ms",
                $"{processor:0.00}",
                ">= 0.90",
                processor >= 0.90
            ),
            new("/health/live p99 while saturated", $"{p99:0.0} ms", $"{health.Count} probes", $"{p99:0.0} ms", "< 20 ms", p99 < 20),
        ];
    }
}
