namespace CaptionCluster.Bench.Scenarios;

/// <summary>A line of the report: a figure of ours beside the bare one, and whether the target holds.</summary>
internal sealed record Row(string What, string Ours, string Bare, string Figure, string Target, bool Holds);
