namespace CaptionCluster.Client.Jobs.Webhooks;

/// <summary>
/// The deliveries under way: so many in all, for a tenant and to a host, so that whoever does not answer holds up nobody else's.
/// </summary>
internal sealed class WebhookSlots(WebhookOptions options)
{
    private readonly Lock _lock = new();
    private readonly HashSet<Task> _working = [];
    private readonly Dictionary<string, int> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _tenants = new(StringComparer.Ordinal);

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
                    BusyHosts = Full(_hosts, options.MaxPerHost),
                    BusyTenants = Full(_tenants, options.MaxPerTenant),
                };
        }
    }

    /// <param name="deliver">Never throws.</param>
    public void Take(WebhookLease lease, Func<Task> deliver)
    {
        lock (_lock)
        {
            Count(_hosts, HostOf(lease), 1);
            Count(_tenants, lease.Job.Order.Tenant, 1);
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

    private static string[] Full(Dictionary<string, int> counts, int most) =>
        [.. counts.Where(count => count.Value >= most).Select(count => count.Key)];

    private void PutDown(WebhookLease lease, Task work)
    {
        lock (_lock)
        {
            _working.Remove(work);
            Count(_hosts, HostOf(lease), -1);
            Count(_tenants, lease.Job.Order.Tenant, -1);
        }

        Freed.Pulse();
    }

    private static void Count(Dictionary<string, int> counts, string key, int change)
    {
        var count = counts.GetValueOrDefault(key) + change;
        if (count == 0) counts.Remove(key);
        else counts[key] = count;
    }
}
