using CaptionCluster.Client.Intake.Many;

namespace CaptionCluster.Client.Jobs;

/// <summary>A job on its way into the store, a few pictures at a time.</summary>
/// <remarks>
/// A write that has begun is waited for, even when the client is gone: one that was left alone could land behind the discarding, where
/// nothing but the sweep would find it.
/// </remarks>
internal sealed class JobDraft(IJobStore store, JobFingerprint fingerprint, JobOrder order) : IDisposable
{
    private const int MaxHeldItems = 64;
    private const int MaxHeldBytes = 1 << 20;

    private readonly List<JobItem> _held = [];
    private int _heldBytes;
    private bool _mayBeOpen;
    private int _count;

    public JobOrder Order => order;

    /// <summary>What is ordered, in its order; the pictures may come in another.</summary>
    public void Ordered(ManyItem item) => fingerprint.Add(item);

    /// <param name="item">With a picture.</param>
    public async ValueTask AddAsync(ManyItem item, CancellationToken cancellationToken)
    {
        var picture = item.Picture!;

        // Copied: their memory is someone else's before the store is done with the bytes.
        ReadOnlyMemory<byte>? bytes = picture.Bytes is { } shared ? shared.ToArray() : default(ReadOnlyMemory<byte>?);
        _held.Add(new JobItem(item.Index, item.Name, picture.Digest, bytes));
        _heldBytes += picture.Length;
        _count++;
        if (_held.Count >= MaxHeldItems || _heldBytes >= MaxHeldBytes) await FlushAsync(cancellationToken);
    }

    /// <exception cref="StoreUnavailableException">Nothing was accepted.</exception>
    public async Task<Job> AcceptAsync(string? idempotencyKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var acceptance = new JobAcceptance(_count, now, fingerprint.ToKey(idempotencyKey));
        return await WithinDraftAsync(() => store.AcceptAsync(order.Id, acceptance, CancellationToken.None));
    }

    /// <summary>Deletes what came, also when the caller has left. An accepted job stays.</summary>
    public Task DiscardAsync() => _mayBeOpen ? store.DiscardAsync(order.Id, CancellationToken.None) : Task.CompletedTask;

    public void Dispose() => fingerprint.Dispose();

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_mayBeOpen)
        {
            _mayBeOpen = true; // Before: a call that fails may have written all the same.
            await store.OpenAsync(order, CancellationToken.None);
        }

        if (_held.Count == 0) return;
        await WithinDraftAsync(async () =>
        {
            await store.AddAsync(order.Id, [.. _held], CancellationToken.None);
            return true;
        });
        _held.Clear();
        _heldBytes = 0;
    }

    /// <summary>
    /// A draft that is gone under its upload's hands is the store's failure; its client knows of no job that could be missing.
    /// </summary>
    private static async Task<T> WithinDraftAsync<T>(Func<Task<T>> step)
    {
        try
        {
            return await step();
        }
        catch (JobNotFoundException error)
        {
            throw new StoreUnavailableException(
                "What had come of the job is no longer in the store. Nothing was accepted; send it again.",
                error
            );
        }
    }
}
