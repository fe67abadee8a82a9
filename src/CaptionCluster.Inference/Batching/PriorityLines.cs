namespace CaptionCluster.Inference.Batching;

/// <summary>
/// A line for each <see cref="CaptionPriority"/>. The next one is chosen by smooth weighted round robin over those in which somebody waits,
/// so that the higher ones go first and none starves. Not safe for concurrent use.
/// </summary>
public sealed class PriorityLines<TLine>
    where TLine : class
{
    /// <summary>Turns of interactive, batch and job while all three wait.</summary>
    private static readonly int[] s_shares = [16, 4, 1];

    private readonly TLine[] _lines = new TLine[s_shares.Length];
    private readonly int[] _credits = new int[s_shares.Length];
    private readonly Predicate<TLine> _isEmpty;

    public PriorityLines(Func<TLine> empty, Predicate<TLine> isEmpty)
    {
        _isEmpty = isEmpty;
        for (var priority = 0; priority < _lines.Length; priority++) _lines[priority] = empty();
    }

    public IReadOnlyList<TLine> All => _lines;

    public TLine this[CaptionPriority priority] => _lines[(int)priority];

    /// <summary>The line whose turn it is; null while nobody waits. The caller takes one out of it.</summary>
    public TLine? NextTurn()
    {
        var (next, total) = (-1, 0);
        for (var priority = 0; priority < s_shares.Length; priority++)
        {
            // Who does not wait saves up no turns.
            if (_isEmpty(_lines[priority]))
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
        return _lines[next];
    }

    /// <summary>How much work of the other lines is done by the time that <paramref name="own"/> of this one's is.</summary>
    /// <param name="work">All that waits in a line.</param>
    public double Meanwhile(CaptionPriority priority, double own, Func<TLine, double> work)
    {
        var meanwhile = 0.0;
        for (var other = 0; other < s_shares.Length; other++)
        {
            if (other != (int)priority) meanwhile += Math.Min(work(_lines[other]), own * s_shares[other] / s_shares[(int)priority]);
        }

        return meanwhile;
    }
}
