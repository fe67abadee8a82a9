using System.Threading.Channels;
using CaptionCluster.MongoDB;
using CaptionCluster.Storage.MongoDB.Captions;
using CaptionCluster.Storage.MongoDB.Format;
using CaptionCluster.Storage.MongoDB.Telemetry;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Writing;

/// <summary>
/// Writes every caption that waits in one call and tells each caller. While one call is under way the next batch gathers, so batches grow
/// with the load and a lone caption never waits for company.
/// </summary>
internal sealed class PutBatcher : IAsyncDisposable
{
    private readonly CaptionCollection _captions;
    private readonly MongoDBConnection _connection;
    private readonly MongoDBStoreMetrics _metrics;
    private readonly ILogger _logger;
    private readonly int _maxBatchSize;
    private readonly Channel<PutRequest> _waiting;
    private readonly List<PutRequest> _batch = [];
    private readonly Task _loop;
    private volatile bool _closing;

    public PutBatcher(
        CaptionCollection captions, MongoDBConnection connection, MongoDBCaptionStoreOptions options, MongoDBStoreMetrics metrics, ILogger logger)
    {
        _captions = captions;
        _connection = connection;
        _metrics = metrics;
        _logger = logger;
        _maxBatchSize = options.MaxBatchSize;
        _waiting = Channel.CreateBounded<PutRequest>(new BoundedChannelOptions(options.MaxQueueDepth) { SingleReader = true });
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Returns when a majority has it. Who cancels stops waiting at once; a caption whose turn has come is still written.</summary>
    public async Task PutAsync(CaptionDocument document, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = new PutRequest(document, cancellationToken);
        try
        {
            await _waiting.Writer.WriteAsync(request, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The caption store is closed.", closed);
        }

        await request.Written.WaitAsync(cancellationToken);
    }

    /// <summary>Writes what waits. Later captions are refused.</summary>
    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _waiting.Writer.TryComplete();
        await _loop;
    }

    private async Task RunAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            Gather(_maxBatchSize);
            if (_batch.Count > 0) await WriteAsync(_batch);
            _batch.Clear();
        }
    }

    private void Gather(int count)
    {
        while (_batch.Count < count && _waiting.Reader.TryRead(out var request))
        {
            if (request.IsAbandoned) request.Abandon();
            else _batch.Add(request);
        }
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
            if (_closing) Gather(int.MaxValue); // Nobody waits at a closing door for one time limit after another.
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
        _logger.PutsFailed(error, requests.Count, _connection.Name);
        _metrics.Failed(requests.Count);
    }
}
