using CaptionCluster.PostgreSQL;
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

    private readonly PostgreSQLStore _store;

    public PostgreSQLJobStore(IOptions<PostgreSQLStoreOptions> options, TimeProvider time, ILogger<PostgreSQLJobStore> logger)
    {
        _store = new PostgreSQLStore(JobTables.Set, "they are lost", options.Value, time, logger);
        Parts = new(
            new PostgreSQLJobIntake(_store), new PostgreSQLJobQueue(_store),
            new PostgreSQLJobReader(_store), new PostgreSQLWebhookQueue(_store));
    }

    protected override JobParts Parts { get; }

    public string? Trouble => _store.Trouble;

    public Task StartAsync(CancellationToken cancellationToken) => _store.StartAsync(cancellationToken);

    public Task LookAfterAsync(CancellationToken cancellationToken) => _store.LookAfterAsync(cancellationToken);

    public override async Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken) =>
        await _store.ChangeAsync(cancellationToken, JobTables.Delete(id, "ended_at IS NOT NULL")) > 0;

    public override async Task<int> SweepAsync(JobSweep sweep, CancellationToken cancellationToken)
    {
        var some = new Statement(
            $"DELETE FROM jobs WHERE id IN ({JobSql.Expired} LIMIT {SweptAtOnce}) RETURNING id",
            sweep.DraftsBefore.Milliseconds(), sweep.EndedBefore.Milliseconds());
        var deleted = 0;
        while (await _store.ChangeAsync(cancellationToken, some) is > 0 and var gone) deleted += gone;
        return deleted;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
