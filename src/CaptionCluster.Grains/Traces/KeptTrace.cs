using System.Diagnostics;

namespace CaptionCluster.Grains;

/// <summary>What this process did for one trace. Its book locks.</summary>
internal sealed class KeptTrace
{
    /// <summary>Spans beyond these are lost to it.</summary>
    public const int MaxSpans = 256;

    private readonly List<Activity> _spans = [];

    public IReadOnlyList<Activity> Spans => _spans;

    /// <summary>By which it came into this process; null while that is under way.</summary>
    public Activity? Root { get; private set; }

    public bool HasFailed { get; private set; }

    /// <summary>In how many lists it is.</summary>
    public int Lists { get; set; }

    public void Add(Activity span)
    {
        if (_spans.Count < MaxSpans) _spans.Add(span);
        HasFailed |= span.Status == ActivityStatusCode.Error;
        if (IsRoot(span) && (Root is null || span.Duration > Root.Duration)) Root = span;
    }

    public static bool IsRoot(Activity span) => span.Parent is null && (span.ParentSpanId == default || span.HasRemoteParent);
}
