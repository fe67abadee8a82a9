using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>Pictures that are known already, against a Kestrel endpoint that reads the body, hashes it and returns a constant.</summary>
internal static class RepeatedImages
{
    private const int Different = 50;
    private const int Requests = 30_000;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var cores = Cores.Half;
        var photos = new Photos(options.Photos, seed: 2);
        await using var server = await Child.StartServerAsync(cores, options.Variant);
        await using var bare = await Child.StartSelfAsync(cores, "bare-kestrel");
        var next = 0;
        byte[] Known() => photos[(int)((uint)Interlocked.Increment(ref next) % Different)];
        await LoadRun.PostAsync(server, "/v1/captions", 8, Different, Known);
        foreach (var warm in (Child[])[server, bare]) await LoadRun.PostAsync(warm, "/v1/captions", options.Clients, Requests, Known);
        var pairs = new List<(LoadResult Ours, LoadResult Bare)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var other = await LoadRun.PostAsync(bare, "/v1/captions", options.Clients, Requests, Known);
            var ours = await LoadRun.PostAsync(server, "/v1/captions", options.Clients, Requests, Known);
            pairs.Add((ours, other));
            progress(
                $"hits {round + 1}/{options.Rounds}: {ours.PerSecond:0}/s of {other.PerSecond:0}/s, processor "
                + $"{ours.ProcessorMilliseconds * 1000:0} us of {other.ProcessorMilliseconds * 1000:0} us, p99 {ours.Quantile(0.99):0.0} ms"
            );
        }

        var ratio = pairs.Select(pair => pair.Ours.PerSecond / pair.Bare.PerSecond).Median();
        return
        [
            new(
                "repeated images, throughput",
                $"{pairs.Select(pair => pair.Ours.PerSecond).Median():0}/s",
                $"{pairs.Select(pair => pair.Bare.PerSecond).Median():0}/s",
                $"{ratio:0.00}",
                ">= 0.60",
                ratio >= 0.60
            ),
        ];
    }
}
