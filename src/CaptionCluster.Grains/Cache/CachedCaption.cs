namespace CaptionCluster.Grains;

/// <summary>A caption in memory with its answer ready made, so that a hit allocates nothing.</summary>
internal sealed class CachedCaption(StoredCaption stored, PendingWrite? pending, DateTimeOffset? expiresAt)
{
    private PendingWrite? _pending = pending;
    private Task<CaptionReply> _reply = Answer(stored.Caption, stored: pending is null, expiresAt);

    public Caption Caption => stored.Caption;

    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    public Task<CaptionReply> Reply
    {
        get
        {
            if (_pending is { IsStored: true })
            {
                _pending = null;
                _reply = Answer(Caption, stored: true, ExpiresAt);
            }

            return _reply;
        }
    }

    /// <summary>The store has lost what it had: this is put in line again, if it does not wait there still.</summary>
    public void StoreAgain(PendingWrites writes)
    {
        if (_pending is { IsStored: false }) return;
        _pending = writes.Add(stored);
        _reply = Answer(Caption, stored: false, ExpiresAt);
    }

    private static Task<CaptionReply> Answer(Caption caption, bool stored, DateTimeOffset? expiresAt) =>
        Task.FromResult(new CaptionReply(CaptionSource.Hit, caption, Guid.Empty, stored) { ExpiresAt = expiresAt });
}
