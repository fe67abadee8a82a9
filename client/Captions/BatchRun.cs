using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Channels;
using CaptionCluster.Client.Intake.Many;

namespace CaptionCluster.Client.Captions;

/// <summary>
/// One batch: pictures in, an answer line each out as it is done. A picture leaves the window only once its line was taken by the
/// connection, so a client that reads slowly is read from slowly, and memory stays bounded however many there are.
/// </summary>
internal sealed class BatchRun(BatchWindow window, Func<ManyItem, CancellationToken, Task<byte[]>> answer, PipeWriter response)
{
    private readonly Channel<(ReadOnlyMemory<byte> Line, int Bytes)> _done = Channel.CreateUnbounded<(ReadOnlyMemory<byte>, int)>(
        new UnboundedChannelOptions { SingleReader = true }); // Bounded by the window.

    /// <summary>
    /// Ends when every answer is written; when reading failed, with that failure, what was read before being answered. When writing
    /// fails, or the caller leaves, what is in work is cancelled, and waited for: its buffers are its own until it ends.
    /// </summary>
    public async Task RunAsync(IAsyncEnumerable<ManyItem> items, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = ReadAsync(items, stop.Token);
        try
        {
            await WriteAsync(stop.Token);
        }
        catch
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }

        await reading;
    }

    private async Task ReadAsync(IAsyncEnumerable<ManyItem> items, CancellationToken cancellationToken)
    {
        var working = new HashSet<Task>();
        try
        {
            await using var source = items.GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                await window.RoomAsync(cancellationToken);
                if (!await source.MoveNextAsync()) break;
                window.Enter(source.Current.Length);
                working.Add(WorkAsync(source.Current, cancellationToken));
                working.RemoveWhere(task => task.IsCompletedSuccessfully);
            }
        }
        finally
        {
            await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var failure = working.FirstOrDefault(task => task.IsFaulted)?.Exception;
            _done.Writer.Complete(failure);
        }
    }

    private async Task WorkAsync(ManyItem item, CancellationToken cancellationToken)
    {
        using (item)
        {
            var line = await Task.Run(() => answer(item, cancellationToken), CancellationToken.None);
            _done.Writer.TryWrite((line, item.Length));
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var written = new List<int>();
        while (await _done.Reader.WaitToReadAsync(cancellationToken))
        {
            while (_done.Reader.TryRead(out var done))
            {
                response.Write(done.Line.Span);
                written.Add(done.Bytes);
            }

            await response.FlushAsync(cancellationToken);
            foreach (var bytes in written) window.Leave(bytes);
            written.Clear();
        }
    }
}
