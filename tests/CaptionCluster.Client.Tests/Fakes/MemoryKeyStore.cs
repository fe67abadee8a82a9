namespace CaptionCluster.Client.Tests.Fakes;

/// <summary>Keys in memory, which can be away or lost.</summary>
internal sealed class MemoryKeyStore : IKeyStore
{
    private readonly Lock _lock = new();
    private KeyTable _table = new("", []);
    private int _questions;
    private int _reads;

    public bool IsAway { get; set; }

    public int Questions => Volatile.Read(ref _questions);

    public int Reads => Volatile.Read(ref _reads);

    public void Lose() => Change(_ => []);

    public Task<string> ReadVersionAsync(CancellationToken cancellationToken) => Task.FromResult(Ask().Version);

    public Task<KeyTable> ReadAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        return Task.FromResult(Ask());
    }

    public Task AddAsync(ApiKey key, DateTimeOffset endedBefore, CancellationToken cancellationToken)
    {
        Change(keys => [.. keys, key]);
        return Task.CompletedTask;
    }

    public Task<bool> RevokeAsync(string id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Change(keys => [.. keys.Select(key => key.Id == id ? key with { RevokedAt = at } : key)]);
        return Task.FromResult(true);
    }

    private KeyTable Ask()
    {
        lock (_lock)
        {
            Interlocked.Increment(ref _questions);
            return IsAway ? throw new StoreUnavailableException("The store is away.") : _table;
        }
    }

    private void Change(Func<IReadOnlyList<ApiKey>, IReadOnlyList<ApiKey>> change)
    {
        lock (_lock) _table = new KeyTable(Guid.NewGuid().ToString(), change(_table.Keys));
    }
}
