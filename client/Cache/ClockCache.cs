using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace CaptionCluster.Client.Cache;

/// <summary>
/// Answers by picture and key, bounded by bytes. Second chance (CLOCK): a hit sets one flag and takes no lock;
/// what is oldest and was not asked for again goes first. Entries never go stale, as their key holds the model's revision.
/// </summary>
internal sealed class ClockCache(long maxBytes, TimeProvider time)
{
    private readonly ConcurrentDictionary<(ImageDigest, CaptionKey), Slot> _slots = new();
    private readonly Queue<Slot> _clock = new();
    private readonly Lock _lock = new();
    private long _bytes;

    public int Count => _slots.Count;

    public long Bytes => Volatile.Read(ref _bytes);

    public bool TryGet(ImageDigest identity, CaptionKey key, [NotNullWhen(true)] out KnownCaption? known)
    {
        known = null;
        if (!_slots.TryGetValue((identity, key), out var slot)) return false;
        if (slot.Caption.ExpiresAt is { } end && end <= time.GetUtcNow())
        {
            Remove(identity);
            return false;
        }

        if (!slot.Used) slot.Used = true;
        known = slot.Caption;
        return true;
    }

    public void Add(KnownCaption caption)
    {
        if (caption.SizeBytes > maxBytes) return;
        var slot = new Slot(caption);
        lock (_lock)
        {
            if (_slots.ContainsKey((caption.Identity, caption.Key))) return;
            while (_bytes + caption.SizeBytes > maxBytes) Advance();
            _slots[(caption.Identity, caption.Key)] = slot;
            _clock.Enqueue(slot);
            _bytes += caption.SizeBytes;
        }
    }

    /// <summary>Forgets every caption of a picture. Looks at all there are: it is rare.</summary>
    public void Remove(ImageDigest identity) => Remove(slot => slot.Caption.Identity == identity);

    public void Clear() => Remove(_ => true);

    private void Remove(Predicate<Slot> leaves)
    {
        lock (_lock)
        {
            foreach (var (place, slot) in _slots)
            {
                if (!leaves(slot) || !_slots.TryRemove(place, out _)) continue;
                _bytes -= slot.Caption.SizeBytes;
                slot.IsGone = true;
            }
        }
    }

    private void Advance()
    {
        var oldest = _clock.Dequeue();
        if (oldest.IsGone) return;
        if (oldest.Used)
        {
            oldest.Used = false;
            _clock.Enqueue(oldest);
            return;
        }

        _slots.TryRemove((oldest.Caption.Identity, oldest.Caption.Key), out _);
        _bytes -= oldest.Caption.SizeBytes;
    }

    private sealed class Slot(KnownCaption caption)
    {
        private volatile bool _used;

        public KnownCaption Caption { get; } = caption;

        /// <summary>Removed, though its place on the clock is still there. Guarded by the cache's lock.</summary>
        public bool IsGone { get; set; }

        public bool Used
        {
            get => _used;
            set => _used = value;
        }
    }
}
