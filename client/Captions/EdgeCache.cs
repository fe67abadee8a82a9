using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Captions;

/// <summary>
/// Answers by picture and key, bounded by bytes. Second chance (CLOCK): a hit sets one flag and takes no lock;
/// what is oldest and was not asked for again goes first. Entries never go stale, as their key holds the model's revision.
/// </summary>
internal sealed class EdgeCache(IOptions<EdgeCacheOptions> options)
{
    private readonly long _maxBytes = options.Value.MaxBytes;
    private readonly ConcurrentDictionary<(ImageDigest, CaptionKey), Slot> _slots = new();
    private readonly Queue<Slot> _clock = new();
    private readonly Lock _lock = new();
    private long _bytes;

    public int Count => _slots.Count;

    public long Bytes => Volatile.Read(ref _bytes);

    public bool TryGet(ImageDigest digest, CaptionKey key, [NotNullWhen(true)] out KnownCaption? known)
    {
        known = null;
        if (!_slots.TryGetValue((digest, key), out var slot)) return false;
        if (!slot.Used) slot.Used = true;
        known = slot.Caption;
        return true;
    }

    public void Add(KnownCaption caption)
    {
        if (caption.SizeBytes > _maxBytes) return;
        var slot = new Slot(caption);
        lock (_lock)
        {
            if (_slots.ContainsKey((caption.Digest, caption.Key))) return;
            while (_bytes + caption.SizeBytes > _maxBytes) Advance();
            _slots[(caption.Digest, caption.Key)] = slot;
            _clock.Enqueue(slot);
            _bytes += caption.SizeBytes;
        }
    }

    private void Advance()
    {
        var oldest = _clock.Dequeue();
        if (oldest.Used)
        {
            oldest.Used = false;
            _clock.Enqueue(oldest);
            return;
        }

        _slots.TryRemove((oldest.Caption.Digest, oldest.Caption.Key), out _);
        _bytes -= oldest.Caption.SizeBytes;
    }

    private sealed class Slot(KnownCaption caption)
    {
        private volatile bool _used;

        public KnownCaption Caption { get; } = caption;

        public bool Used
        {
            get => _used;
            set => _used = value;
        }
    }
}
