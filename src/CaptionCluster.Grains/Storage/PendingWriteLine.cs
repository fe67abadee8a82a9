using System.Diagnostics.CodeAnalysis;

namespace CaptionCluster.Grains;

/// <summary>A bounded line of writes; the oldest make room. Safe for concurrent use.</summary>
internal sealed class PendingWriteLine(int capacity)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<PendingWrite> _line = new();

    public int Count
    {
        get
        {
            lock (_gate) return _line.Count;
        }
    }

    /// <summary>True when the oldest one was dropped for it.</summary>
    public bool Enqueue(PendingWrite write)
    {
        lock (_gate)
        {
            _line.AddLast(write);
            if (_line.Count <= capacity) return false;
            _line.RemoveFirst();
            return true;
        }
    }

    public bool TryDequeue([NotNullWhen(true)] out PendingWrite? write)
    {
        lock (_gate)
        {
            write = _line.First?.Value;
            if (write is not null) _line.RemoveFirst();
            return write is not null;
        }
    }

    public void Remove(ImageDigest digest)
    {
        lock (_gate)
        {
            for (var node = _line.First; node is not null;)
            {
                var next = node.Next;
                if (node.Value.Caption.Digest == digest) _line.Remove(node);
                node = next;
            }
        }
    }
}
