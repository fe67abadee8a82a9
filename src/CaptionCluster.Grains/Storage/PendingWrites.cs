using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Grains;

/// <summary>
/// Stores, in the background, what answers could not wait for: one as a trial and then many at a time, with growing pauses while the store
/// fails, for as long as there is room in the line. Started before the first grain and stopped after the last, when it tries what is left
/// once more.
/// </summary>
internal sealed partial class PendingWrites(
    ICaptionStore store,
    CaptionInstruments instruments,
    IOptions<PendingWritesOptions> options,
    [FromKeyedServices(CaptionClock.Key)] TimeProvider time,
    ILogger<PendingWrites> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const int MostAtOnce = 64;

    private readonly PendingWritesOptions _options = options.Value;
    private readonly PendingWriteLine _line = new(options.Value.Capacity);
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _writing = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private long _dropped;
    private int _atOnce = 1;
    private int _inWriting;

    /// <summary>In line or just being written.</summary>
    public int Count => _line.Count + Volatile.Read(ref _inWriting);

    public PendingWrite Add(StoredCaption caption)
    {
        var write = new PendingWrite(caption);
        if (_line.Enqueue(write)) LogDropped(Interlocked.Increment(ref _dropped), _options.Capacity);
        _arrived.Release();
        return write;
    }

    /// <summary>Takes a picture's captions out of the line. When something is just being written, this waits until that is over.</summary>
    public async Task ForgetAsync(ImageDigest digest)
    {
        _line.Remove(digest);
        await _writing.WaitAsync();
        _line.Remove(digest);
        _writing.Release();
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(PendingWrites), ServiceLifecycleStage.RuntimeStorageServices, StartAsync, StopAsync);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        instruments.ObservePendingWrites(() => Count);
        _loop = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop;
        while (_line.Count > 0 && !cancellationToken.IsCancellationRequested && await WriteNextAsync(cancellationToken)) { }
        if (_line.Count is > 0 and var left) LogLeft(left);
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _arrived.Dispose();
        _writing.Dispose();
    }

    private async Task RunAsync()
    {
        var stopping = _stopping.Token;
        var pause = _options.FirstPause;
        try
        {
            while (true)
            {
                await _arrived.WaitAsync(stopping);
                while (!await WriteNextAsync(stopping))
                {
                    await Task.Delay(pause, time, stopping);
                    pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, _options.LongestPause.Ticks));
                }

                pause = _options.FirstPause;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping: what is left is tried once more by the caller.
        }
    }

    /// <summary>
    /// False when the store failed: what it did not take went back into the line, behind the others, as it may be what is at fault.
    /// </summary>
    private async Task<bool> WriteNextAsync(CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            var writes = new List<Task<bool>>(_atOnce);
            while (writes.Count < _atOnce && _line.TryDequeue(out var write))
            {
                Interlocked.Increment(ref _inWriting);
                writes.Add(WriteAsync(write, cancellationToken));
            }

            var areStored = Array.TrueForAll(await Task.WhenAll(writes), isStored => isStored);
            _atOnce = areStored ? Math.Min(_atOnce * 2, MostAtOnce) : 1;
            return areStored;
        }
        finally
        {
            Volatile.Write(ref _inWriting, 0);
            _writing.Release();
        }
    }

    private async Task<bool> WriteAsync(PendingWrite write, CancellationToken cancellationToken)
    {
        try
        {
            using var limit = new TimeLimit(_options.WriteTimeout, time, cancellationToken);
            var losses = store.Losses;
            await limit.RunAsync(token => store.PutAsync(write.Caption, token));
            if (losses != store.Losses) throw new StoreUnavailableException("What was stored is lost already.");
            write.MarkStored();
            return true;
        }
        catch (Exception error)
        {
            _line.Enqueue(write);
            LogFailed(error, _line.Count);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "A caption could not be stored; {Count} wait for the store.")]
    private partial void LogFailed(Exception error, int count);

    [LoggerMessage(LogLevel.Error, "{Dropped} captions were dropped unstored, as more than {Capacity} wait for the store.")]
    private partial void LogDropped(long dropped, int capacity);

    [LoggerMessage(LogLevel.Error, "{Left} captions could not be stored before the stop.")]
    private partial void LogLeft(int left);
}
