using System.Diagnostics;
using System.Globalization;
using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>One request alone, against the same pictures through imaging, encoder, decoder and discriminator called directly.</summary>
internal static class LoneRequest
{
    private const int Warming = 3000;
    private const int Turns = 5;
    private const int RequestsATurn = 20;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var cores = Cores.AllButOne;
        using var elsewhere = cores.Leave();
        var photos = new Photos(options.Photos, seed: 3);
        await using var server = await Child.StartServerAsync(cores, options.Variant);
        await using var bare = await Child.StartSelfAsync(cores, "bare-loop", options.Photos, options.Variant);
        await LoadRun.PostAsync(server, "/v1/captions", 4, Warming, photos.Unique);
        await bare.AskAsync($"lone {Warming / 10} 0");
        using var connection = new RawConnection(server.Port);
        await connection.ConnectAsync();
        var pairs = new List<(double Ours, double Bare)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var (ours, direct) = (new List<double>(), new List<double>());
            for (var turn = 0; turn < Turns; turn++)
            {
                // Sentences differ in length, by more than is measured here: both caption the same pictures.
                var first = ((round * Turns) + turn) * RequestsATurn;
                direct.AddRange((await bare.AskAsync($"lone {RequestsATurn} {first}")).Split(' ').Select(value => double.Parse(value, CultureInfo.InvariantCulture)));
                ours.AddRange(Enumerable.Range(first, RequestsATurn).Select(photo => Milliseconds(connection, photos.UniqueOf(photo))));
            }

            pairs.Add((ours.Median(), direct.Median()));
            progress($"lone {round + 1}/{options.Rounds}: {pairs[^1].Ours:0.00} ms of {pairs[^1].Bare:0.00} ms");
        }

        var added = pairs.Select(pair => pair.Ours - pair.Bare).Median();
        return
        [
            new("lone request, added", $"{pairs.Select(pair => pair.Ours).Median():0.0} ms", $"{pairs.Select(pair => pair.Bare).Median():0.0} ms", $"+{added:0.00} ms", "< 2 ms", added < 2),
        ];
    }

    private static double Milliseconds(RawConnection connection, byte[] picture)
    {
        var started = Stopwatch.GetTimestamp();
        var status = connection.PostBlocking("/v1/captions", picture);
        return status == 200 ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"Answer {status}.");
    }
}
