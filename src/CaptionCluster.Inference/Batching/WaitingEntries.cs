namespace CaptionCluster.Inference.Batching;

/// <summary>Entries that wait, by priority and in order of arrival. Not safe for concurrent use.</summary>
internal sealed class WaitingEntries
{
    private readonly WeightedQueues<LinkedList<BatchEntry>> _queues = new(() => new(), queue => queue.Count == 0);

    public int Count { get; private set; }

    /// <summary>When the entry that waits longest came; only while any waits.</summary>
    public long OldestEnqueuedAt
    {
        get
        {
            var oldest = long.MaxValue;
            for (var priority = 0; priority < _queues.All.Count; priority++)
            {
                if (_queues.All[priority].First is { } first) oldest = Math.Min(oldest, first.Value.EnqueuedAt);
            }

            return oldest;
        }
    }

    public void Add(BatchEntry entry)
    {
        entry.Node = _queues[entry.Urgency.Priority].AddLast(entry);
        Count++;
    }

    public void Remove(BatchEntry entry)
    {
        if (entry.Node is not { List: { } queue } node) return;
        queue.Remove(node);
        entry.Node = null;
        Count--;
    }

    /// <summary>Takes the one whose turn it is; only while any waits.</summary>
    public BatchEntry TakeNext()
    {
        var entry = _queues.NextTurn()!.First!.Value;
        Remove(entry);
        return entry;
    }
}
