namespace CaptionCluster;

/// <summary>A queue is full. <see cref="RetryAfter"/> comes from the measured rate of the work.</summary>
[GenerateSerializer]
public sealed class OverloadedException(string message, TimeSpan retryAfter) : CaptionClusterException("overloaded", message)
{
    [Id(0)] public TimeSpan RetryAfter { get; } = retryAfter;
}
