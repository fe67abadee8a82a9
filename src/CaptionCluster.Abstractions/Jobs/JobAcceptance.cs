namespace CaptionCluster;

/// <param name="Items">How many items were added.</param>
/// <param name="Now">When they are due: at once.</param>
/// <param name="Key">Null when the request had none.</param>
public sealed record JobAcceptance(int Items, DateTimeOffset Now, IdempotencyKey? Key);

/// <summary>The <c>Idempotency-Key</c> of a request, unique within its tenant for as long as the job is kept.</summary>
/// <param name="Fingerprint">SHA-256 over all that was ordered: tells whether the same key came with the same body.</param>
public sealed record IdempotencyKey(string Value, ImageDigest Fingerprint);
