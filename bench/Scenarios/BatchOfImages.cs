using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>Unique pictures in one batch request, against as many requests of their own, by turns on one server.</summary>
internal static class BatchOfImages
{
    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var cores = Cores.AllButOne;
        using var elsewhere = cores.Leave();
        var photos = new Photos(options.Photos, seed: 4);
        await using var server = await Child.StartServerAsync(cores, options.Variant);
        await LoadRun.PostAsync(server, "/v1/captions", options.Clients, 2 * options.Images, photos.Unique);
        await BatchRun.PicturesPerSecondAsync(server.Port, options.Images, photos.Unique);
        var pairs = new List<(double Batch, double Alone)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var alone = (await LoadRun.PostAsync(server, "/v1/captions", options.Clients, options.Images, photos.Unique)).PerSecond;
            var batch = await BatchRun.PicturesPerSecondAsync(server.Port, options.Images, photos.Unique);
            pairs.Add((batch, alone));
            progress($"batch {round + 1}/{options.Rounds}: {batch:0}/s of {alone:0}/s, {server.WorkingSet >> 20} MiB");
        }

        var ratio = pairs.Select(pair => pair.Batch / pair.Alone).Median();
        return
        [
            new(
                "batch of unique images, throughput",
                $"{pairs.Select(pair => pair.Batch).Median():0}/s",
                $"{pairs.Select(pair => pair.Alone).Median():0}/s",
                $"{ratio:0.00}",
                ">= 0.90",
                ratio >= 0.90
            ),
        ];
    }
}
