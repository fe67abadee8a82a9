using CaptionCluster.Bench.Cluster;
using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>
/// One, two and eight silos behind one front, with a simulated device; one of two slowed; and with the real model what the second silo
/// costs in processor time and brings in speed.
/// </summary>
internal static class ClusterScale
{
    private const int Batch = 250;
    private const int ClientsASilo = 32;
    private const int PicturesASilo = 320;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var photos = new Photos(options.Photos, seed: 7);
        var one = await SimulatedAsync(photos, progress, Batch);
        var two = await SimulatedAsync(photos, progress, Batch, Batch);
        var slowed = await SimulatedAsync(photos, progress, Batch, 2 * Batch);
        var eight = await SimulatedAsync(photos, progress, [.. Enumerable.Repeat(Batch, 8)]);
        List<Row> rows =
        [
            new("two silos, simulated device", $"{two:0}/s", $"{one:0}/s", $"{two / one:0.00}", ">= 1.9", two / one >= 1.9),
            new("one of two slowed to half", $"{slowed:0}/s", $"{one:0}/s", $"{slowed / one:0.00}", ">= 1.4", slowed / one >= 1.4),
            new("eight silos, simulated device", $"{eight:0}/s", $"{one:0}/s", $"{eight / one:0.00}", ">= 7", eight / one >= 7),
        ];
        if (Environment.ProcessorCount >= 4) rows.AddRange(await RealAsync(options, photos, progress));
        return rows;
    }

    private static async Task<double> SimulatedAsync(Photos photos, Action<string> progress, params int[] batches)
    {
        await using var cluster = await BenchCluster.SimulatedAsync(batches);
        var clients = ClientsASilo * batches.Length;
        await cluster.PostAsync(clients, PicturesASilo * batches.Length / 2, photos.Unique);
        var result = await cluster.PostAsync(clients, PicturesASilo * batches.Length, photos.Unique);
        progress(
            $"cluster, batches of {string.Join(", ", batches)} ms: {result.PerSecond:0.0}/s, median {result.Quantile(0.5):0} ms, p99 "
            + "{result.Quantile(0.99):0} ms"
        );
        return result.PerSecond;
    }

    /// <summary>Each silo pinned to one core, the front on the others: alone first, then both, so many rounds.</summary>
    private static async Task<IReadOnlyList<Row>> RealAsync(BenchOptions options, Photos photos, Action<string> progress)
    {
        var (rates, costs) = (new List<(double One, double Two)>(), new List<(double One, double Two)>());
        await using var single = await BenchCluster.RealAsync(Cores.From(2), options.Variant, Cores.Only(0));
        await using var pair = await BenchCluster.RealAsync(Cores.From(2), options.Variant, Cores.Only(0), Cores.Only(1));
        foreach (var cluster in (BenchCluster[])[single, pair]) await cluster.PostAsync(options.Clients, options.Images, photos.Unique);
        for (var round = 0; round < options.Rounds; round++)
        {
            var (one, oneCost) = await MeasureAsync(single, options, photos);
            var (two, twoCost) = await MeasureAsync(pair, options, photos);
            rates.Add((one, two));
            costs.Add((oneCost, twoCost));
            progress(
                $"cluster {round + 1}/{options.Rounds}, real model: {one:0}/s and {two:0}/s, processor {oneCost:0.00} ms and "
                + $"{twoCost:0.00} ms a picture"
            );
        }

        var (speed, cost) = (rates.Select(pair => pair.Two / pair.One).Median(), costs.Select(pair => (pair.Two / pair.One) - 1).Median());
        return
        [
            new(
                "two pinned silos, real model",
                $"{rates.Select(pair => pair.Two).Median():0}/s",
                $"{rates.Select(pair => pair.One).Median():0}/s",
                $"{speed:0.00}",
                ">= 1.8",
                speed >= 1.8
            ),
            new(
                "processor time a picture, one to two",
                $"{costs.Select(pair => pair.Two).Median():0.00} ms",
                $"{costs.Select(pair => pair.One).Median():0.00} ms",
                $"{cost:+0.0%;-0.0%}",
                "< 5 %",
                cost < 0.05
            ),
        ];
    }

    private static async Task<(double PerSecond, double ProcessorMilliseconds)> MeasureAsync(
        BenchCluster cluster,
        BenchOptions options,
        Photos photos
    )
    {
        var before = cluster.ProcessorTime;
        var result = await cluster.PostAsync(options.Clients, options.Images, photos.Unique);
        return (result.PerSecond, (cluster.ProcessorTime - before).TotalMilliseconds / result.Count);
    }
}
