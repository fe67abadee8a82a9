using CaptionCluster.Storage.Sqlite.Jobs;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Storage.Sqlite;

/// <summary>Opens both files before any other service starts and closes them after every other has stopped: the last captions are written too.</summary>
internal sealed class SqliteStoreLifetime(SqliteCaptionStore captions, SqliteJobStore jobs) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        captions.Open();
        jobs.Open();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await jobs.DisposeAsync();
        await captions.DisposeAsync();
    }
}
