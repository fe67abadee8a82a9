using CaptionCluster.Grains;
using CaptionCluster.Hosting;
using Microsoft.Extensions.Options;

namespace CaptionCluster.Client.Calls;

/// <summary>
/// An idempotent call that outlives silos. It is made again when a silo is lost on the way, and beside the first one when that is silent
/// for long or a connection broke that may have carried its answer (Dean and Barroso, The Tail at Scale, 2013). The first answer counts.
/// </summary>
internal sealed class SteadyCall(ClusterConnection connection, RetryBudget budget, IOptions<CallOptions> options, TimeProvider time)
{
    private const int MaxAtOnce = 3;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <param name="ask">May run more than once, also at the same time; all of its runs have ended when this returns.</param>
    /// <exception cref="OverloadedException">The budget for repeats is spent.</exception>
    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken) =>
        connection.IsLocal ? ask(cancellationToken) : RunSteadilyAsync(ask, cancellationToken);

    private async Task<T> RunSteadilyAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        budget.Earn();
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = new List<Task<T>>();
        var (patience, pause) = (options.Value.AskAgainAfter, options.Value.FirstPause);
        try
        {
            while (true)
            {
                var loss = connection.NextLoss;
                if (running.Count < MaxAtOnce) running.Add(ask(leaving.Token));
                await WaitAsync(running, loss, patience, leaving.Token);
                if (running.Find(call => call.IsCompleted) is { } answer) return await answer;

                budget.Spend();
                if (running.Count > 0)
                {
                    patience *= 2;
                    continue;
                }

                await Task.Delay(pause, time, leaving.Token);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
        finally
        {
            await leaving.CancelAsync();
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Until there is an answer, or it is time to ask again: all were lost on the way, a connection broke, or nothing was heard for long.
    /// What was lost is no longer among those that run.
    /// </summary>
    private async Task WaitAsync<T>(List<Task<T>> running, Task loss, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var waited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var silence = Task.Delay(patience, time, waited.Token);
        while (running.Count > 0)
        {
            var first = await Task.WhenAny([.. running, loss, silence]);
            cancellationToken.ThrowIfCancellationRequested();
            running.RemoveAll(WasLost);
            if (first == loss || first == silence || running.Exists(call => call.IsCompleted)) break;
        }

        await waited.CancelAsync();
    }

    private static bool WasLost<T>(Task<T> call) => call.IsCanceled || (call.Exception?.InnerException is { } error && SiloLoss.Is(error));
}
