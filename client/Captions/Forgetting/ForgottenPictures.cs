using CaptionCluster.Hosting;

namespace CaptionCluster.Client.Captions;

/// <summary>
/// Keeps the edge cache honest: what is forgotten anywhere in the cluster leaves it, and everything does when the store lost what it had.
/// While nothing is heard the cache is not to be used, as something may have been forgotten meanwhile. Safe for concurrent use.
/// </summary>
internal sealed class ForgottenPictures(EdgeCache cache, ClusterConnection connection, ICaptionStore store, TimeProvider time)
{
    private const int Remembered = 4096;

    /// <summary>Half of the second in which a picture must be forgotten everywhere.</summary>
    private static readonly TimeSpan MaxSilence = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private readonly Queue<(ImageDigest Digest, long Position)> _recent = new();
    private long _position;
    private long _horizon;
    private long _heardAt = long.MinValue;
    private long _losses = store.Losses;

    /// <summary>May the cache be used? In one process nothing is forgotten but through it.</summary>
    public bool IsCurrent
    {
        get
        {
            ForgetWhatIsLost();
            return connection.IsLocal || (Volatile.Read(ref _heardAt) is var heard and not long.MinValue && time.GetElapsedTime(heard) < MaxSilence);
        }
    }

    /// <summary>Grows with each picture that is forgotten.</summary>
    public long Position => Volatile.Read(ref _position);

    public ForgottenMark Mark { get; private set; }

    /// <param name="askedAt">A timestamp: the news are at least that new.</param>
    public void Heard(ForgottenNews news, long askedAt)
    {
        if (!news.IsWhole) ForgetAll();
        foreach (var digest in news.Digests) Forget(digest);
        Mark = news.Mark;
        Volatile.Write(ref _heardAt, askedAt);
    }

    public void Forget(ImageDigest identity)
    {
        lock (_gate)
        {
            Volatile.Write(ref _position, _position + 1);
            _recent.Enqueue((identity, _position));
            if (_recent.Count > Remembered) _horizon = _recent.Dequeue().Position;
        }

        cache.Remove(identity);
    }

    /// <summary>Keeps a caption, unless its picture was forgotten after it was asked for.</summary>
    /// <param name="askedAt">The <see cref="Position"/> then.</param>
    public void Keep(KnownCaption known, long askedAt)
    {
        cache.Add(known);

        // After adding: whoever forgets it from here on finds it there.
        if (WasForgottenSince(known.Identity, askedAt)) cache.Remove(known.Identity);
    }

    /// <summary>The cache says of all it has that it is stored. After a loss it starts anew: what is asked for again is stored again.</summary>
    private void ForgetWhatIsLost()
    {
        var losses = store.Losses;
        if (Volatile.Read(ref _losses) == losses) return;
        ForgetAll();
        Volatile.Write(ref _losses, losses);
    }

    private void ForgetAll()
    {
        lock (_gate)
        {
            Volatile.Write(ref _position, _position + 1);
            _horizon = _position;
        }

        cache.Clear();
    }

    private bool WasForgottenSince(ImageDigest identity, long position)
    {
        if (position == Position) return false;
        lock (_gate) return position < _horizon || _recent.Any(forgotten => forgotten.Position > position && forgotten.Digest == identity);
    }
}
