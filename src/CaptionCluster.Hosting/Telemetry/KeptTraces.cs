using System.Diagnostics;
using OpenTelemetry;

namespace CaptionCluster.Hosting;

/// <summary>
/// Holds what a trace that is not sent does in this process until all of that is over, and then exports it if it was slow or failed.
/// </summary>
/// <remarks>What other processes did for it is theirs to keep or not: nobody knows of the end when they let go.</remarks>
internal sealed class KeptTraces(IEnumerable<BaseProcessor<Activity>> exports, TimeSpan slowAfter) : CompositeProcessor<Activity>(exports)
{
    /// <summary>Traces held at a time; beyond, the one that began first is let go.</summary>
    public const int MaxTraces = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<ActivityTraceId, HeldTrace> _traces = [];
    private readonly Queue<ActivityTraceId> _order = new();

    public override void OnStart(Activity data)
    {
        if (data.Recorded || !HeldTrace.IsRoot(data)) return;
        lock (_gate)
        {
            if (!_traces.TryGetValue(data.TraceId, out var trace))
            {
                _traces[data.TraceId] = trace = new HeldTrace();
                _order.Enqueue(data.TraceId);
                MakeRoom();
            }

            trace.Start(data);
        }
    }

    public override void OnEnd(Activity data)
    {
        if (data.Recorded) return;
        IReadOnlyList<Activity> kept;
        lock (_gate)
        {
            if (!_traces.TryGetValue(data.TraceId, out var trace)) return;
            trace.End(data);
            if (!trace.IsOver) return;
            _traces.Remove(data.TraceId);
            kept = trace.Kept(slowAfter);
        }

        foreach (var span in kept) base.OnEnd(span);
    }

    /// <summary>Those that are over and were not wanted go first, as health probes are many.</summary>
    private void MakeRoom()
    {
        for (var tries = _order.Count; tries > 0 && _order.Count > MaxTraces; tries--)
        {
            var id = _order.Dequeue();
            if (_traces.TryGetValue(id, out var trace) && !trace.IsOver) _order.Enqueue(id);
            else _traces.Remove(id);
        }

        if (_order.Count > MaxTraces) _traces.Remove(_order.Dequeue());
    }
}
