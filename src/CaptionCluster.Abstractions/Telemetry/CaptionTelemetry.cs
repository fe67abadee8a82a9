namespace CaptionCluster;

/// <summary>The names under which every part tells what it does, so that a host subscribes once.</summary>
public static class CaptionTelemetry
{
    public const string ActivitySourceName = "CaptionCluster";

    public const string MeterName = "CaptionCluster";
}
