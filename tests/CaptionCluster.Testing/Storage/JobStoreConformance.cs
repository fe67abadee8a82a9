using Xunit;

namespace CaptionCluster.Testing.Storage;

/// <summary>
/// What every <see cref="IJobStore"/> must do. Derive from it in the tests of a store. Time is a number here: nothing waits.
/// </summary>
public abstract partial class JobStoreConformance : IAsyncLifetime
{
    protected static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>The store under test, empty at the start of each test.</summary>
    protected IJobStore Store { get; private set; } = null!;

    /// <summary>The clock of a test.</summary>
    protected DateTimeOffset Now { get; set; } = Jobs.Start;

    protected static CancellationToken None => CancellationToken.None;

    public async Task InitializeAsync() => Store = await OpenAsync();

    public Task DisposeAsync() => CloseAsync();

    /// <summary>A new and empty store.</summary>
    protected abstract Task<IJobStore> OpenAsync();

    /// <summary>The same data through another store, as another process has it. Closed by <see cref="CloseAsync"/>.</summary>
    protected abstract Task<IJobStore> OpenAnotherAsync();

    /// <summary>Closes the store and opens the same data again, as a new process would.</summary>
    protected abstract Task<IJobStore> ReopenAsync();

    /// <summary>Closes what was opened and removes the data.</summary>
    protected abstract Task CloseAsync();

    protected Task<Job> AcceptAsync(int items, string tenant = "", JobWebhook? webhook = null, IdempotencyKey? key = null) =>
        AcceptAsync(Jobs.Order(tenant, Now, webhook), items, key);

    protected async Task<Job> AcceptAsync(JobOrder order, int items, IdempotencyKey? key = null)
    {
        await Store.OpenAsync(order, None);
        await Store.AddAsync(order.Id, [.. Enumerable.Range(0, items).Select(index => Jobs.Item(index, $"{order.Id}/{index}"))], None);
        return await Store.AcceptAsync(order.Id, new JobAcceptance(items, Now, key), None);
    }

    protected Task<IReadOnlyList<JobLease>> LeaseAsync(int max = 100, string tenant = "", IJobStore? store = null) =>
        (store ?? Store).LeaseAsync(new LeaseRequest(tenant, max, Now, Now + Lease), None);

    protected async Task<JobLease> LeaseOneAsync() => Assert.Single(await LeaseAsync(1));

    protected Task<ItemDecision> FinishAsync(JobLease lease) => Store.FinishAsync(lease, Jobs.Done(lease, Now), None);

    protected async Task<Job> GetAsync(JobId id) =>
        await Store.GetAsync(id, None) ?? throw new Xunit.Sdk.XunitException("The job is gone.");

    protected async Task<List<JobEvent>> EventsAsync(JobId id, int page = 100)
    {
        var events = new List<JobEvent>();
        while (await Store.ReadEventsAsync(id, events.Count, page, None) is { Count: > 0 } next) events.AddRange(next);
        return events;
    }
}
