using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CaptionCluster.Bench.Load;

namespace CaptionCluster.Bench.Bare;

/// <summary>
/// The bare loop as a process: <c>throughput N</c> and <c>lone N FIRST</c> on its input, seconds and processor seconds, or milliseconds, on
/// its output.
/// </summary>
internal static class BareLoopProcess
{
    public static async Task<int> RunAsync(string[] args)
    {
        var photos = new Photos(args[0], seed: 9);
        using var model = new BareModel(args[1]);
        var loops = Enumerable.Range(0, model.Threads).Select(_ => new BareLoop(model)).ToArray();
        foreach (var loop in loops) loop.Caption([.. Enumerable.Range(0, BareModel.DecoderBatch).Select(i => photos[i])]);
        await Console.Out.WriteLineAsync("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            var count = int.Parse(words[1], CultureInfo.InvariantCulture);
            await Console.Out.WriteLineAsync(
                words is ["lone", _, var first]
                    ? Lone(loops[0], photos, count, int.Parse(first, CultureInfo.InvariantCulture))
                    : Throughput(loops, photos, count)
            );
        }

        foreach (var loop in loops) loop.Dispose();
        return 0;
    }

    private static string Throughput(BareLoop[] loops, Photos photos, int count)
    {
        var pictures = new ConcurrentQueue<byte[][]>(Enumerable.Range(0, count).Select(_ => photos.Unique()).Chunk(BareModel.DecoderBatch));
        using var self = Process.GetCurrentProcess();
        var (processor, clock) = (self.TotalProcessorTime, Stopwatch.StartNew());
        var threads = Array.ConvertAll(loops, loop => new Thread(() =>
        {
            while (pictures.TryDequeue(out var batch)) loop.Caption(batch);
        }));
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        self.Refresh();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{clock.Elapsed.TotalSeconds:R} {(self.TotalProcessorTime - processor).TotalSeconds:R}"
        );
    }

    /// <param name="first">Which photo is the first; those behind it follow.</param>
    private static string Lone(BareLoop loop, Photos photos, int count, int first)
    {
        var milliseconds = new double[count];
        for (var i = 0; i < count; i++)
        {
            byte[][] picture = [photos.UniqueOf(first + i)];
            var started = Stopwatch.GetTimestamp();
            loop.Caption(picture);
            milliseconds[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return string.Join(' ', milliseconds.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
    }
}
