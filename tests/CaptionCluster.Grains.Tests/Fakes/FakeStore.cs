using System.Collections.Concurrent;

namespace CaptionCluster.Grains.Tests;

/// <summary>A store in memory that can be down or hang, and tells of each write it was asked for.</summary>
internal sealed class FakeStore : ICaptionStore
{
    private readonly ConcurrentDictionary<ImageDigest, ConcurrentDictionary<string, StoredCaption>> _captions = new();
    private readonly ConcurrentDictionary<(ImageDigest Digest, string Revision), StoredCorrection> _corrections = new();
    private readonly SemaphoreSlim _written = new(0);

    public bool IsDown { get; set; }

    public long Losses { get; private set; }

    /// <summary>What was stored is gone, as when the files are deleted.</summary>
    public void Lose()
    {
        _captions.Clear();
        _corrections.Clear();
        Losses++;
    }

    /// <summary>Every call waits here; a call already waiting fails when the store is down by then.</summary>
    public Gate Door { get; } = new();

    public int Count => _captions.Values.Sum(captions => captions.Count);

    public int Puts { get; private set; }

    public Task WrittenAsync() => Patience.For(_written.WaitAsync());

    public async Task<IReadOnlyList<StoredCaption>> GetAllAsync(ImageDigest digest, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return _captions.TryGetValue(digest, out var captions) ? [.. captions.Values] : [];
    }

    public async Task PutAsync(StoredCaption caption, CancellationToken cancellationToken)
    {
        Puts++;
        await EnterAsync(cancellationToken);
        _captions.GetOrAdd(caption.Digest, _ => new())[caption.Key.ToString()] = caption;
        _written.Release();
    }

    public async Task<bool> DeleteAsync(ImageDigest digest, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        foreach (var key in _corrections.Keys.Where(key => key.Digest == digest)) _corrections.TryRemove(key, out _);
        return _captions.TryRemove(digest, out _);
    }

    public Task<IReadOnlyList<StoredCorrection>> GetCorrectionsAsync(ImageDigest digest, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StoredCorrection>>([.. _corrections.Values.Where(stored => stored.Digest == digest)]);

    public async Task PutCorrectionAsync(StoredCorrection correction, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        _corrections[(correction.Digest, correction.Correction.Model.Revision)] = correction;
    }

    public async Task<bool> DeleteCorrectionAsync(ImageDigest digest, string revision, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken);
        return _corrections.TryRemove((digest, revision), out _);
    }

    public Task<IReadOnlyList<StoredCorrection>> ListCorrectionsAsync(
        StoredCorrection? last, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        await Door.PassAsync(cancellationToken);
        if (IsDown) throw new IOException("The disk is gone.");
    }
}
