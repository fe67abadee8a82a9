using CaptionCluster.Acceptance.Tests.Support;

namespace CaptionCluster.Acceptance.Tests.Sharing;

/// <summary>Decodes one picture at a time: who comes later waits as long as those before are there.</summary>
public sealed class OneDecoderServer() : RunningServer(
    ("CaptionCluster:Models:Variant", "float32"),
    ("CaptionCluster:Models:Decoder:Workers", "1"),
    ("CaptionCluster:Models:Decoder:MaxBatchSize", "1"));
