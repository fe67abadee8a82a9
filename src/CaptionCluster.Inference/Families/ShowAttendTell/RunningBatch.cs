using CaptionCluster.Inference.Batching;
using CaptionCluster.Inference.Decoding;
using CaptionCluster.Inference.Sessions;

namespace CaptionCluster.Inference.Families.ShowAttendTell;

/// <summary>
/// Continuous batching (Yu et al., Orca, OSDI 2022): rows join and leave at every step. Rows of one beam width share a lane, as the
/// graph takes <c>[images, beams]</c>.
/// </summary>
internal sealed class RunningBatch : IDisposable
{
    private readonly Dictionary<int, DecoderLane> _lanes = [];
    private readonly Graph _graph;
    private readonly SpecialTokens _tokens;
    private readonly int _attentionLength;
    private readonly BatchQueue<DecodeEntry> _queue;
    private readonly TimeProvider _time;
    private readonly StageMetrics _metrics;
    private readonly DecoderTurn _turn;
    private readonly Lock _stepping = new();

    public RunningBatch(Graph graph, SpecialTokens tokens, BatchQueue<DecodeEntry> queue, TimeProvider time, StageMetrics metrics)
    {
        (_graph, _tokens, _queue, _time, _metrics) = (graph, tokens, queue, time, metrics);
        _turn = new DecoderTurn(queue, time, metrics);
        _attentionLength = (int)graph.RowShape(TensorNames.Attention, 1)[^1];
    }

    private int Rows => _lanes.Values.Sum(lane => lane.Rows.Count);

    /// <summary>Takes in who waits and steps everyone once.</summary>
    /// <returns>False when another thread is at it, or nobody is there.</returns>
    public bool TryStep()
    {
        if (!_stepping.TryEnter()) return false;
        try
        {
            var joining = Rows == 0 ? _queue.TryTake() : _queue.TakeWaiting(_queue.MaxBatchSize - Rows);
            if (joining is { } batch) Join(batch);
            if (Rows == 0) return joining is not null;
            foreach (var lane in _lanes.Values) _turn.Run(lane);
            return true;
        }
        finally
        {
            _stepping.Exit();
        }
    }

    /// <summary>Once the queue is drained.</summary>
    public void Dispose()
    {
        foreach (var lane in _lanes.Values) lane.Dispose();
    }

    private void Join(Batch<DecodeEntry> batch)
    {
        using var span = BatchSpans.Start(_metrics.Stage, batch, _time);
        foreach (var entry in batch.Entries)
        {
            try
            {
                var search = TokenSearch.Start(entry.Decoding, _tokens, _attentionLength);
                LaneOf(entry.Decoding.NumBeams).Join(new DecoderRow(entry, search, _time.GetTimestamp()));
            }
#pragma warning disable CA1031 // One entry that can't join must not hurt the others.
            catch (Exception error)
#pragma warning restore CA1031
            {
                _turn.Fail(entry, error);
            }
        }
    }

    private DecoderLane LaneOf(int beams)
    {
        if (!_lanes.TryGetValue(beams, out var lane)) _lanes.Add(beams, lane = new DecoderLane(_graph, beams, _queue.MaxBatchSize));
        return lane;
    }
}
