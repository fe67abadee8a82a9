using CaptionCluster.Storage.Sqlite.Files;
using CaptionCluster.Storage.Sqlite.Reading;
using CaptionCluster.Storage.Sqlite.Telemetry;
using CaptionCluster.Storage.Sqlite.Writing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>
/// Jobs in one SQLite file with a write-ahead log. A change returns after its commit is on the disk (<c>synchronous = FULL</c>): what was
/// accepted survives a power cut too. Commits are grouped, so many changes share one sync. Several processes may have the file open.
/// </summary>
/// <remarks>Every failure of the file is a <see cref="StoreUnavailableException"/>; the store recovers by itself when the cause is gone.</remarks>
internal sealed class SqliteJobStore : IJobStore, IStoreCondition, IAsyncDisposable
{
    private readonly SqliteDatabase _database;
    private readonly SqliteStoreMetrics _metrics;
    private readonly ILogger _logger;
    private readonly ReaderPool<JobReader> _readers;
    private readonly GroupCommit<JobWriter> _writes;

    public SqliteJobStore(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteJobStore> logger)
    {
        _logger = logger;
        var file = SqliteFile.Jobs(options.Value);
        _database = new SqliteDatabase(options.Value, file, new FileGuard(file, time, logger));
        _metrics = new SqliteStoreMetrics(time, "jobs", () => _database.Files.Losses);
        _readers = new ReaderPool<JobReader>(_database, options.Value.MaxReaders, connection => new JobReader(connection));
        _writes = new GroupCommit<JobWriter>(_database, connection => new JobWriter(connection), options.Value, _metrics, logger);
    }

    /// <inheritdoc cref="SqliteCaptionStore.Open"/>
    public void Open()
    {
        _database.Prepare();
        _logger.JobsOpened(_database.FilePath);
    }

    public string? Trouble => _database.Files.Trouble;

    /// <inheritdoc cref="SqliteCaptionStore.LookAfter"/>
    public void LookAfter()
    {
        if (_database.Files.Look()) return;
        _readers.CloseIdle();
        _writes.Nudge();
    }

    public Task OpenAsync(JobOrder order, CancellationToken cancellationToken)
    {
        var document = JobRows.ToDocument(order);
        return _writes.CommitAsync(writer => writer.Open(order, document), cancellationToken);
    }

    public async Task AddAsync(JobId id, IReadOnlyList<JobItem> items, CancellationToken cancellationToken)
    {
        if (!await _writes.CommitAsync(writer => writer.Add(id, items), cancellationToken)) throw new JobNotFoundException(id.ToString());
    }

    public async Task<Job> AcceptAsync(JobId id, JobAcceptance acceptance, CancellationToken cancellationToken)
    {
        var accepted = await _writes.CommitAsync(writer => writer.Accept(id, acceptance), cancellationToken);
        if (accepted.Conflicts) throw new IdempotencyConflictException();
        return accepted.Job ?? throw new JobNotFoundException(id.ToString());
    }

    public Task DiscardAsync(JobId id, CancellationToken cancellationToken) => _writes.CommitAsync(writer => writer.Discard(id), cancellationToken);

    public async Task<IReadOnlyList<string>> ListTenantsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.Tenants(now), cancellationToken);

    public Task<IReadOnlyList<JobLease>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken) =>
        _writes.CommitAsync(writer => writer.Lease(request), cancellationToken);

    public Task<IReadOnlySet<Guid>> RenewAsync(IReadOnlyList<JobLease> leases, DateTimeOffset until, CancellationToken cancellationToken) =>
        _writes.CommitAsync(writer => writer.Renew(leases, until), cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadImageAsync(JobLease lease, CancellationToken cancellationToken) =>
        _readers.ReadAsync(reader => reader.Picture(lease.Order.Id, lease.Index), cancellationToken);

    public Task<bool> FinishAsync(JobLease lease, JobOutcome outcome, CancellationToken cancellationToken)
    {
        var document = JobRows.ToDocument(outcome);
        return _writes.CommitAsync(writer => writer.Finish(lease, outcome, document), cancellationToken);
    }

    public Task<bool> ReleaseAsync(JobLease lease, DateTimeOffset dueAt, bool attemptCounts, CancellationToken cancellationToken) =>
        _writes.CommitAsync(writer => writer.Release(lease, dueAt, attemptCounts), cancellationToken);

    public Task<Job?> CancelAsync(JobId id, DateTimeOffset now, CancellationToken cancellationToken) =>
        _writes.CommitAsync(writer => writer.Cancel(id, now), cancellationToken);

    public Task<Job?> GetAsync(JobId id, CancellationToken cancellationToken) => _readers.ReadAsync(reader => reader.Get(id), cancellationToken);

    public async Task<IReadOnlyList<Job>> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.List(query), cancellationToken);

    public async Task<IReadOnlyList<JobEvent>> ReadEventsAsync(JobId id, long after, int max, CancellationToken cancellationToken) =>
        await _readers.ReadAsync(reader => reader.Events(id, after, max), cancellationToken);

    public Task<JobStatistics> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        _readers.ReadAsync(reader => reader.Measure(now), cancellationToken);

    public Task<WebhookLease?> LeaseWebhookAsync(WebhookRequest request, CancellationToken cancellationToken) =>
        _writes.CommitAsync(writer => writer.LeaseWebhook(request), cancellationToken);

    public Task<bool> FinishWebhookAsync(WebhookLease lease, bool delivered, CancellationToken cancellationToken)
    {
        var state = delivered ? WebhookState.Delivered : WebhookState.Failed;
        return _writes.CommitAsync(writer => writer.SettleWebhook(lease, state, dueAt: null), cancellationToken);
    }

    public Task<bool> ReleaseWebhookAsync(WebhookLease lease, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        _writes.CommitAsync(writer => writer.SettleWebhook(lease, WebhookState.Pending, dueAt), cancellationToken);

    public Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken) =>
        _writes.CommitAsync(writer => writer.Get(id) is { EndedAt: not null } && writer.Delete(id), cancellationToken);

    /// <remarks>One commit a job, so that expiry never keeps others waiting. Nothing is ever left half done here: every change is one commit.</remarks>
    public async Task<int> SweepAsync(JobSweep sweep, CancellationToken cancellationToken)
    {
        var expired = await _readers.ReadAsync(reader => reader.Expired(sweep), cancellationToken);
        var deleted = 0;
        foreach (var id in expired)
        {
            if (await _writes.CommitAsync(writer => writer.Delete(id), cancellationToken)) deleted++;
        }

        await _writes.CommitAsync(writer => writer.Vacuum(), cancellationToken);
        return deleted;
    }

    /// <summary>Commits what waits, empties the write-ahead log and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _readers.Dispose();
        await _writes.DisposeAsync();
        _metrics.Dispose();
    }
}
