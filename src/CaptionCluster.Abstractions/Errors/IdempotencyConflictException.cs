namespace CaptionCluster;

/// <summary>An idempotency key was used before, for something else.</summary>
[GenerateSerializer]
public sealed class IdempotencyConflictException()
    : CaptionClusterException(
        "idempotency-key-reused",
        "This Idempotency-Key was used before with another body. Use a new key for a new job."
    );
