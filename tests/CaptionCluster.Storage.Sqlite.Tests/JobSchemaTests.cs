using CaptionCluster.Storage.Sqlite.Opening;
using Microsoft.Data.Sqlite;
using Samples = CaptionCluster.Testing.Storage.Jobs;

namespace CaptionCluster.Storage.Sqlite.Tests;

public sealed class JobSchemaTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_FileFromBeforeWebhookHosts_DeliversWhatWasDue()
    {
        var order = Samples.Order(webhook: new JobWebhook(new Uri("https://example.org/hook"), null));
        await using (var store = _folder.OpenJobs()) await CompleteAsync(store, order);
        GoBackToVersion1();

        await using var upgraded = _folder.OpenJobs();
        var request = new WebhookRequest(Samples.Start.AddSeconds(1), Samples.Start.AddSeconds(9)) { BusyHosts = [order.Webhook!.Host] };
        var lease = await upgraded.LeaseWebhookAsync(request, CancellationToken.None);

        Assert.Equal(order, lease!.Job.Order);
        Assert.True(await upgraded.FinishWebhookAsync(lease, delivered: true, CancellationToken.None));
    }

    private static async Task CompleteAsync(IJobStore store, JobOrder order)
    {
        await store.OpenAsync(order, CancellationToken.None);
        await store.AddAsync(order.Id, [Samples.Item(0)], CancellationToken.None);
        await store.AcceptAsync(order.Id, new JobAcceptance(1, Samples.Start, null), CancellationToken.None);
        var leases = await store.LeaseAsync(new LeaseRequest("", 1, Samples.Start, Samples.Start.AddSeconds(9)), CancellationToken.None);
        await store.FinishAsync(leases[0], Samples.Done(leases[0], Samples.Start), CancellationToken.None);
    }

    private void GoBackToVersion1()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "jobs.db")};Pooling=False");
        connection.Open();
        connection.Run(
            """
            DROP INDEX jobs_webhooks;
            ALTER TABLE jobs DROP COLUMN webhook_host;
            CREATE INDEX jobs_webhooks ON jobs (webhook_due) WHERE webhook_state = 0;
            PRAGMA user_version = 1;
            """);
    }
}
