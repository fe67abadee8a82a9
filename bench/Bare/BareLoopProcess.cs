using System.Diagnostics;
using System.Globalization;
using CaptionCluster.Bench.Load;

namespace CaptionCluster.Bench.Bare;

/// <summary>The bare loop as a process: <c>throughput N</c> and <c>lone N</c> on its input, seconds and processor seconds, or milliseconds, on its output.</summary>
internal static class BareLoopProcess
{
    public static async Task<int> RunAsync(string[] args)
    {
        var photos = new Photos(args[0], seed: 9);
        using var loop = new BareLoop(args[1], encoderBatch: 16, decoderBatch: 32);
        loop.Caption([.. Enumerable.Range(0, loop.DecoderBatch).Select(i => photos[i])]);
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var count = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
            await Console.Out.WriteLineAsync(line.StartsWith("lone", StringComparison.Ordinal) ? Lone(loop, photos, count) : Throughput(loop, photos, count));
        }

        return 0;
    }

    private static string Throughput(BareLoop loop, Photos photos, int count)
    {
        var pictures = Enumerable.Range(0, count).Select(_ => photos.Unique()).Chunk(loop.DecoderBatch).ToArray();
        using var self = Process.GetCurrentProcess();
        var (processor, clock) = (self.TotalProcessorTime, Stopwatch.StartNew());
        foreach (var batch in pictures) loop.Caption(batch);
        self.Refresh();
        return string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:R} {(self.TotalProcessorTime - processor).TotalSeconds:R}");
    }

    private static string Lone(BareLoop loop, Photos photos, int count)
    {
        var milliseconds = new double[count];
        for (var i = 0; i < count; i++)
        {
            byte[][] picture = [photos.Unique()];
            var started = Stopwatch.GetTimestamp();
            loop.Caption(picture);
            milliseconds[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return string.Join(' ', milliseconds.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
    }
}
