namespace CaptionCluster.Testing.Models;

/// <summary>A place work passes: a test can close it, see who arrived, and see who was cancelled while waiting.</summary>
public sealed class Gate
{
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly SemaphoreSlim _cancellations = new(0);
    private volatile TaskCompletionSource _open = Opened();

    /// <summary>Who passed before is not taken for an arrival at the closed gate.</summary>
    public void Close()
    {
        _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        while (_arrivals.Wait(0))
        {
        }
    }

    public void Open() => _open.TrySetResult();

    public Task ArrivedAsync() => Patience.For(_arrivals.WaitAsync());

    public Task CancelledAsync() => Patience.For(_cancellations.WaitAsync());

    public Task<bool> TryCancelledAsync(TimeSpan patience) => _cancellations.WaitAsync(patience);

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        _arrivals.Release();
        try
        {
            await _open.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            _cancellations.Release();
            throw;
        }
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
