using System.Diagnostics;

namespace CaptionCluster;

/// <summary>A span: its name and kind, and what docs/telemetry.md says of it.</summary>
/// <param name="Attributes">All that it may have.</param>
public sealed record SpanRow(string Name, ActivityKind Kind, string Meaning, params string[] Attributes);
