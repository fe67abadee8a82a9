using System.Diagnostics.CodeAnalysis;

namespace CaptionCluster.Grains;

/// <summary>
/// One picture's captions: in memory, and behind that in the store. Belongs to one activation: not safe for concurrent use.
/// </summary>
internal sealed class CaptionCache(
    ImageDigest digest,
    GuardedStore store,
    PendingWrites pendingWrites,
    TimeSpan? timeToLive,
    TimeProvider time,
    CaptionInstruments instruments
)
{
    private readonly Dictionary<CaptionKey, CachedCaption> _captions = new(CaptionKey.ByText);
    private Task? _loading;
    private bool _isClosed;
    private long _losses = store.Losses;
    private Task _forgetting = Task.CompletedTask;

    public bool IsLoaded { get; private set; }

    public bool IsEmpty => _captions.Count == 0;

    public bool TryGet(CaptionKey key, [NotNullWhen(true)] out CachedCaption? caption)
    {
        if (_losses != store.Losses) StoreAgain();
        if (!_captions.TryGetValue(key, out caption)) return false;
        if (caption.ExpiresAt is not { } end || time.GetUtcNow() < end) return true;
        _captions.Remove(key);
        instruments.CacheEntries(-1);
        return false;
    }

    /// <summary>Brings everything the store has of the picture, once; after a failure the next call tries again.</summary>
    public Task LoadAsync()
    {
        if (IsLoaded) return Task.CompletedTask;
        if (_loading is null or { IsCompleted: true }) _loading = LoadOnceAsync();
        return _loading;
    }

    /// <summary>Keeps a caption, durably before it returns, or in line to be stored when the store can't: then false.</summary>
    public async Task<bool> KeepAsync(Flight flight, Caption caption)
    {
        await _forgetting;
        var stored = new StoredCaption(digest, flight.Key, caption, time.GetUtcNow());
        var isStored = await store.TryPutAsync(stored);
        if (flight.Forgotten) return false;
        Add(stored, isStored ? null : pendingWrites.Add(stored));
        return isStored;
    }

    /// <param name="writes">Writes that began before and must not land after.</param>
    /// <exception cref="StoreUnavailableException">The store did not delete; the memory keeps what it had.</exception>
    public async Task<bool> ForgetAsync(IReadOnlyList<Task> writes)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (before, loading) = (_forgetting, _loading);
        _forgetting = done.Task;
        try
        {
            await before;
            if (loading is not null) await loading;
            await Task.WhenAll(writes);
            await pendingWrites.ForgetAsync(digest);
            var wasStored = await store.DeleteAsync(digest);
            var wasKnown = Clear() > 0;
            IsLoaded = true;
            return wasStored || wasKnown;
        }
        finally
        {
            done.SetResult();
        }
    }

    /// <summary>Empties the memory for good: what is still being written goes to the store alone.</summary>
    public void Close()
    {
        Clear();
        _isClosed = true;
    }

    /// <summary>What is here is stored again, and what the store still has is read again.</summary>
    private void StoreAgain()
    {
        _losses = store.Losses;
        IsLoaded = false;
        foreach (var caption in _captions.Values) caption.StoreAgain(pendingWrites);
    }

    private int Clear()
    {
        var count = _captions.Count;
        instruments.CacheEntries(-count);
        _captions.Clear();
        return count;
    }

    private async Task LoadOnceAsync()
    {
        await _forgetting;
        if (await store.TryGetAllAsync(digest) is not { } captions) return;
        foreach (var stored in captions)
        {
            if (stored.Caption.IsSound && !_captions.ContainsKey(stored.Key)) Add(stored, pending: null);
        }

        IsLoaded = true;
    }

    private void Add(StoredCaption stored, PendingWrite? pending)
    {
        var expiresAt = stored.CreatedAt + timeToLive;
        if (_isClosed || expiresAt <= time.GetUtcNow()) return;
        if (!_captions.ContainsKey(stored.Key)) instruments.CacheEntries(1);
        _captions[stored.Key] = new CachedCaption(stored, pending, expiresAt);
    }
}
