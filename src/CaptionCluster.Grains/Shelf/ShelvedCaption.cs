namespace CaptionCluster.Grains;

/// <summary>A caption in memory with its answer ready made, so that a hit allocates nothing.</summary>
internal sealed class ShelvedCaption(Caption caption, PendingWrite? pending, DateTimeOffset? expiresAt)
{
    private PendingWrite? _pending = pending;
    private Task<CaptionReply> _reply = Answer(caption, stored: pending is null, expiresAt);

    public Caption Caption { get; } = caption;

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

    private static Task<CaptionReply> Answer(Caption caption, bool stored, DateTimeOffset? expiresAt) =>
        Task.FromResult(new CaptionReply(CaptionSource.Hit, caption, Guid.Empty, stored) { ExpiresAt = expiresAt });
}
