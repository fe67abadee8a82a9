using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>Delivers the webhooks of completed jobs, as many at a time as there are slots for.</summary>
internal sealed partial class WebhookSender(
    IJobStore store,
    WebhookDelivery delivery,
    JobSignals signals,
    IOptions<JobOptions> jobs,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookSender> logger) : BackgroundService
{
    /// <summary>What a lease holds beyond the try itself: the store's own time.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(10);

    private readonly WebhookSlots _slots = new(options.Value);
    private readonly TimeSpan _lease = options.Value.Timeout + s_margin;
    private bool _isStoreAway;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!jobs.Value.Work) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            var (completed, freed) = (signals.Completed.Next, _slots.Freed.Next);
            if (await TryTakeNextAsync(stoppingToken)) continue;
            await Signal.WaitAsync(Task.WhenAny(completed, freed), jobs.Value.PollInterval, time, stoppingToken);
        }

        await _slots.EmptyAsync();
    }

    /// <summary>False when none is due that there are slots for, or the store can't say.</summary>
    private async Task<bool> TryTakeNextAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow();
            if (_slots.Request(now, now + _lease) is not { } request) return false;
            var next = await store.LeaseWebhookAsync(request, cancellationToken);
            if (_isStoreAway) LogStoreBack();
            _isStoreAway = false;
            if (next is not { } lease) return false;
            _slots.Take(lease, () => delivery.RunAsync(lease, cancellationToken));
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (StoreUnavailableException error)
        {
            if (!_isStoreAway) LogStoreAway(error);
            _isStoreAway = true;
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The job store does not say which webhooks are due: it is asked until it does")]
    private partial void LogStoreAway(Exception exception);

    [LoggerMessage(LogLevel.Information, "The job store says again which webhooks are due")]
    private partial void LogStoreBack();
}
