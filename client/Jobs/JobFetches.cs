using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Intake.Buffers;
using CaptionCluster.Client.Intake.Many;
using CaptionCluster.Client.Problems;
using CaptionCluster.Client.Sources;

namespace CaptionCluster.Client.Jobs;

/// <summary>
/// The pictures of a job on their way into its draft: those that came with the request in its turn, those that are named by a URL once they
/// are fetched, some at a time. A fetch that fails ends them all.
/// </summary>
internal sealed class JobFetches(ISourceReader sources, Caller caller, JobOptions limits, TimeProvider time, CancellationToken leaving)
    : IAsyncDisposable
{
    /// <summary>Of one job; a caller has a bound of its own.</summary>
    private const int MaxConcurrency = 8;

    private const int MaxTries = 10;

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(leaving);
    private readonly SemaphoreSlim _places = new(MaxConcurrency);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<Task> _fetches = [];
    private long _bytes;

    /// <summary>The caller left, or a fetch failed.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Puts the item into the draft; when it has to be fetched, begins to, as soon as there is a place.</summary>
    public async Task AddAsync(ManyItem item, JobDraft draft)
    {
        if (item.Picture is not null)
        {
            await DraftAsync(item, draft);
            return;
        }

        await _places.WaitAsync(Stopped);
        _fetches.RemoveAll(fetch => fetch.IsCompletedSuccessfully);
        _fetches.Add(FetchAsync(item, draft));
    }

    /// <summary>Has the pictures added, and waits until all are drafted.</summary>
    /// <exception cref="CaptionClusterException">One of them can't be.</exception>
    public async Task RunAsync(Func<Task> addAll)
    {
        try
        {
            await addAll();
        }
        catch (OperationCanceledException) when (Stopped.IsCancellationRequested && !leaving.IsCancellationRequested)
        {
            // A fetch failed: it says why.
        }

        await Task.WhenAll(_fetches);
    }

    /// <summary>Ends what is under way, and waits until it has.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_fetches).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _places.Dispose();
        _turn.Dispose();
    }

    private async Task FetchAsync(ManyItem item, JobDraft draft)
    {
        try
        {
            using var picture = await ReadAsync(item.Url!);
            if (Interlocked.Add(ref _bytes, picture.Length) > limits.MaxBytes)
            {
                throw new RequestRefusedException(413, "too-many-bytes",
                    $"The job's pictures are larger than the {limits.MaxBytes} bytes that one job may have; send several jobs.");
            }

            await DraftAsync(item with { Picture = picture }, draft);
        }
        catch (CaptionClusterException error) when (error is not StoreUnavailableException)
        {
            await _stop.CancelAsync();
            throw JobIntake.Refused(item.Index, error);
        }
        catch
        {
            await _stop.CancelAsync();
            throw;
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Too much is fetched just now: the job waits, for some minutes.</summary>
    private async Task<Picture> ReadAsync(string url)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await sources.ReadWholeAsync(url, caller, Stopped);
            }
            catch (OverloadedException error) when (tries < MaxTries)
            {
                await Task.Delay(error.RetryAfter, time, Stopped);
            }
        }
    }

    private async Task DraftAsync(ManyItem item, JobDraft draft)
    {
        await _turn.WaitAsync(Stopped);
        try
        {
            await draft.AddAsync(item, Stopped);
        }
        finally
        {
            _turn.Release();
        }
    }
}
