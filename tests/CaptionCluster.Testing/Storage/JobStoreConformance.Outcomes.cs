using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <content>Outcomes, the log, the job's end.</content>
public abstract partial class JobStoreConformance
{
    [ConformanceFact]
    public async Task FinishAsync_DoneAndDead_AreCountedAndLogged()
    {
        var job = await AcceptAsync(3);
        var leases = await LeaseAsync();

        Assert.NotEqual(ItemDecision.TooLate, await Store.FinishAsync(leases[1], Jobs.Done(leases[1], Now), None));
        Assert.NotEqual(ItemDecision.TooLate, await Store.FinishAsync(leases[0], Jobs.Dead(leases[0], Now.AddMilliseconds(7)), None));

        Assert.Equal(job with { Done = 1, Dead = 1 }, await GetAsync(job.Id));
        var expected = new[] { Jobs.Done(leases[1], Now), Jobs.Dead(leases[0], Now.AddMilliseconds(7)) };
        var events = await EventsAsync(job.Id);
        Assert.Equal(expected, events.Select(entry => entry.Outcome));
        Assert.Equal([1L, 2L], events.Select(entry => entry.Sequence));
        Assert.Equal(expected.Select(outcome => outcome.At), events.Select(entry => entry.At));
        Assert.All(events, entry => Assert.Null(entry.Ended));
    }

    /// <summary>A property that an outcome is given, and that the store does not keep, is found here without being named.</summary>
    [ConformanceFact]
    public async Task FinishAsync_EveryPropertySet_IsKeptWhole()
    {
        var job = await AcceptAsync(2);
        var leases = await LeaseAsync();
        var full = Filled.Make<JobOutcome>();
        var (done, dead) = (full with { Index = 0, Fault = null }, full with { Index = 1, Caption = null });

        await Store.FinishAsync(leases[0], done, None);
        await Store.FinishAsync(leases[1], dead, None);

        var events = await EventsAsync(job.Id);
        Whole.Equal(new JobEvent(1, done.At, done, null), events[0]);
        Whole.Equal(new JobEvent(2, dead.At, dead, null), events[1]);
    }

    [ConformanceFact]
    public async Task FinishAsync_Twice_KeepsTheFirst()
    {
        var job = await AcceptAsync(2);
        var lease = (await LeaseAsync())[0];

        Assert.NotEqual(ItemDecision.TooLate, await Store.FinishAsync(lease, Jobs.Done(lease, Now, "first"), None));
        Assert.Equal(ItemDecision.TooLate, await Store.FinishAsync(lease, Jobs.Done(lease, Now, "second"), None));
        Assert.Equal(ItemDecision.TooLate, await Store.FinishAsync(lease, Jobs.Dead(lease, Now), None));

        Assert.Equal((1, 0), ((await GetAsync(job.Id)).Done, (await GetAsync(job.Id)).Dead));
        Assert.Equal("first", Assert.Single(await EventsAsync(job.Id)).Outcome!.Caption!.Text);
    }

    [ConformanceFact]
    public async Task FinishAsync_LeaseLostButNotDecided_Counts()
    {
        var job = await AcceptAsync(2);
        var late = (await LeaseAsync())[0];
        Now += Lease;
        var again = (await LeaseAsync())[0];

        Assert.NotEqual(ItemDecision.TooLate, await Store.FinishAsync(late, Jobs.Done(late, Now), None));
        Assert.Equal(ItemDecision.TooLate, await Store.FinishAsync(again, Jobs.Done(again, Now), None));

        Assert.Equal(1, (await GetAsync(job.Id)).Done);
        Now += Lease;
        Assert.Equal(1, Assert.Single(await LeaseAsync()).Index);
    }

    [ConformanceFact]
    public async Task FinishAsync_LastItem_EndsTheJob()
    {
        var job = await AcceptAsync(2);
        var leases = await LeaseAsync();

        Assert.Equal(ItemDecision.Decided, await FinishAsync(leases[0]));
        Assert.Equal(ItemDecision.JobCompleted, await FinishAsync(leases[1]));
        Assert.Equal(ItemDecision.TooLate, await FinishAsync(leases[1]));

        var ended = await GetAsync(job.Id);

        Assert.Equal(job with { State = JobState.Completed, Done = 2, EndedAt = Now }, ended);
        var events = await EventsAsync(job.Id, page: 2);
        Assert.Equal(new JobEvent(3, Now, null, JobState.Completed), events[^1]);
        Assert.Equal(3, events.Count);
        Assert.Equal([ended], await Store.ListAsync(new JobQuery("", JobState.Completed, null, 10), None));
        Assert.Equal(new JobStatistics(0, 0, null), await Store.MeasureAsync(Now, None));
    }

    [ConformanceFact]
    public async Task FinishAsync_Item_DeletesItsBytes()
    {
        await AcceptAsync(2);
        var leases = await LeaseAsync();

        await FinishAsync(leases[0]);

        Assert.Null(await Store.ReadImageAsync(leases[0], None));
        Assert.NotNull(await Store.ReadImageAsync(leases[1], None));
    }

