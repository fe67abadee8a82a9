namespace CaptionCluster.Grains;

/// <summary>Bounds a call's time whether or not the callee heeds its token.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource? _linked;

    public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken = default)
    {
        _timer = new CancellationTokenSource(limit, time);
        if (cancellationToken.CanBeCanceled) _linked = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    private CancellationToken Token => (_linked ?? _timer).Token;

    public bool IsUp => _timer.IsCancellationRequested;

    public Task RunAsync(Func<CancellationToken, Task> call) => call(Token).WaitAsync(Token);

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call) => call(Token).WaitAsync(Token);

    public void Dispose()
    {
        _linked?.Dispose();
        _timer.Dispose();
    }
}
