using System.Diagnostics;

namespace CaptionCluster.Hosting;

/// <summary>What this process has recorded of a trace that was not chosen to be sent.</summary>
internal sealed class HeldTrace
{
    /// <summary>Spans of one trace in one process; those beyond are lost to it.</summary>
    public const int MaxSpans = 256;

    /// <summary>On a span that is sent for this reason: it is no sample of what is usual.</summary>
    public const string KeptAttribute = "caption.kept";

    private readonly List<Activity> _roots = [];
    private readonly List<Activity> _ended = [];

    /// <summary>Nothing of it is under way. A root that turned out not to be wanted has no end.</summary>
    public bool IsOver => _roots.TrueForAll(root => root.IsStopped || !root.IsAllDataRequested);

    /// <summary>Did it come into this process here?</summary>
    public static bool IsRoot(Activity span) => span.Parent is null && (span.ParentSpanId == default || span.HasRemoteParent);

    public void Start(Activity root)
    {
        if (_roots.Count < MaxSpans) _roots.Add(root);
    }

    public void End(Activity span)
    {
        if (_ended.Count < MaxSpans || IsRoot(span)) _ended.Add(span);
    }

    /// <summary>All of it where anything failed or took long, else nothing.</summary>
    public IReadOnlyList<Activity> Kept(TimeSpan slowAfter)
    {
        var why = _ended.Exists(span => span.Status == ActivityStatusCode.Error) ? "failed"
            : _roots.Exists(root => root.IsStopped && root.Duration >= slowAfter) ? "slow"
            : null;
        if (why is null) return [];
        foreach (var span in _ended)
        {
            span.SetTag(KeptAttribute, why);
            span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        }

        return _ended;
    }
}