    [ConformanceFact]
    public async Task FinishAsync_ManyAtOnceFromTwoProcesses_LogsEachOnceWithoutGaps()
    {
        const int Items = 40;
        var job = await AcceptAsync(Items);
        var another = await OpenAnotherAsync();
        var leases = await LeaseAsync();

        var counted = await Task.WhenAll(leases.Concat(leases).Index().Select(pair => Task.Run(() =>
            (pair.Index % 2 == 0 ? Store : another).FinishAsync(pair.Item, Jobs.Done(pair.Item, Now), None))));

        Assert.Equal(Items - 1, counted.Count(decision => decision == ItemDecision.Decided));
        Assert.Single(counted, ItemDecision.JobCompleted);
        var events = await EventsAsync(job.Id, page: 7);
        Assert.Equal(Enumerable.Range(1, Items + 1).Select(n => (long)n), events.Select(entry => entry.Sequence));
        Assert.Equal(Enumerable.Range(0, Items), events.SkipLast(1).Select(entry => entry.Outcome!.Index).Order());
        Assert.Equal(JobState.Completed, events[^1].Ended);
        Assert.Equal((JobState.Completed, Items), ((await GetAsync(job.Id)).State, (await GetAsync(job.Id)).Done));
    }

    /// <summary>A reader who follows the log while it grows sees every entry once, in order.</summary>
    [ConformanceFact]
    public async Task ReadEventsAsync_WhileOthersFinish_MissesNothing()
    {
        const int Items = 40;
        var job = await AcceptAsync(Items);
        var leases = await LeaseAsync();
        var finishing = Task.WhenAll(leases.Select(lease => Task.Run(() => FinishAsync(lease))));

        var seen = new List<JobEvent>();
        while (seen.Count == 0 || seen[^1].Ended is null)
        {
            seen.AddRange(await Store.ReadEventsAsync(job.Id, seen.Count, 3, None));
            await Task.Yield();
        }

        await finishing;
        Assert.Equal(Enumerable.Range(1, Items + 1).Select(n => (long)n), seen.Select(entry => entry.Sequence));
    }

    [ConformanceFact]
    public async Task ReadEventsAsync_UnknownJobOrBehindTheEnd_IsEmpty()
    {
        var job = await AcceptAsync(1);
        await FinishAsync(await LeaseOneAsync());

        Assert.Empty(await Store.ReadEventsAsync(job.Id, 2, 10, None));
        Assert.Empty(await Store.ReadEventsAsync(JobId.New(Now), 0, 10, None));
    }

    [ConformanceFact]
    public async Task CancelAsync_OpenJob_EndsItForGood()
    {
        var job = await AcceptAsync(3, webhook: new JobWebhook(new Uri("https://example.org/"), null));
        var leases = await LeaseAsync(2);
        await FinishAsync(leases[0]);

        var cancelled = await Store.CancelAsync(job.Id, Now, None);

        Assert.Equal(job with { State = JobState.Cancelled, Done = 1, EndedAt = Now }, cancelled);
        Assert.Equal(cancelled, await GetAsync(job.Id));
        Assert.Empty(await Store.RenewAsync(leases, Now + Lease, None));
        Assert.Equal(ItemDecision.TooLate, await FinishAsync(leases[1]));
        Assert.False(await Store.ReleaseAsync(leases[1], Now, attemptCounts: true, None));
        Assert.Null(await Store.ReadImageAsync(leases[1], None));
        Now += 2 * Lease;
        Assert.Empty(await LeaseAsync());
        Assert.Empty(await Store.ListTenantsAsync(Now, None));
        Assert.Null(await Store.LeaseWebhookAsync(new WebhookRequest(Now, Now + Lease), None));
        var events = await EventsAsync(job.Id);
        Assert.Equal(2, events.Count);
        Assert.Equal(JobState.Cancelled, events[^1].Ended);
    }

    [ConformanceFact]
    public async Task CancelAsync_EndedOrUnknown_ChangesNothing()
    {
        var job = await AcceptAsync(1);
        await FinishAsync(await LeaseOneAsync());

        Assert.Equal(JobState.Completed, (await Store.CancelAsync(job.Id, Now, None))?.State);
        Assert.Equal(2, (await EventsAsync(job.Id)).Count);
        Assert.Null(await Store.CancelAsync(JobId.New(Now), Now, None));
    }

    [ConformanceFact]
    public async Task MeasureAsync_SeveralStates_CountsThem()
    {
        await AcceptAsync(4);
        Now = Now.AddSeconds(1);
        await AcceptAsync(2, "bob");
        var leases = await LeaseAsync(3);
        await FinishAsync(leases[0]);

        Assert.Equal(new JobStatistics(3, 2, Jobs.Start), await Store.MeasureAsync(Now, None));
        Assert.Equal(new JobStatistics(5, 0, Jobs.Start), await Store.MeasureAsync(Now + Lease, None));
    }
}
