using System.Diagnostics;
using OpenTelemetry.Trace;

namespace CaptionCluster.Hosting;

/// <summary>
/// Decides at the start which traces are sent: as the caller did, else a batch whose requests are, else a share. The others are recorded
/// all the same, as only their end tells whether they were slow or failed.
/// </summary>
internal sealed class TraceSampler(double ratio) : Sampler
{
    private readonly TraceIdRatioBasedSampler _share = new(ratio);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        var isSent = samplingParameters.ParentContext.TraceId != default
            ? IsSent(samplingParameters.ParentContext)
            : (samplingParameters.Links?.Any(link => IsSent(link.Context)) ?? false)
                || _share.ShouldSample(samplingParameters).Decision == SamplingDecision.RecordAndSample;
        return new(isSent ? SamplingDecision.RecordAndSample : SamplingDecision.RecordOnly);
    }

    private static bool IsSent(ActivityContext context) => context.TraceFlags.HasFlag(ActivityTraceFlags.Recorded);
}
