using CaptionCluster.Grains;

namespace CaptionCluster.Client.Calls;

/// <summary>One run of a call that can be given up by itself.</summary>
internal sealed class Attempt<T> : IAsyncDisposable
{
    private readonly CancellationTokenSource _givingUp;

    public Attempt(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        _givingUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Answer = ask(_givingUp.Token);
    }

    public Task<T> Answer { get; }

    /// <summary>It ended on the way, not in an answer.</summary>
    public bool WasLost => Answer.IsCanceled || (Answer.Exception?.InnerException is { } error && SiloLoss.Is(error));

    /// <summary>Gives it up if it still runs, and returns when it has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await _givingUp.CancelAsync();
        await ((Task)Answer).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _givingUp.Dispose();
    }
}
