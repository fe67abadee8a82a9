using CaptionCluster.Inference;
using Microsoft.Extensions.DependencyInjection;

namespace CaptionCluster.Grains;

/// <summary>The loads of the last quarter of an hour, in steps of a few seconds.</summary>
internal sealed class HostLoads : IHostLoads
{
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>Steps that are kept.</summary>
    public const int Kept = 15 * 60 / 5;

    private readonly LoadMeter _meter;
    private readonly IModelRepository? _models;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Queue<HostLoad> _history = new(Kept);
    private DateTimeOffset _since;
    private TimeSpan _used;

    public HostLoads(LoadMeter meter, IServiceProvider services, TimeProvider time)
    {
        _meter = meter;
        _models = services.GetService<IModelRepository>(); // A front has none.
        _time = time;
        _since = time.GetUtcNow();
        _used = Environment.CpuUsage.TotalTime;
    }

    public HostLoad Now
    {
        get
        {
            lock (_lock) return Load(_meter.Look(), _time.GetUtcNow(), Environment.CpuUsage.TotalTime);
        }
    }

    public IReadOnlyList<HostLoad> History
    {
        get
        {
            lock (_lock) return [.. _history];
        }
    }

    /// <summary>Ends a step.</summary>
    public void Keep()
    {
        lock (_lock)
        {
            var (now, used) = (_time.GetUtcNow(), Environment.CpuUsage.TotalTime);
            if (_history.Count == Kept) _history.Dequeue();
            _history.Enqueue(Load(_meter.Take(), now, used));
            (_since, _used) = (now, used);
        }
    }

    private HostLoad Load((HostCounts Counts, long QueueDepth) metered, DateTimeOffset now, TimeSpan used) => new()
    {
        At = now,
        Seconds = (now - _since).TotalSeconds,
        ProcessorSeconds = (used - _used).TotalSeconds,
        MemoryBytes = Environment.WorkingSet,
        Counts = metered.Counts,
        QueueDepth = metered.QueueDepth,
        QueueSeconds = _models?.QueuedSeconds() ?? 0,
    };
}
