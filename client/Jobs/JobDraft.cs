using CaptionCluster.Client.Intake.Many;

namespace CaptionCluster.Client.Jobs;

/// <summary>A job on its way into the store, a few pictures at a time.</summary>
internal sealed class JobDraft(IJobStore store, JobFingerprint fingerprint, JobOrder order) : IDisposable
{
    private const int MaxHeldItems = 64;
    private const int MaxHeldBytes = 1 << 20;

    private readonly List<JobItem> _held = [];
    private int _heldBytes;
    private bool _isOpen;
    private int _count;

    public JobOrder Order => order;

    public async ValueTask AddAsync(ManyItem item, CancellationToken cancellationToken)
    {
        // Copied: the store may still read the bytes after its caller has left and the pooled buffer is someone else's.
        ReadOnlyMemory<byte>? bytes = item.HasImage ? item.Image.ToArray() : default(ReadOnlyMemory<byte>?);
        _held.Add(new JobItem(item.Index, item.Name, item.Digest, bytes));
        _heldBytes += item.Image.Length;
        _count++;
        fingerprint.Add(item);
        if (_held.Count >= MaxHeldItems || _heldBytes >= MaxHeldBytes) await FlushAsync(cancellationToken);
    }

    public async Task<Job> AcceptAsync(string? idempotencyKey, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken);
        return await store.AcceptAsync(order.Id, new JobAcceptance(_count, now, fingerprint.ToKey(idempotencyKey)), cancellationToken);
    }

    /// <summary>Deletes what came, also when the caller has left. An accepted job stays.</summary>
    public Task DiscardAsync() => _isOpen ? store.DiscardAsync(order.Id, CancellationToken.None) : Task.CompletedTask;

    public void Dispose() => fingerprint.Dispose();

    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (!_isOpen) await store.OpenAsync(order, cancellationToken);
        _isOpen = true;
        if (_held.Count > 0) await store.AddAsync(order.Id, [.. _held], cancellationToken);
        _held.Clear();
        _heldBytes = 0;
    }
}
