namespace CaptionCluster;

/// <summary>The names under which every part tells what it does, so that a host subscribes once.</summary>
public static class CaptionTelemetry
{
    public const string ActivitySourceName = "CaptionCluster";

    /// <summary>
    /// Orleans' own source. Traces cross grain calls only while somebody listens to it (and the host adds activity propagation).
    /// </summary>
    public const string GrainCallsActivitySourceName = "Microsoft.Orleans.Application";

    public const string MeterName = "CaptionCluster";
}
