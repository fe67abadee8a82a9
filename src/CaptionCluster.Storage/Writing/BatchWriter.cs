using CaptionCluster.Storage.Telemetry;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.Writing;

/// <summary>Writes all that waits in one call to a server and tells each caller.</summary>
internal sealed class BatchWriter<T> : IAsyncDisposable
{
    private readonly string _server;
    private readonly StoreMetrics _metrics;
    private readonly ILogger _logger;
    private readonly Func<IReadOnlyList<Entry>, Task> _write;
    private readonly WriteLine<Entry> _line;
    private readonly List<Entry> _batch = [];

    /// <param name="write">Writes a batch, of which it may fail some; when it throws none of it is written.</param>
    public BatchWriter(
        int maxWaiting, int maxBatchSize, string server, StoreMetrics metrics, ILogger logger, Func<IReadOnlyList<Entry>, Task> write)
    {
        _server = server;
        _metrics = metrics;
        _logger = logger;
        _write = write;
        _line = new WriteLine<Entry>(maxWaiting, maxBatchSize, TakeTurnAsync);
    }

    /// <summary>Returns when it is durable. Who cancels stops waiting at once; what has had its turn is still written.</summary>
    public Task WriteAsync(T item, CancellationToken cancellationToken) =>
        _line.WriteAsync(new Entry(item, cancellationToken), cancellationToken);

    /// <summary>Tells of a failure.</summary>
    public void Fail(IReadOnlyList<Entry> entries, Exception error)
    {
        foreach (var entry in entries) entry.Fail(error);
        _logger.WritesFailed(error, entries.Count, _server);
        _metrics.Failed(entries.Count);
    }

    /// <summary>Writes what waits. Whoever comes later is refused.</summary>
    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private async Task TakeTurnAsync()
    {
        _line.Gather(_batch);
        if (_batch.Count > 0) await WriteAsync();
        _batch.Clear();
    }

    private async Task WriteAsync()
    {
        try
        {
            var started = _metrics.Start();
            await _write(_batch);
            _metrics.Committed(_batch.Count, started);
            foreach (var entry in _batch) entry.Complete(); // One that failed by itself has heard of it already.
        }
        catch (Exception error)
        {
            if (_line.IsClosing) _line.GatherAll(_batch); // Nobody waits at a closing door for one time limit after another.
            Fail(_batch, error);
        }
    }

    /// <summary>What one caller wants written.</summary>
    internal sealed class Entry(T item, CancellationToken cancellationToken) : WriteRequest(cancellationToken)
    {
        public T Item => item;
    }
}
