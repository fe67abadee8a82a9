using CaptionCluster.Acceptance.Tests.Support;

namespace CaptionCluster.Acceptance.Tests.GoldenCaptions;

public sealed class Float32Server() : RunningServer(("CaptionCluster:Models:Variant", "float32"));

public sealed class Int8Server() : RunningServer(("CaptionCluster:Models:Variant", "int8"));
