using System.Threading.Channels;

namespace CaptionCluster.Storage.Writing;

/// <summary>
/// The line before a store's one writer, which takes all who wait at once. While it writes the next group gathers, so the group grows with
/// the load and a lone write never waits for company (group commit: DeWitt et al., SIGMOD 1984).
/// </summary>
internal sealed class WriteLine<TRequest> : IAsyncDisposable
    where TRequest : WriteRequest
{
    private readonly Channel<TRequest> _waiting;
    private readonly int _maxGroupSize;
    private readonly Func<Task> _write;
    private readonly Task _loop;
    private volatile bool _isClosing;

    /// <param name="maxWaiting">The most who wait in line; later callers wait outside.</param>
    /// <param name="write">The writer's turn: gathers a group and tells each of them. Never throws.</param>
    public WriteLine(int maxWaiting, int maxGroupSize, Func<Task> write)
    {
        _maxGroupSize = maxGroupSize;
        _write = write;
        _waiting = Channel.CreateBounded<TRequest>(new BoundedChannelOptions(maxWaiting) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Returns when it is written. Who cancels stops waiting at once; a change whose turn has come is still written.</summary>
    public async Task WriteAsync(TRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await _waiting.Writer.WriteAsync(request, cancellationToken);
        }
        catch (ChannelClosedException error)
        {
            throw new ObjectDisposedException("The store is closed.", error);
        }

        await request.WaitAsync();
    }

    /// <summary>Gets the writer to take a turn, if there is a place in line: if there is none, it is on its way.</summary>
    public void Nudge(TRequest request) => _waiting.Writer.TryWrite(request);

    /// <summary>Nobody can join any more.</summary>
    public bool IsClosing => _isClosing;

    /// <summary>Adds those who wait, as many as a group may have.</summary>
    public void Gather(List<TRequest> group) => Gather(group, _maxGroupSize);

    /// <summary>Adds all who wait.</summary>
    public void GatherAll(List<TRequest> group) => Gather(group, int.MaxValue);

    /// <summary>Has what waits written. Later changes are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        _isClosing = true;
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync()) await _write();
    }

    private void Gather(List<TRequest> group, int size)
    {
        while (group.Count < size && _waiting.Reader.TryRead(out var request))
        {
            if (request.IsAbandoned) request.Abandon();
            else group.Add(request);
        }
    }
}
