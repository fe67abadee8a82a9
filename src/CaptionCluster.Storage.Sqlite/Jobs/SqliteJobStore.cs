using CaptionCluster.Storage.Jobs;
using CaptionCluster.Storage.Opening;
using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Storage.Sqlite.Jobs;

/// <summary>
/// Jobs in one SQLite file with a write-ahead log. A change returns after its commit is on the disk (<c>synchronous = FULL</c>): what was
/// accepted survives a power cut too. Commits are grouped, so many changes share one sync. Several processes may have the file open.
/// </summary>
internal sealed class SqliteJobStore : JobStore, IWatchedStore, IOpenedAtStart
{
    private readonly SqliteStoreFile<JobReader, JobWriter> _file;

    public SqliteJobStore(IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteJobStore> logger)
    {
        _file = new(
            SqliteFile.Jobs(options.Value),
            options.Value,
            connection => new(connection),
            connection => new(connection),
            time,
            logger
        );
        Parts = new(new SqliteJobIntake(_file), new SqliteJobQueue(_file), new SqliteJobReader(_file), new SqliteWebhookQueue(_file));
    }

    protected override JobParts Parts { get; }

    public string? Trouble => _file.Trouble;

    /// <inheritdoc cref="SqliteStoreFile{TReader,TWriter}.Open"/>
    public void Open() => _file.Open();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Open();
        return Task.CompletedTask;
    }

    /// <inheritdoc cref="SqliteStoreFile{TReader,TWriter}.LookAfter"/>
    public void LookAfter() => _file.LookAfter();

    public Task LookAfterAsync(CancellationToken cancellationToken)
    {
        LookAfter();
        return Task.CompletedTask;
    }

    public override Task<bool> DeleteAsync(JobId id, CancellationToken cancellationToken) =>
        _file.WriteAsync(writer => writer.Get(id) is { EndedAt: not null } && writer.Delete(id), cancellationToken);

    /// <remarks>
    /// One commit a job, so that expiry never keeps others waiting. Nothing is ever left half done here: every change is one commit.
    /// </remarks>
    public override async Task<int> SweepAsync(JobSweep sweep, CancellationToken cancellationToken)
    {
        var expired = await _file.ReadAsync(reader => reader.Expired(sweep), cancellationToken);
        var deleted = 0;
        foreach (var id in expired)
        {
            if (await _file.WriteAsync(writer => writer.Delete(id), cancellationToken)) deleted++;
        }

        await _file.WriteAsync(writer => writer.Vacuum(), cancellationToken);
        return deleted;
    }

    /// <inheritdoc cref="SqliteStoreFile{TReader,TWriter}.DisposeAsync"/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
