using System.Diagnostics.CodeAnalysis;
using CaptionCluster.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Cache;

/// <summary>
/// The front's own memory of answers. What is forgotten anywhere in the cluster leaves it, and everything does when the store lost what it
/// had. While nothing is heard it answers nothing, as something may have been forgotten meanwhile. Safe for concurrent use.
/// </summary>
internal sealed class EdgeCache(IOptions<EdgeCacheOptions> options, ClusterConnection connection, ICaptionStore store, TimeProvider time)
{
    private const int Remembered = 4096;

    /// <summary>Half of the second in which a picture must be forgotten everywhere.</summary>
    private static readonly TimeSpan s_maxSilence = TimeSpan.FromMilliseconds(500);

    private readonly ClockCache _captions = new(options.Value.MaxBytes, time);
    private readonly Lock _gate = new();
    private readonly Queue<(ImageDigest Digest, long Position)> _recent = new();
    private long _position;
    private long _horizon;
    private long _heardAt = long.MinValue;
    private long _losses = store.Losses;

    public int Count => _captions.Count;

    /// <summary>An estimate.</summary>
    public long Bytes => _captions.Bytes;

    /// <summary>Grows with each picture that is forgotten.</summary>
    public long Position => Volatile.Read(ref _position);

    public ForgottenMark Mark { get; private set; }

    public bool TryGet(ImageDigest identity, CaptionKey key, [NotNullWhen(true)] out KnownCaption? known)
    {
        ForgetWhatIsLost();
        known = null;
        return IsCurrent && _captions.TryGet(identity, key, out known);
    }

    /// <summary>Keeps a caption, unless its picture was forgotten after it was asked for.</summary>
    /// <param name="askedAt">The <see cref="Position"/> then.</param>
    public void Keep(KnownCaption known, long askedAt)
    {
        _captions.Add(known);

        // After adding: whoever forgets it from here on finds it there.
        if (WasForgottenSince(known.Identity, askedAt)) _captions.Remove(known.Identity);
    }

    public void Forget(ImageDigest identity)
    {
        lock (_gate)
        {
            Volatile.Write(ref _position, _position + 1);
            _recent.Enqueue((identity, _position));
            if (_recent.Count > Remembered) _horizon = _recent.Dequeue().Position;
        }

        _captions.Remove(identity);
    }

    /// <param name="askedAt">A timestamp: the news are at least that new.</param>
    public void Heard(ForgottenNews news, long askedAt)
    {
        if (!news.IsWhole) ForgetAll();
        foreach (var digest in news.Digests) Forget(digest);
        Mark = news.Mark;
        Volatile.Write(ref _heardAt, askedAt);
    }

    /// <summary>In one process nothing is forgotten but through it.</summary>
    private bool IsCurrent =>
        connection.IsLocal || (Volatile.Read(ref _heardAt) is var heard and not long.MinValue && time.GetElapsedTime(heard) < s_maxSilence);

    /// <summary>It says of all it has that it is stored. After a loss it starts anew: what is asked for again is stored again.</summary>
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

        _captions.Clear();
    }

    private bool WasForgottenSince(ImageDigest identity, long position)
    {
        if (position == Position) return false;
        lock (_gate) return position < _horizon || _recent.Any(forgotten => forgotten.Position > position && forgotten.Digest == identity);
    }
}
