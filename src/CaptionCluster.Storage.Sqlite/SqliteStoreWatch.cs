using CaptionCluster.Storage.Sqlite.Jobs;
using Microsoft.Extensions.Hosting;

namespace CaptionCluster.Storage.Sqlite;

/// <summary>Looks each second whether the files are still there, so that it is noticed though nobody writes, and that the stores are well again by themselves.</summary>
internal sealed class SqliteStoreWatch(SqliteCaptionStore captions, SqliteJobStore jobs, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(BetweenLooks, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            captions.LookAfter();
            jobs.LookAfter();
        }
    }
}
