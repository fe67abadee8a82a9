using System.Diagnostics;

namespace CaptionCluster.Bench.Load;

/// <param name="Seconds">Wall time.</param>
/// <param name="ProcessorSeconds">Processor time of the process under test.</param>
/// <param name="Milliseconds">Each request's time, sorted.</param>
internal sealed record LoadResult(int Count, double Seconds, double ProcessorSeconds, double[] Milliseconds)
{
    public double PerSecond => Count / Seconds;

    public double ProcessorMilliseconds => ProcessorSeconds * 1000 / Count;

    public double Quantile(double q) => Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(q * Milliseconds.Length))];
}

/// <summary>A closed loop: so many connections, each sending its next request when the last is answered.</summary>
internal static class LoadRun
{
    /// <summary>Requests until just-in-time compilation is over; before, it is what one would measure.</summary>
    public const int Warming = 3000;

    public static async Task<LoadResult> PostAsync(Processes.Child server, string path, int clients, int count, Func<byte[]> body)
    {
        var connections = new RawConnection[clients];
        for (var i = 0; i < clients; i++)
        {
            connections[i] = new RawConnection(server.Port);
            await connections[i].ConnectAsync();
        }

        var milliseconds = new double[count];
        var next = -1;
        var processor = server.ProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            connections.Select(connection =>
                Task.Run(async () =>
                {
                    for (int i; (i = Interlocked.Increment(ref next)) < count; )
                    {
                        var picture = body();
                        var started = Stopwatch.GetTimestamp();
                        var status = await connection.PostAsync(path, picture);
                        if (status != 200)
                        {
                            throw new InvalidOperationException(
                                $"Answer {status}: {System.Text.Encoding.UTF8.GetString(connection.Body.Span)}"
                            );
                        }

                        milliseconds[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                    }
                })
            )
        );
        var result = new LoadResult(count, clock.Elapsed.TotalSeconds, (server.ProcessorTime - processor).TotalSeconds, milliseconds);
        Array.Sort(milliseconds);
        foreach (var connection in connections) connection.Dispose();
        return result;
    }
}
