namespace CaptionCluster.Grains;

/// <summary>A caption in memory with its answer ready made, so that a hit allocates nothing.</summary>
internal sealed class CachedCaption(StoredCaption stored, PendingWrite? pending, DateTimeOffset? expiresAt, Correction? correction)
{
    private PendingWrite? _pending = pending;
    private Correction? _correction = correction;
    private Task<CaptionReply> _reply = Answer(stored.Caption, stored: pending is null, expiresAt, correction);

    public CaptionKey Key => stored.Key;

    /// <summary>As the model made it.</summary>
    public Caption Caption => stored.Caption;

    public DateTimeOffset? ExpiresAt { get; } = expiresAt;

    public Task<CaptionReply> Reply
    {
        get
        {
            if (_pending is { IsStored: true })
            {
                _pending = null;
                AnswerAnew();
            }

            return _reply;
        }
    }

    /// <summary>The store has lost what it had: this is put in line again, if it does not wait there still.</summary>
    public void StoreAgain(PendingWrites writes)
    {
        if (_pending is { IsStored: false }) return;
        _pending = writes.Add(stored);
        AnswerAnew();
    }

    /// <param name="correction">Null for none any more.</param>
    public void Correct(Correction? correction)
    {
        _correction = correction;
        AnswerAnew();
    }

    private void AnswerAnew() => _reply = Answer(Caption, stored: _pending is null, ExpiresAt, _correction);

    private static Task<CaptionReply> Answer(Caption caption, bool stored, DateTimeOffset? expiresAt, Correction? correction) =>
        Task.FromResult(CaptionReply.Of(CaptionSource.Hit, caption, stored, expiresAt, correction));
}
