using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <content>Webhooks' queue, and expiry.</content>
public abstract partial class JobStoreConformance
{
    private static readonly JobWebhook s_hook = new(new Uri("https://example.org/hook"), "secret of sixteen");

    [ConformanceFact]
    public async Task LeaseWebhookAsync_JobCompleted_IsDueUntilDelivered()
    {
        var job = await CompleteAsync(s_hook);
        Assert.Equal(WebhookState.Pending, (await GetAsync(job.Id)).Webhook);

        var lease = await LeaseWebhookAsync();
        Assert.Equal((job.Id, 1, JobState.Completed), (lease!.Job.Id, lease.Attempt, lease.Job.State));
        Assert.Equal(job.Order, lease.Job.Order);
        Assert.Null(await LeaseWebhookAsync());

        Assert.True(await Store.FinishWebhookAsync(lease, delivered: true, None));
        Assert.Equal(WebhookState.Delivered, (await GetAsync(job.Id)).Webhook);
        Now += 2 * Lease;
        Assert.Null(await LeaseWebhookAsync());
    }

    [ConformanceFact]
    public async Task LeaseWebhookAsync_LeaseRanOut_IsTakenAgain()
    {
        await CompleteAsync(s_hook);
        var lost = await LeaseWebhookAsync();
        Now += Lease;

        var taken = await LeaseWebhookAsync();

        Assert.Equal(2, taken!.Attempt);
        Assert.False(await Store.FinishWebhookAsync(lost!, delivered: true, None));
        Assert.False(await Store.ReleaseWebhookAsync(lost!, Now, None));
    }

    [ConformanceFact]
    public async Task ReleaseWebhookAsync_WithAPause_ComesBackAfterIt()
    {
        var job = await CompleteAsync(s_hook);
        Assert.True(await Store.ReleaseWebhookAsync((await LeaseWebhookAsync())!, Now.AddSeconds(9), None));

        Assert.Null(await LeaseWebhookAsync());
        Now = Now.AddSeconds(9);
        var lease = await LeaseWebhookAsync();

        Assert.Equal(2, lease!.Attempt);
        Assert.True(await Store.FinishWebhookAsync(lease, delivered: false, None));
        Assert.Equal(WebhookState.Failed, (await GetAsync(job.Id)).Webhook);
    }

    [ConformanceFact]
    public async Task LeaseWebhookAsync_JobOpenOrWithoutOne_IsNull()
    {
        await AcceptAsync(1, webhook: s_hook);
        Assert.Null(await LeaseWebhookAsync());

        var without = await CompleteAsync(null);

        Assert.Null(await LeaseWebhookAsync());
        Assert.Null((await GetAsync(without.Id)).Webhook);
    }

    [ConformanceFact]
    public async Task LeaseWebhookAsync_HostsAreBusy_PassesThemOver()
    {
        await CompleteAsync(new JobWebhook(new Uri("https://slow.example/a"), null));
        await CompleteAsync(new JobWebhook(new Uri("https://SLOW.example:443/b"), null));
        Now = Now.AddSeconds(1);
        var other = await CompleteAsync(new JobWebhook(new Uri("https://slow.example:8443/"), null));
        var request = new WebhookRequest(Now, Now + Lease) { BusyHosts = ["slow.example", "another's, \"quoted\""] };

        Assert.Equal(other.Id, (await Store.LeaseWebhookAsync(request, None))!.Job.Id);
        Assert.Null(await Store.LeaseWebhookAsync(request, None));
        Assert.NotNull(await LeaseWebhookAsync());
    }

    [ConformanceFact]
    public async Task LeaseWebhookAsync_TenantsAreBusy_PassesThemOver()
    {
        await CompleteAsync(s_hook, "many");
        Now = Now.AddSeconds(1);
        var other = await CompleteAsync(s_hook, "few");
        var request = new WebhookRequest(Now, Now + Lease) { BusyTenants = ["many", ""] };

        Assert.Equal(other.Id, (await Store.LeaseWebhookAsync(request, None))!.Job.Id);
        Assert.Null(await Store.LeaseWebhookAsync(request, None));
        Assert.NotNull(await LeaseWebhookAsync());
    }

