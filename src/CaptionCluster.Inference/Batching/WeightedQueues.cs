namespace CaptionCluster.Inference.Batching;

/// <summary>
/// A queue for each <see cref="CaptionPriority"/>. The next one is chosen by smooth weighted round robin over those in which somebody
/// waits, so that the higher ones go first and none starves. Not safe for concurrent use.
/// </summary>
public sealed class WeightedQueues<TQueue>
    where TQueue : class
{
    /// <summary>Turns of interactive, batch and job while all three wait.</summary>
    private static readonly int[] s_shares = [16, 4, 1];

    private readonly TQueue[] _queues = new TQueue[s_shares.Length];
    private readonly int[] _credits = new int[s_shares.Length];
    private readonly Predicate<TQueue> _isEmpty;

    public WeightedQueues(Func<TQueue> empty, Predicate<TQueue> isEmpty)
    {
        _isEmpty = isEmpty;
        for (var priority = 0; priority < _queues.Length; priority++) _queues[priority] = empty();
    }

    public IReadOnlyList<TQueue> All => _queues;

    public TQueue this[CaptionPriority priority] => _queues[(int)priority];

    /// <summary>The queue whose turn it is; null while nobody waits. The caller takes one out of it.</summary>
    public TQueue? NextTurn()
    {
        var (next, total) = (-1, 0);
        for (var priority = 0; priority < s_shares.Length; priority++)
        {
            // Who does not wait saves up no turns.
            if (_isEmpty(_queues[priority]))
            {
                _credits[priority] = 0;
                continue;
            }

            total += s_shares[priority];
            _credits[priority] += s_shares[priority];
            if (next < 0 || _credits[priority] > _credits[next]) next = priority;
        }

        if (next < 0) return null;
        _credits[next] -= total;
        return _queues[next];
    }

    /// <summary>How much work of the other lines is done by the time that <paramref name="own"/> of this one's is.</summary>
    /// <param name="work">All that waits in a queue.</param>
    public double Meanwhile(CaptionPriority priority, double own, Func<TQueue, double> work)
    {
        var meanwhile = 0.0;
        for (var other = 0; other < s_shares.Length; other++)
        {
            if (other != (int)priority) meanwhile += Math.Min(work(_queues[other]), own * s_shares[other] / s_shares[(int)priority]);
        }

        return meanwhile;
    }
}
