using System.Diagnostics;
using System.Globalization;
using CaptionCluster.Bench.Load;
using CaptionCluster.Bench.Processes;

namespace CaptionCluster.Bench.Scenarios;

/// <summary>
/// One request alone, against the same picture through imaging, encoder, decoder and discriminator called directly. In turns, picture by
/// picture, as machines change their pace by more than is measured; and with new processes in each round, as where their memory happens to
/// lie makes one slower than another of the same program.
/// </summary>
internal static class LoneRequest
{
    private const int PicturesARound = 100;

    public static async Task<IReadOnlyList<Row>> RunAsync(BenchOptions options, Action<string> progress)
    {
        var photos = new Photos(options.Photos, seed: 3);
        var rounds = new List<Pair>();
        for (var round = 0; round < options.Rounds; round++)
        {
            rounds.Add(await RoundAsync(options, photos, round * PicturesARound));
            progress(
                $"lone {round + 1}/{options.Rounds}: {rounds[^1].Ours:0.00} ms of {rounds[^1].Bare:0.00} ms, "
                + $"{rounds[^1].Added:+0.00;-0.00} ms a picture"
            );
        }

        var added = rounds.Select(round => round.Added).Median();
        return
        [
            new(
                "lone request, added",
                $"{rounds.Select(round => round.Ours).Median():0.0} ms",
                $"{rounds.Select(round => round.Bare).Median():0.0} ms",
                $"{added:+0.00;-0.00} ms",
                "< 2 ms",
                added < 2
            ),
        ];
    }

    private static async Task<Pair> RoundAsync(BenchOptions options, Photos photos, int first)
    {
        var cores = Cores.AllButOne;
        using var elsewhere = cores.Leave();
        await using var server = await Child.StartServerAsync(cores, options.Variant);
        await using var bare = await Child.StartSelfAsync(cores, "bare-loop", options.Photos, options.Variant);
        await LoadRun.PostAsync(server, "/v1/captions", 4, LoadRun.Warming, photos.Unique);
        await bare.AskAsync($"lone {LoadRun.Warming / 10} 0");
        using var connection = new RawConnection(server.Port);
        await connection.ConnectAsync();
        var (ours, direct) = (new double[PicturesARound], new double[PicturesARound]);
        for (var i = 0; i < PicturesARound; i++)
        {
            var photo = first + i;
            if (i % 2 == 0) ours[i] = Milliseconds(connection, photos.UniqueOf(photo));
            direct[i] = double.Parse(await bare.AskAsync($"lone 1 {photo}"), CultureInfo.InvariantCulture);
            if (i % 2 != 0) ours[i] = Milliseconds(connection, photos.UniqueOf(photo));
        }

        return new Pair(ours.Median(), direct.Median(), ours.Zip(direct, (one, other) => one - other).Median());
    }

    private static double Milliseconds(RawConnection connection, byte[] picture)
    {
        var started = Stopwatch.GetTimestamp();
        var status = connection.PostBlocking("/v1/captions", picture);
        return status == 200
            ? Stopwatch.GetElapsedTime(started).TotalMilliseconds
            : throw new InvalidOperationException($"Answer {status}.");
    }

    /// <param name="Added">Median of the pictures' differences.</param>
    private readonly record struct Pair(double Ours, double Bare, double Added);
}
