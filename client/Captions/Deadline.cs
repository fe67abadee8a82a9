namespace CaptionCluster.Client.Captions;

/// <summary>The end of one request's time. When it comes, the request leaves like a client that went away: nothing is computed for it alone.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationToken _client;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _both;

    public Deadline(TimeSpan patience, TimeProvider time, CancellationToken client)
    {
        _client = client;
        _timer = new CancellationTokenSource(patience, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, client);
    }

    public CancellationToken Token => _both.Token;

    /// <exception cref="TimeoutException">The time was up first.</exception>
    public async ValueTask<T> KeepAsync<T>(ValueTask<T> work)
    {
        try
        {
            return await work;
        }
        catch (OperationCanceledException left) when (_timer.IsCancellationRequested && !_client.IsCancellationRequested)
        {
            throw new TimeoutException("The request's time was up.", left);
        }
    }

    public void Dispose()
    {
        _both.Dispose();
        _timer.Dispose();
    }
}
