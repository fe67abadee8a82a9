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
    private readonly Dictionary<string, StoredCorrection> _corrections = new(StringComparer.Ordinal);
    private Task? _loading;
    private bool _isClosed;
    private long _losses = store.Losses;
    private Task _changing = Task.CompletedTask;

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
        await _changing;
        var stored = new StoredCaption(digest, flight.Key, caption, time.GetUtcNow());
        var isStored = await store.TryPutAsync(stored);
        if (flight.Forgotten) return false;
        Add(stored, isStored ? null : pendingWrites.Add(stored));
        return isStored;
    }

    /// <param name="writes">Writes that began before and must not land after.</param>
    /// <exception cref="StoreUnavailableException">The store did not delete; the memory keeps what it had.</exception>
    public Task<bool> ForgetAsync(IReadOnlyList<Task> writes) => ChangeAsync(async () =>
    {
        await Task.WhenAll(writes);
        await pendingWrites.ForgetAsync(digest);
        var wasStored = await store.DeleteAsync(digest);
        var wasKnown = Clear() > 0;
        _corrections.Clear();
        IsLoaded = true;
        return wasStored || wasKnown;
    });

    /// <summary>The person's sentence for a revision of a model; null when there is none.</summary>
    public Correction? CorrectionFor(CaptionKey key) => _corrections.GetValueOrDefault(key.Model.Revision)?.Correction;

    /// <summary>False when the key's caption is not known (any more).</summary>
    /// <exception cref="StoreUnavailableException">The store did not keep it; nothing has changed.</exception>
    public Task<bool> CorrectAsync(CaptionKey key, ImageDigest picture, string text) => ChangeAsync(async () =>
    {
        if (!_captions.TryGetValue(key, out var known)) return false;
        var correction = new Correction(picture, key.Model, text, known.Caption.Text, time.GetUtcNow());
        var stored = new StoredCorrection(digest, correction);
        if (!await store.TryPutCorrectionAsync(stored)) throw new StoreUnavailableException("The store did not keep the correction.");
        _corrections[key.Model.Revision] = stored;
        CorrectAll(key.Model.Revision, correction);
        return true;
    });

    /// <exception cref="StoreUnavailableException">The store did not delete it; nothing has changed.</exception>
    public Task<bool> WithdrawAsync(string revision) => ChangeAsync(async () =>
    {
        var wasStored = await store.DeleteCorrectionAsync(digest, revision);
        var wasKnown = _corrections.Remove(revision);
        CorrectAll(revision, null);
        return wasStored || wasKnown;
    });

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
        foreach (var correction in _corrections.Values) _ = store.TryPutCorrectionAsync(correction);
    }

    /// <summary>One change after another, and none while the store is read.</summary>
    private async Task<bool> ChangeAsync(Func<Task<bool>> change)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (before, loading) = (_changing, _loading);
        _changing = done.Task;
        try
        {
            await before;
            if (loading is not null) await loading;
            return await change();
        }
        finally
        {
            done.SetResult();
        }
    }

    private void CorrectAll(string revision, Correction? correction)
    {
        foreach (var caption in _captions.Values.Where(caption => caption.Key.Model.Revision == revision)) caption.Correct(correction);
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
        await _changing;
        if (await store.TryGetAllAsync(digest) is not { } picture) return;
        foreach (var stored in picture.Corrections)
        {
            var revision = stored.Correction.Model.Revision;
            if (_corrections.TryAdd(revision, stored)) CorrectAll(revision, stored.Correction);
        }

        foreach (var stored in picture.Captions)
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
        _captions[stored.Key] = new CachedCaption(stored, pending, expiresAt, CorrectionFor(stored.Key));
    }
}
