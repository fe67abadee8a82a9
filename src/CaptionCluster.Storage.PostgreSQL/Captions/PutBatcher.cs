using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.PostgreSQL.Opening;
using CaptionCluster.Storage.Telemetry;
using CaptionCluster.Storage.Writing;
using Microsoft.Extensions.Logging;

namespace CaptionCluster.Storage.PostgreSQL.Captions;

/// <summary>Writes every caption that waits in one transaction and tells each caller.</summary>
internal sealed class PutBatcher : IAsyncDisposable
{
    private readonly StoreTables _tables;
    private readonly StoreMetrics _metrics;
    private readonly string _server;
    private readonly ILogger _logger;
    private readonly WriteLine<PutRequest> _line;
    private readonly List<PutRequest> _batch = [];

    public PutBatcher(StoreTables tables, string server, PostgreSQLStoreOptions options, StoreMetrics metrics, ILogger logger)
    {
        _tables = tables;
        _server = server;
        _metrics = metrics;
        _logger = logger;
        _line = new WriteLine<PutRequest>(options.MaxQueueDepth, options.MaxBatchSize, WriteWaitingAsync);
    }

    /// <summary>Returns when it is committed. Who cancels stops waiting at once; a caption whose turn has come is still written.</summary>
    public Task PutAsync(CaptionRow row, CancellationToken cancellationToken) => _line.WriteAsync(new PutRequest(row, cancellationToken), cancellationToken);

    /// <summary>Writes what waits. Later captions are refused.</summary>
    public ValueTask DisposeAsync() => _line.DisposeAsync();

    private async Task WriteWaitingAsync()
    {
        _line.Gather(_batch);
        if (_batch.Count > 0) await WriteAsync(_batch);
        _batch.Clear();
    }

    private async Task WriteAsync(List<PutRequest> batch)
    {
        try
        {
            var started = _metrics.Start();
            var newest = batch.Select(request => request.Row).GroupBy(row => (row.Digest, row.Key.Text)).Select(same => same.Last()).ToList();
            await _tables.RunAsync((connection, token) => CaptionTables.PutAsync(connection, newest, token), CancellationToken.None);
            _metrics.Committed(batch.Count, started);
            foreach (var request in batch) request.Complete();
        }
        catch (StoreUnavailableException error) when (batch.Count > 1 && PostgreSQLFault.IsOfItsContent(error))
        {
            foreach (var request in batch.ToList()) await WriteAsync([request]); // One can't be kept: the others shall be.
        }
        catch (Exception error)
        {
            if (_line.IsClosing) _line.GatherAll(batch); // Nobody waits at a closing door for one time limit after another.
            foreach (var request in batch) request.Fail(error);
            _logger.WritesFailed(error, batch.Count, _server);
            _metrics.Failed(batch.Count);
        }
    }
}
