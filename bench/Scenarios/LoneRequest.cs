using System.Globalization;
using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>One request alone, against the same picture through imaging, encoder, decoder and discriminator called directly.</summary>
internal static class LoneRequest
{
    private const int Requests = 100;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var cores = Cores.AllButOne;
        var photos = new Photos(options.Photos, seed: 3);
        await using var server = await Child.StartServerAsync(cores, options.Variant);
        await using var bare = await Child.StartSelfAsync(cores, "bare-loop", options.Photos, options.Variant);
        await LoadRun.PostAsync(server, "/v1/captions", 1, Requests, photos.Unique);
        await bare.AskAsync($"lone {Requests}");
        var pairs = new List<(double Ours, double Bare)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var direct = (await bare.AskAsync($"lone {Requests}")).Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).Median();
            var ours = (await LoadRun.PostAsync(server, "/v1/captions", 1, Requests, photos.Unique)).Milliseconds.Median();
            pairs.Add((ours, direct));
            progress($"lone {round + 1}/{options.Rounds}: {ours:0.00} ms of {direct:0.00} ms");
        }

        var added = pairs.Select(pair => pair.Ours - pair.Bare).Median();
        return
        [
            new("lone request, added", $"{pairs.Select(pair => pair.Ours).Median():0.0} ms", $"{pairs.Select(pair => pair.Bare).Median():0.0} ms", $"+{added:0.00} ms", "< 2 ms", added < 2),
        ];
    }
}
