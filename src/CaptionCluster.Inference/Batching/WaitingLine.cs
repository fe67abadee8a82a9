namespace CaptionCluster.Inference.Batching;

/// <summary>
/// Entries that wait, by priority and in order of arrival. The next one is chosen by smooth weighted round robin over the priorities that
/// wait, so that the higher ones go first and none starves. Not safe for concurrent use.
/// </summary>
internal sealed class WaitingLine
{
    /// <summary>Turns of interactive, batch and job while all three wait.</summary>
    private static readonly int[] Shares = [16, 4, 1];

    private readonly LinkedList<BatchEntry>[] _lines = [.. Shares.Select(_ => new LinkedList<BatchEntry>())];
    private readonly int[] _credits = new int[Shares.Length];

    public int Count { get; private set; }

    /// <summary>When the entry that waits longest came; only while any waits.</summary>
    public long OldestEnqueuedAt
    {
        get
        {
            var oldest = long.MaxValue;
            foreach (var line in _lines)
            {
                if (line.First is { } first) oldest = Math.Min(oldest, first.Value.EnqueuedAt);
            }

            return oldest;
        }
    }

    public void Add(BatchEntry entry)
    {
        entry.Node = _lines[(int)entry.Priority].AddLast(entry);
        Count++;
    }

    public void Remove(BatchEntry entry)
    {
        if (entry.Node is not { List: { } line } node) return;
        line.Remove(node);
        entry.Node = null;
        Count--;
    }

    /// <summary>Takes the one whose turn it is; only while any waits.</summary>
    public BatchEntry TakeNext()
    {
        var (next, total) = (-1, 0);
        for (var priority = 0; priority < Shares.Length; priority++)
        {
            // Who does not wait saves up no turns.
            if (_lines[priority].Count == 0)
            {
                _credits[priority] = 0;
                continue;
            }

            total += Shares[priority];
            _credits[priority] += Shares[priority];
            if (next < 0 || _credits[priority] > _credits[next]) next = priority;
        }

        _credits[next] -= total;
        var entry = _lines[next].First!.Value;
        Remove(entry);
        return entry;
    }
}
