using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Waiting;

/// <summary>Gives each request the time it has: what is configured, or what its client prefers if that is less.</summary>
internal sealed class Deadlines(IOptions<DeadlineOptions> options, TimeProvider time)
{
    /// <summary>Its clock starts now.</summary>
    public Deadline Start(HttpContext http)
    {
        var patience = options.Value.Timeout;
        if (Preferences.Wait(http.Request) is not { } wait || wait >= patience)
        {
            return new Deadline(patience, isPreferred: false, time, http.RequestAborted);
        }

        return new Deadline(wait, isPreferred: true, time, http.RequestAborted);
    }
}

/// <summary>
/// The end of one request's time. When it comes, the request leaves like a client that went away: nothing is computed for it alone.
/// </summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationToken _client;
    private readonly bool _isPreferred;
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _both;

    /// <param name="isPreferred">It is the client that has no more time, not the service.</param>
    public Deadline(TimeSpan patience, bool isPreferred, TimeProvider time, CancellationToken client)
    {
        _isPreferred = isPreferred;
        _client = client;
        Urgency = new Urgency(CaptionPriority.Interactive, isPreferred ? patience : null);
        _timer = new CancellationTokenSource(patience, time);
        _both = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, client);
    }

    public CancellationToken Token => _both.Token;

    /// <summary>The lines on the way learn how long this request will wait, if that is its own wish.</summary>
    public Urgency Urgency { get; }

    /// <exception cref="WaitOverException">The time that the client gave was up first.</exception>
    /// <exception cref="TimeoutException">The time that the service gives was up first.</exception>
    public async ValueTask<T> KeepAsync<T>(ValueTask<T> work)
    {
        try
        {
            return await work;
        }
        catch (OperationCanceledException error) when (_timer.IsCancellationRequested && !_client.IsCancellationRequested)
        {
            throw _isPreferred ? new WaitOverException(error) : new TimeoutException("The request's time was up.", error);
        }
    }

    public void Dispose()
    {
        _both.Dispose();
        _timer.Dispose();
    }
}

/// <summary>The time was up that a client said it would wait. Its wish, and no failure of the service.</summary>
internal sealed class WaitOverException(Exception inner) : TimeoutException("The time that the client would wait was up.", inner);
