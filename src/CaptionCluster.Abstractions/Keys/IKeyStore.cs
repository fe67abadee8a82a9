namespace CaptionCluster;

/// <summary>Keeps the keys durably. Safe for concurrent use; one conformance test class holds for every store.</summary>
public interface IKeyStore
{
    /// <summary>Another one after each change, by whomever. Cheap: fronts ask several times a second.</summary>
    Task<string> ReadVersionAsync(CancellationToken cancellationToken);

    Task<KeyTable> ReadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Returns once the key is durable. One whose id is there already is left as it was. Keys that expired or were revoked before
    /// <paramref name="endedBefore"/> are forgotten with it, so that the table does not grow for ever.
    /// </summary>
    Task AddAsync(ApiKey key, DateTimeOffset endedBefore, CancellationToken cancellationToken);

    /// <summary>Returns once it is durable: false when there is no such key. What was revoked before keeps its time.</summary>
    Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken);
}
