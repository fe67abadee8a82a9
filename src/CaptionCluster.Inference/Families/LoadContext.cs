using CaptionCluster.Inference.Sessions;
using CaptionCluster.Inference.Telemetry;

namespace CaptionCluster.Inference.Families;

/// <summary>What a family needs besides the folder.</summary>
internal sealed record LoadContext(
    string Revision, string Variant, SessionFactory Sessions, InferenceOptions Options, InferenceMetrics Metrics, TimeProvider Time);
