namespace CaptionCluster.Hosting;

/// <summary>What is configured must not start; the message says what to change.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
