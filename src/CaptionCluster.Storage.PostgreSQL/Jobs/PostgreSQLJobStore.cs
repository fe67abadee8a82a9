using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.PostgreSQL.Opening;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.PostgreSQL.Jobs;

/// <summary>Jobs in PostgreSQL: every call is one transaction, on the disk when it returns, so nothing is ever left half done.</summary>
internal sealed class PostgreSQLJobStore : JobStore, IWatchedStore, IOpenedAtStart
{
    /// <summary>Expired jobs one transaction deletes, so that expiry never keeps others waiting for long.</summary>
    private const int SweptAtOnce = 100;

    private readonly PostgreSQLConnection _connection;
    private readonly StoreTables _tables;
    private readonly ILogger _logger;

    public PostgreSQLJobStore(IOptions<PostgreSQLStoreOptions> options, TimeProvider time, ILogger<PostgreSQLJobStore> logger)
    {
        _logger = logger;
        _connection = new PostgreSQLConnection(options.Value, time);
        _tables = new StoreTables(_connection, options.Value.Schema, JobTables.Schema, time, logger);
        Intake = new PostgreSQLJobIntake(_tables);
        Queue = new PostgreSQLJobQueue(_tables);
        Reader = new PostgreSQLJobReader(_tables);
        Webhooks = new PostgreSQLWebhookQueue(_tables);
    }

    protected override IJobIntake Intake { get; }

    protected override IJobQueue Queue { get; }

    protected override IJobReader Reader { get; }

    protected override IWebhookQueue Webhooks { get; }

    public string? Trouble => _tables.Trouble;

    public Task StartAsync(CancellationToken cancellationToken) =>
        _logger.OpenAsync("Jobs", _connection.Server, _tables.PrepareAsync, PostgreSQLFault.IsPassing, cancellationToken);

    public Task LookAfterAsync(CancellationToken cancellationToken) => _tables.LookAfterAsync(cancellationToken);

    public override async Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken) =>
        (await _tables.DecideAsync(row => row.GetGuid(0), cancellationToken, JobTables.Delete(id, "ended_at IS NOT NULL"))).Count > 0;

    public override async Task<int> SweepAsync(JobSweep sweep, CancellationToken cancellationToken)
    {
        var expired = new Statement(
            $"""
            DELETE FROM jobs WHERE id IN (
                SELECT id FROM jobs
                WHERE (state = {JobRows.Draft} AND created_at < $1) OR (ended_at < $2 AND webhook_state IS DISTINCT FROM 0)
                LIMIT {SweptAtOnce} FOR UPDATE SKIP LOCKED
            )
            RETURNING id
            """,
            sweep.DraftsBefore.Milliseconds(),
            sweep.EndedBefore.Milliseconds());
        var deleted = 0;
        while (await _tables.DecideAsync(row => row.GetGuid(0), cancellationToken, expired) is { Count: > 0 } gone) deleted += gone.Count;
        return deleted;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
