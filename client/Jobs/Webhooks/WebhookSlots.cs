using CaptionCluster.Client.Calls;

namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>
/// The deliveries under way: so many in all, for a tenant and to a host, so that whoever does not answer holds up nobody else's.
/// </summary>
internal sealed class WebhookSlots(WebhookOptions options)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _working = [];
    private readonly Tally _hosts = new();
    private readonly Tally _tenants = new();

    public Signal Freed { get; } = new();

    /// <summary>What may be taken now; null when nothing may.</summary>
    public WebhookRequest? Request(DateTimeOffset now, DateTimeOffset until)
    {
        lock (_lock)
        {
            return _working.Count >= options.MaxConcurrency
                ? null
                : new WebhookRequest(now, until)
                {
                    BusyHosts = _hosts.AtLeast(options.MaxPerHost),
                    BusyTenants = _tenants.AtLeast(options.MaxPerTenant),
                };
        }
    }

    /// <param name="deliver">Never throws.</param>
    public void Take(WebhookLease lease, Func<Task> deliver)
    {
        lock (_lock)
        {
            _hosts.Add(HostOf(lease), 1);
            _tenants.Add(lease.Job.Order.Tenant, 1);
            var work = Task.Run(deliver);
            _working.Add(work);
            _ = work.ContinueWith(_ => PutDown(lease, work), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    public Task EmptyAsync()
    {
        lock (_lock) return Task.WhenAll(_working);
    }

    private static string HostOf(WebhookLease lease) => lease.Job.Order.Webhook!.Host;

    private void PutDown(WebhookLease lease, Task work)
    {
        lock (_lock)
        {
            _working.Remove(work);
            _hosts.Add(HostOf(lease), -1);
            _tenants.Add(lease.Job.Order.Tenant, -1);
        }

        Freed.Pulse();
    }
}
