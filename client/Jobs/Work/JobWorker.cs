using CaptionCluster.Client.Models;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Work;

/// <summary>
/// Works on jobs: leases what is due, the tenants taking turns, as slots get free. What it holds when the process stops goes back; what
/// it holds when the process dies is leased to someone else once its lease runs out.
/// </summary>
internal sealed partial class JobWorker(
    IJobStore store,
    JobSlots slots,
    TenantTurns turns,
    ModelCatalog models,
    JobSignals signals,
    IOptions<JobOptions> options,
    TimeProvider time,
    ILogger<JobWorker> logger) : BackgroundService
{
    /// <summary>How long a store that failed is left alone.</summary>
    private static readonly TimeSpan s_afterFailure = TimeSpan.FromSeconds(2);

    private readonly JobOptions _options = options.Value;
    private bool _isFailing;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!_options.Work) return;
        await models.Ready.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var renewing = slots.RenewUntilAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var (accepted, freed) = (signals.Accepted.Next, slots.Freed.Next);
            var pause = await FillHandsAsync(stoppingToken);
            if (pause > TimeSpan.Zero) await Signal.WaitAsync(Task.WhenAny(accepted, freed), pause, time, stoppingToken);
        }

        await renewing;
        await slots.EmptyAsync();
    }

    /// <summary>How long there is nothing to do but to wait for a slot or for work.</summary>
    private async Task<TimeSpan> FillHandsAsync(CancellationToken cancellationToken)
    {
        // A few at a time: a lease of one item costs the store as much as a lease of many.
        if (models.NotReadyReason is not null || slots.Free < Math.Max(1, _options.Concurrency / 4)) return _options.PollInterval;
        try
        {
            var taken = await TakeAsync(slots.Free, cancellationToken);
            if (_isFailing) LogStoreBack();
            _isFailing = false;
            return taken > 0 ? TimeSpan.Zero : _options.PollInterval;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception error)
        {
            if (!_isFailing) LogStoreDown(error);
            _isFailing = true;
            return s_afterFailure;
        }
    }

    private async Task<int> TakeAsync(int free, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var left = free;
        foreach (var (tenant, share) in turns.Share(await store.ListTenantsAsync(now, cancellationToken), free))
        {
            var request = new LeaseRequest(tenant, share, now, now + _options.Lease);
            var leases = await store.LeaseAsync(request, cancellationToken);
            foreach (var lease in leases) slots.Take(lease);
            left -= leases.Count;
        }

        return free - left;
    }

    [LoggerMessage(LogLevel.Error, "The job store fails: jobs wait until it works again")]
    private partial void LogStoreDown(Exception exception);

    [LoggerMessage(LogLevel.Information, "The job store works again")]
    private partial void LogStoreBack();
}