    [ConformanceFact]
    public async Task LeaseWebhookAsync_TwoRacing_GoesToOne()
    {
        var another = await OpenAnotherAsync();
        await CompleteAsync(s_hook);

        var taken = await Task.WhenAll(new[] { Store, another, Store, another }.Select(
            store => Task.Run(() => store.LeaseWebhookAsync(new WebhookRequest(Now, Now + Lease), None))));

        Assert.Single(taken, lease => lease is not null);
    }

    [ConformanceFact]
    public async Task SweepAsync_EndedLongAgo_DeletesJobLogAndIdempotencyKey()
    {
        var key = new IdempotencyKey("key", StoredCaptions.Digest(1));
        var old = await AcceptAsync(1, key: key);
        await FinishAsync(await LeaseOneAsync());
        Now = Now.AddDays(1);
        var recent = await CompleteAsync(null);
        var open = await AcceptAsync(1);

        Assert.Equal(1, await Store.SweepAsync(new JobSweep(Now, Jobs.Start, Now), None));

        Assert.Null(await Store.GetAsync(old.Id, None));
        Assert.Empty(await EventsAsync(old.Id));
        Assert.NotNull(await Store.GetAsync(recent.Id, None));
        Assert.NotNull(await Store.GetAsync(open.Id, None));
        Assert.NotEqual(old.Id, (await AcceptAsync(1, key: key with { Fingerprint = StoredCaptions.Digest(2) })).Id);
    }

    [ConformanceFact]
    public async Task SweepAsync_WebhookPending_KeepsTheJob()
    {
        var job = await CompleteAsync(s_hook);
        Now = Now.AddDays(1);

        Assert.Equal(0, await Store.SweepAsync(new JobSweep(Now, Now, Now), None));
        await Store.FinishWebhookAsync((await LeaseWebhookAsync())!, delivered: false, None);
        Assert.Equal(1, await Store.SweepAsync(new JobSweep(Now, Now, Now), None));

        Assert.Null(await Store.GetAsync(job.Id, None));
    }

    [ConformanceFact]
    public async Task DeleteAsync_EndedJobAlone_IsGone()
    {
        var ended = await CompleteAsync(null);
        var open = await AcceptAsync(1);

        Assert.True(await Store.DeleteAsync(ended.Id, None));
        Assert.False(await Store.DeleteAsync(ended.Id, None));
        Assert.False(await Store.DeleteAsync(open.Id, None));

        Assert.Null(await Store.GetAsync(ended.Id, None));
        Assert.Empty(await EventsAsync(ended.Id));
        Assert.Equal(open, await GetAsync(open.Id));
    }

    [ConformanceFact]
    public async Task SweepAsync_OldDraft_IsDeleted()
    {
        var order = Jobs.Order(createdAt: Now);
        await Store.OpenAsync(order, None);
        await Store.AddAsync(order.Id, [Jobs.Item(0)], None);

        Assert.Equal(0, await Store.SweepAsync(new JobSweep(Now, Now, Now), None));
        Assert.Equal(1, await Store.SweepAsync(new JobSweep(Now, Now.AddMilliseconds(1), Now), None));

        await Assert.ThrowsAsync<JobNotFoundException>(() => Store.AcceptAsync(order.Id, new JobAcceptance(1, Now, null), None));
    }

    [ConformanceFact]
    public async Task ReopenAsync_InTheMiddle_ForgetsNothing()
    {
        var job = await AcceptAsync(3, webhook: s_hook);
        var leases = await LeaseAsync(2);
        await FinishAsync(leases[0]);

        Store = await ReopenAsync();

        Assert.Equal(job with { Done = 1 }, await GetAsync(job.Id));
        Assert.Single(await EventsAsync(job.Id));
        Assert.Single(await Store.RenewAsync(leases, Now + Lease, None));
        Assert.Equal(2, Assert.Single(await LeaseAsync()).Index);
        Assert.NotNull(await Store.ReadImageAsync(leases[1], None));
    }

    private Task<WebhookLease?> LeaseWebhookAsync() => Store.LeaseWebhookAsync(new WebhookRequest(Now, Now + Lease), None);

    private async Task<Job> CompleteAsync(JobWebhook? webhook, string tenant = "hooked")
    {
        var job = await AcceptAsync(1, tenant, webhook);
        await FinishAsync(Assert.Single(await LeaseAsync(1, tenant)));
        return await GetAsync(job.Id);
    }
}
