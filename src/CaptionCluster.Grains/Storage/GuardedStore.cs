using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Grains;

/// <summary>
/// The store as image grains may use it: it never takes longer than it is allowed to, and after it hung it is left alone for a while.
/// What fails says so by its result; only deleting throws.
/// </summary>
internal sealed partial class GuardedStore(
    ICaptionStore store,
    IOptions<ImageGrainOptions> options,
    [FromKeyedServices(CaptionClock.Key)] TimeProvider time,
    ILogger<GuardedStore> logger)
{
    private readonly ImageGrainOptions _options = options.Value;
    private long _pausedUntil = long.MinValue;
    private int _isFailing;

    /// <inheritdoc cref="ICaptionStore.Losses"/>
    public long Losses => store.Losses;

    /// <summary>Null when the store can't say.</summary>
    public async Task<StoredPicture?> TryGetAllAsync(ImageDigest digest)
    {
        if (IsPaused) return null;
        var losses = Losses;
        var (done, picture) = await TryAsync(async token =>
        {
            var corrections = store.GetCorrectionsAsync(digest, token);
            var captions = await store.GetAllAsync(digest, token);
            return new StoredPicture(captions, await corrections);
        });
        return done && losses == Losses ? picture : null;
    }

    /// <summary>True when the caption is durable.</summary>
    public async Task<bool> TryPutAsync(StoredCaption caption)
    {
        if (IsPaused) return false;
        var losses = Losses;
        var (done, _) = await TryAsync(async token =>
        {
            await store.PutAsync(caption, token);
            return true;
        });
        return done && losses == Losses;
    }

    public async Task<bool> DeleteAsync(ImageDigest digest)
    {
        var (done, deleted) = await TryAsync(token => store.DeleteAsync(digest, token));
        return done ? deleted : throw new StoreUnavailableException("The store did not delete the picture's captions.");
    }

    /// <summary>True when the correction is durable.</summary>
    public async Task<bool> TryPutCorrectionAsync(StoredCorrection correction)
    {
        var (done, _) = await TryAsync(async token =>
        {
            await store.PutCorrectionAsync(correction, token);
            return true;
        });
        return done;
    }

    public async Task<bool> DeleteCorrectionAsync(ImageDigest digest, string revision)
    {
        var (done, deleted) = await TryAsync(token => store.DeleteCorrectionAsync(digest, revision, token));
        return done ? deleted : throw new StoreUnavailableException("The store did not delete the correction.");
    }

    private bool IsPaused => time.GetTimestamp() < Volatile.Read(ref _pausedUntil);

    private async Task<(bool Done, T? Result)> TryAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        using var limit = new TimeLimit(_options.StoreTimeout, time);
        try
        {
            var result = await limit.RunAsync(call);
            if (Interlocked.Exchange(ref _isFailing, 0) == 1) LogBack();
            return (true, result);
        }
        catch (Exception error)
        {
            if (limit.IsUp)
            {
                Volatile.Write(ref _pausedUntil, time.GetTimestamp() + (long)(_options.StorePause.TotalSeconds * time.TimestampFrequency));
            }

            if (Interlocked.Exchange(ref _isFailing, 1) == 0)
            {
                LogDown(error);
            }

            return (false, default);
        }
    }

    /// <summary>All that a store has of a picture.</summary>
    internal sealed record StoredPicture(IReadOnlyList<StoredCaption> Captions, IReadOnlyList<StoredCorrection> Corrections);

    [LoggerMessage(LogLevel.Error, "The caption store fails: captions are answered unstored and stored later.")]
    private partial void LogDown(Exception error);

    [LoggerMessage(LogLevel.Information, "The caption store works again.")]
    private partial void LogBack();
}
