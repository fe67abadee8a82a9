using System.ComponentModel.DataAnnotations;

namespace CaptionCluster.Hosting;

/// <summary>Which traces are sent. Section <c>CaptionCluster:Telemetry</c>; <c>OTEL_TRACES_SAMPLER</c> takes its place.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "CaptionCluster:Telemetry";

    /// <summary>The share of traces that is sent, of those whose caller did not decide it. Slow and failed ones are sent besides.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; set; } = 1;

    /// <summary>A request that takes so long in this process is sent whatever was decided about its trace.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan SlowAfter { get; set; } = TimeSpan.FromSeconds(1);
}
