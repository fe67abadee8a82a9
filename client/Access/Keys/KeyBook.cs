namespace CaptionCluster.Client.Access.Keys;

/// <summary>
/// The keys as this front knows them. No request asks the store: what is known goes on being used while the store is away.
/// </summary>
internal sealed class KeyBook(ConfiguredKeys configured, IKeyStore store)
{
    private readonly SemaphoreSlim _turn = new(1);
    private volatile KeySet _current = KeySet.Of(configured, stored: null, before: null);

    public KeySet Current => _current;

    /// <summary>The store has been read: until then nobody can say that no keys are demanded.</summary>
    public bool IsRead => _current.Version is not null;

    /// <summary>Reads the keys if they have changed since.</summary>
    /// <exception cref="StoreUnavailableException">What was known is left as it is.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_current.Version is { } known && await store.ReadVersionAsync(cancellationToken) == known) return;
            _current = KeySet.Of(configured, await store.ReadAsync(cancellationToken), _current);
        }
        finally
        {
            _turn.Release();
        }
    }
}
