using CaptionCluster.MongoDB;
using CaptionCluster.Storage.Telemetry;
using CaptionCluster.Storage.Writing;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>Writes every caption that waits in one call and tells each caller.</summary>
internal sealed class PutBatcher : IAsyncDisposable
{
    private readonly CaptionCollection _captions;
    private readonly MongoDBConnection _connection;
    private readonly StoreMetrics _metrics;
    private readonly ILogger _logger;
    private readonly WriteLine<PutRequest> _line;
    private readonly List<PutRequest> _batch = [];

    public PutBatcher(
        CaptionCollection captions, MongoDBConnection connection, MongoDBCaptionStoreOptions options, StoreMetrics metrics, ILogger logger)
    {
        _captions = captions;
        _connection = connection;
        _metrics = metrics;
        _logger = logger;
        _line = new WriteLine<PutRequest>(options.MaxQueueDepth, options.MaxBatchSize, WriteWaitingAsync);
    }

    /// <summary>Returns when a majority has it. Who cancels stops waiting at once; a caption whose turn has come is still written.</summary>
    public Task PutAsync(StoredCaptionDocument document, CancellationToken cancellationToken) =>
        _line.WriteAsync(new PutRequest(document, cancellationToken), cancellationToken);

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
            await _captions.PrepareAsync(CancellationToken.None);
            await _captions.PutAsync(batch.Select(request => request.Document), CancellationToken.None);
            _metrics.Committed(batch.Count, started);
            foreach (var request in batch) request.Complete();
        }
        catch (StoreUnavailableException error) when (error.InnerException is MongoBulkWriteException { WriteConcernError: null } refused)
        {
            await SortAsync(batch, refused);
        }
        catch (Exception error)
        {
            if (_line.IsClosing) _line.GatherAll(batch); // Nobody waits at a closing door for one time limit after another.
            Tell(batch, error);
        }
    }

    /// <summary>Some were refused; the others are written.</summary>
    private async Task SortAsync(List<PutRequest> batch, MongoBulkWriteException refused)
    {
        var errors = refused.WriteErrors.ToDictionary(error => error.Index);
        var duplicates = new List<PutRequest>();
        for (var i = 0; i < batch.Count; i++)
        {
            if (!errors.TryGetValue(i, out var error)) batch[i].Complete();
            else if (error.Category == ServerErrorCategory.DuplicateKey && batch[i].TryAgain()) duplicates.Add(batch[i]);
            else Tell([batch[i]], _connection.Explain(new MongoException(error.Message, refused)));
        }

        // Two servers' upserts may both find nothing to replace. The one that came second finds it now.
        if (duplicates.Count > 0) await WriteAsync(duplicates);
    }

    /// <summary>Whatever it was, those who wait hear of it.</summary>
    private void Tell(IReadOnlyList<PutRequest> requests, Exception error)
    {
        foreach (var request in requests) request.Fail(error);
        _logger.WritesFailed(error, requests.Count, _connection.Server);
        _metrics.Failed(requests.Count);
    }
}
