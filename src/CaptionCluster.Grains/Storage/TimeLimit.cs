namespace CaptionCluster.Grains;

/// <summary>Bounds a call's time whether or not the callee heeds its token.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _both;

    public TimeLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellationToken = default)
    {
        _timer = new CancellationTokenSource(limit, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, cancellationToken);
    }

    public bool IsUp => _timer.IsCancellationRequested;

    public Task RunAsync(Func<CancellationToken, Task> call) => call(_both.Token).WaitAsync(_both.Token);

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call) => call(_both.Token).WaitAsync(_both.Token);

    public void Dispose()
    {
        _both.Dispose();
        _timer.Dispose();
    }
}
