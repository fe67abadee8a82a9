using CaptionCluster.Grains;
using CaptionCluster.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Calls;

/// <summary>
/// An idempotent call that outlives silos. It is made again when a silo is lost on the way, and beside the first one when that is silent
/// for long or a connection broke that may have carried its answer (Dean and Barroso, The Tail at Scale, 2013). The first answer counts.
/// </summary>
internal sealed class HedgedCall(ClusterConnection connection, RetryBudget budget, IOptions<CallOptions> options, TimeProvider time)
{
    private const int MaxAtOnce = 3;
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPatience = TimeSpan.FromSeconds(10);

    /// <param name="ask">May run more than once, also at the same time; all of its runs have ended when this returns.</param>
    /// <exception cref="OverloadedException">The budget for repeats is spent.</exception>
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        connection.IsLocal ? ask(cancellationToken) : RunHedgedAsync(ask, cancellationToken);

    private async Task<T> RunHedgedAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        budget.Earn();
        var attempts = new List<Attempt<T>>();
        var (patience, pause) = (options.Value.AskAgainAfter, options.Value.FirstPause);
        try
        {
            while (true)
            {
                var loss = connection.NextLoss;
                attempts.Add(new Attempt<T>(ask, cancellationToken));
                await WaitAsync(attempts, loss, patience, cancellationToken);
                if (attempts.Find(attempt => attempt.Answer.IsCompleted && !attempt.WasLost) is { } first) return await first.Answer;

                budget.Spend();
                if (attempts.Count == 0)
                {
                    await Task.Delay(pause, time, cancellationToken);
                    pause = Shorter(pause * 2, s_longestPause);
                    continue;
                }

                patience = Shorter(patience * 2, s_longestPatience);
                if (attempts.Count == MaxAtOnce) await RemoveAsync(attempts, attempts[0]);
            }
        }
        finally
        {
            while (attempts.Count > 0) await RemoveAsync(attempts, attempts[0]);
        }
    }

    /// <summary>
    /// Until there is an answer, or it is time to ask again: all were lost on the way, a connection broke, or nothing was heard for long.
    /// What was lost is no longer among the attempts.
    /// </summary>
    private async Task WaitAsync<T>(List<Attempt<T>> attempts, Task loss, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silence = Task.Delay(patience, time, waited.Token);
        while (attempts.Count > 0)
        {
            var first = await Task.WhenAny([.. attempts.Select(attempt => attempt.Answer), loss, silence]);
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var lost in attempts.Where(attempt => attempt.WasLost).ToArray()) await RemoveAsync(attempts, lost);
            if (first == loss || first == silence || attempts.Exists(attempt => attempt.Answer.IsCompleted)) break;
        }

        await waited.CancelAsync();
    }

    private static ValueTask RemoveAsync<T>(List<Attempt<T>> attempts, Attempt<T> attempt)
    {
        attempts.Remove(attempt);
        return attempt.DisposeAsync();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

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
