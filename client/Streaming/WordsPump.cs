namespace CaptionCluster.Client.Streaming;

/// <summary>Passes words on, as events, while an answer is waited for.</summary>
internal sealed class WordsPump(EventStream events, HttpContext http, TimeProvider time)
{
    private readonly LatestWords _words = new();

    /// <param name="ask">Is given who listens to its words.</param>
    /// <param name="write">Writes words as an event; false for what it keeps to itself.</param>
    public async ValueTask<T> WhileAsync<T>(Func<IProgress<string>, ValueTask<T>> ask, Func<string, bool> write)
    {
        var asking = ask(_words).AsTask();
        try
        {
            while (await IsAskedStillAsync(asking))
            {
                if (_words.Take() is not { } text) events.WriteHeartbeat();
                else if (!write(text)) continue; // A flush of nothing would begin the answer.
                await events.FlushAsync(http.RequestAborted);
            }
        }
        finally
        {
            await ((Task)asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // It reads the request's picture until it ends.
        }

        return await asking;
    }

    /// <summary>Waits for words or the answer, and no longer than the client can be left without a sign.</summary>
    private async Task<bool> IsAskedStillAsync(Task asking)
    {
        Task progress = Task.WhenAny(asking, _words.Said);
        await progress.WaitAsync(EventStream.Heartbeat, time, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.RequestAborted.ThrowIfCancellationRequested();
        return !asking.IsCompleted;
    }
}
