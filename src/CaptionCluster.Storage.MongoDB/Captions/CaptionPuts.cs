using CaptionCluster.MongoDB;
using CaptionCluster.Storage.Telemetry;
using CaptionCluster.Storage.Writing;
using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace CaptionCluster.Storage.MongoDB.Captions;

/// <summary>Captions on their way to the server, each of which may be refused by itself.</summary>
internal sealed class CaptionPuts : IAsyncDisposable
{
    private readonly CaptionCollection _captions;
    private readonly MongoDBConnection _connection;
    private readonly BatchWriter<StoredCaptionDocument> _writer;

    public CaptionPuts(
        CaptionCollection captions, MongoDBConnection connection, MongoDBCaptionStoreOptions options, StoreMetrics metrics, ILogger logger)
    {
        _captions = captions;
        _connection = connection;
        _writer = new(
            options.MaxQueueDepth,
            options.MaxBatchSize,
            connection.Server,
            metrics,
            logger,
            batch => WriteAsync(batch, isAgain: false)
        );
    }

    /// <summary>Returns when a majority has it.</summary>
    public Task PutAsync(StoredCaptionDocument document, CancellationToken cancellationToken) =>
        _writer.WriteAsync(document, cancellationToken);

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async Task WriteAsync(IReadOnlyList<BatchWriter<StoredCaptionDocument>.Entry> batch, bool isAgain)
    {
        try
        {
            await _captions.PrepareAsync(CancellationToken.None);
            await _captions.PutAsync(batch.Select(entry => entry.Item), CancellationToken.None);
        }
        catch (StoreUnavailableException error) when (error.InnerException is MongoBulkWriteException { WriteConcernError: null } refused)
        {
            await SortAsync(batch, refused, isAgain);
        }
        catch (StoreUnavailableException error) when (isAgain)
        {
            _writer.Fail(batch, error); // The others of the batch are written.
        }
    }

    /// <summary>Some were refused; the others are written.</summary>
    private async Task SortAsync(
        IReadOnlyList<BatchWriter<StoredCaptionDocument>.Entry> batch,
        MongoBulkWriteException refused,
        bool isAgain
    )
    {
        var duplicates = new List<BatchWriter<StoredCaptionDocument>.Entry>();
        foreach (var error in refused.WriteErrors)
        {
            if (error.Category == ServerErrorCategory.DuplicateKey && !isAgain) duplicates.Add(batch[error.Index]);
            else _writer.Fail([batch[error.Index]], _connection.Explain(new MongoException(error.Message, refused)));
        }

        // Two servers' upserts may both find nothing to replace. The one that came second finds it now.
        if (duplicates.Count > 0) await WriteAsync(duplicates, isAgain: true);
    }
}
